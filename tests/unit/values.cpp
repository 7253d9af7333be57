// The values that everything is counted with, at run time: units, counts and their sticky states, shapes, names.
#include "catch.hpp"

#include <nns/nns.hpp>

#include <set>
#include <stdexcept>
#include <string>
#include <vector>

using namespace nns::literals;
using nns::shape;
using nns::detail::count;

namespace {

constexpr std::int64_t largest = INT64_MAX;
constexpr std::int64_t unknown = count::unknown;
constexpr std::int64_t overflowed = count::overflowed;

TEST_CASE("units compare, add and multiply", "[values]") {
  CHECK(2_MAC < 3_MAC);
  CHECK_FALSE(3_MAC < 2_MAC);
  CHECK(3_MAC > 2_MAC);
  CHECK(3_MAC <= 3_MAC);
  CHECK(3_MAC >= 3_MAC);
  CHECK(2_kMAC + 1_MAC == 2'001_MAC);
  CHECK(2_kMAC - 1_MAC == 1'999_MAC);
  CHECK(3 * 2_GFLOP == 6_GFLOP);
  CHECK(2_GFLOP * 3 == 6_GFLOP);
  CHECK(7_KiB / 2 == 3'584_B);
  CHECK(3_MAC / 2_MAC == 1.5);
  // A multiply-add is two operations.
  CHECK(nns::to_flops(1.5_GMAC) == 3_GFLOP);
  nns::bytes memory = 1_MiB;
  memory += 1_KiB;
  memory -= 1_B;
  // 2^20 + 2^10 - 1
  CHECK(memory.count == 1'049'599);
}

TEST_CASE("operations keep how many of them are multiply-adds", "[values]") {
  using nns::ops;
  const ops products(100, 100), mixed(50, 20);
  CHECK(mixed < products);
  CHECK_FALSE(products < mixed);
  CHECK(products > mixed);
  CHECK(mixed <= products);
  CHECK(products >= products);
  CHECK(mixed == 50_OP);  // totals compare
  CHECK(2_kOP + 1_OP == 2'001_OP);
  CHECK((products + mixed).multiply_adds == 120);
  CHECK((products - mixed).count == 50);
  CHECK((products - mixed).multiply_adds == 80);
  CHECK((3 * mixed).count == 150);
  CHECK((mixed * 3).multiply_adds == 60);
  CHECK((mixed / 2).count == 25);
  CHECK((mixed / 2).multiply_adds == 10);
  CHECK(products / mixed == 2.0);
  ops sum = products;
  sum += mixed;
  sum += mixed;
  sum -= products;
  CHECK(sum.count == 100);
  CHECK(sum.multiply_adds == 40);
  // A multiply-add is two floating-point operations, any other operation one: 30 and 2 x 20.
  CHECK(nns::to_flops(mixed).count == 70);
}

TEST_CASE("literals are exact, and fractions the nearest integer", "[values]") {
  CHECK((5_TMAC).count == 5'000'000'000'000);
  CHECK((0.3_kMAC).count == 300);
  CHECK((2_kFLOP).count == 2'000);
  CHECK((2.5_TFLOP).count == 2'500'000'000'000);
  CHECK((3_GiB).count == 3 * 1'073'741'824LL);
  CHECK((1.5_kB).count == 1'500);
}

TEST_CASE("counts do not wrap: overflow and the unknown are sticky, overflow more so", "[values]") {
  CHECK((count{largest} + 1).has_overflowed());
  CHECK((count{largest} * 2).has_overflowed());
  CHECK((count{largest / 2} * 2).value == largest - 1);
  for (const count sticky : {count{unknown}, count{overflowed}}) {
    CHECK((sticky + 1) == sticky);
    CHECK((1 + sticky) == sticky);
    CHECK((sticky * 0) == sticky);
    CHECK((sticky - 1) == sticky);
    CHECK((8 / sticky) == sticky);
    CHECK_FALSE(sticky.is_known());
  }
  CHECK((count{unknown} + count{overflowed}).has_overflowed());
  CHECK((count{overflowed} * count{unknown}).has_overflowed());
  CHECK((count{7} - 2).value == 5);
  CHECK((count{7} / 2).value == 3);
  count c = 6;
  c += 1;
  c *= 3;
  CHECK(c.value == 21);
}

TEST_CASE("products and sums of plain numbers follow the same rules", "[values]") {
  using nns::detail::plus;
  using nns::detail::times;
  CHECK(times(2, 3, 5, 7) == 210);
  CHECK(plus(2, 3) == 5);
  CHECK(plus(largest, 1) == overflowed);
  CHECK(times(largest, 2) == overflowed);
  CHECK(times(largest, 1, 2) == overflowed);
  CHECK(times(largest, 1, 1, 2) == overflowed);
  CHECK(times(unknown, 3) == unknown);
  CHECK(plus(3, unknown) == unknown);
  // Wherever it stands
  CHECK(times(overflowed, unknown) == overflowed);
  CHECK(times(unknown, overflowed) == overflowed);
  CHECK(times(unknown, 1, overflowed) == overflowed);
  CHECK(times(unknown, 1, 1, overflowed) == overflowed);
  CHECK(plus(unknown, overflowed) == overflowed);
}

TEST_CASE("shapes grow and compare", "[values]") {
  shape s{28, 20};
  s.push_back(3);
  CHECK(s == shape{28, 20, 3});
  CHECK_FALSE(s == shape{28, 20});
  CHECK_FALSE(s == shape{28, 20, 4});
  CHECK(s.front() == 28);
  CHECK(s.back() == 3);
  s.back() = 1;
  // 28 20 1
  CHECK(s.elements() == 560);
  CHECK(shape{}.empty());
  CHECK(shape{}.elements() == 1);
  CHECK(shape{4, shape::unknown}.elements() == shape::unknown);
  CHECK(shape{largest, 2}.elements() == overflowed);
  std::int64_t sum = 0;
  for (const std::int64_t extent : static_cast<const shape&>(s)) sum += extent;
  CHECK(sum == 49);
}

TEST_CASE("a layer's number is an integer, extents or sides", "[values]") {
  using nns::detail::number;
  CHECK(number(std::int64_t{3}) == shape{3});
  CHECK(number(3U) == shape{3});
  CHECK(number(nns::extents{3, 2}) == shape{3, 2});
  CHECK(number(nns::sides{{0, 1}, {2, 3}}) == shape{0, 1, 2, 3});
  CHECK(number(2.5) == shape{nns::detail::no_number});
  CHECK(number(true) == shape{nns::detail::no_number});
}

TEST_CASE("texts are compared by their characters", "[values]") {
  const std::string word = "conv";
  CHECK(nns::text{word.data(), 4} == nns::text{"conv"});
  CHECK_FALSE(nns::text{word.data(), 3} == nns::text{"conv"});
  CHECK_FALSE(nns::text{"cons"} == nns::text{"conv"});
  CHECK(nns::text{} == nns::text{""});
  CHECK(std::string(nns::text{"conv"}) == word);
  CHECK(nns::text{"conv"} == word);
  CHECK(word == nns::text{"conv"});
  CHECK(nns::text{"conv2d"} != word);
  const char* const pointer = word.c_str();
  CHECK(nns::text{"conv"} == pointer);
  char buffer[16] = "conv";
  CHECK(buffer == nns::text{"conv"});
}

TEST_CASE("every rule has a sentence of its own", "[values]") {
  using nns::detail::rule;
  using nns::detail::sentence_of;
  CHECK(sentence_of(rule::none).empty());
  std::set<std::string> sentences;
  // The last rule of the list
  const int last = static_cast<int>(rule::share_of_a_share);
  for (int r = 1; r <= last; ++r) sentences.insert(sentence_of(static_cast<rule>(r)));
  CHECK(sentences.size() == static_cast<std::size_t>(last));
  CHECK(sentences.count("") == 0);
}

TEST_CASE("a fault keeps the innermost part of a way that is too long", "[values]") {
  nns::detail::fault f;
  CHECK_FALSE(f);
  f.broken = nns::detail::rule::wrong_rank;
  for (int i = 0; i != 20; ++i) f.leave(i);
  CHECK(f);
  CHECK(f.depth == nns::detail::fault::max_depth);
  CHECK(f.path[0] == 0);
  CHECK(f.path[15] == 15);
}

TEST_CASE("a name that looks like a kind and a number is not given twice", "[values]") {
  using nns::detail::ends_like_a_number;
  CHECK(ends_like_a_number("conv2d_1"));
  CHECK(ends_like_a_number("stage_2_34"));
  CHECK_FALSE(ends_like_a_number("conv2d"));
  CHECK_FALSE(ends_like_a_number("block7"));
  CHECK_FALSE(ends_like_a_number("12"));
  CHECK_FALSE(ends_like_a_number("conv-1"));
  CHECK_FALSE(ends_like_a_number(""));
  char characters[200];
  nns::detail::used_name places[16]{};
  nns::detail::numbering numbers[nns::detail::places_of_kinds]{};
  nns::detail::naming names{characters, places, 16, numbers};
  names.crowded = true;
  CHECK(names.claim({}, "dense_1", {}) == nns::text{"dense_1"});
  CHECK(names.claim("block/", "dense", {}) == nns::text{"block/dense"});
  CHECK(names.claim("block/", "dense", {}) == nns::text{"block/dense_1"});
  const nns::text dense = "dense";
  CHECK(names.next_of({}, dense, nns::detail::place_of_kind(dense)) == nns::text{"dense"});
  CHECK(names.next_of({}, dense, nns::detail::place_of_kind(dense)) == nns::text{"dense_2"});
}

// Three rows of each of 100 kinds, more than the numbering has places for: each kind counts its own, as Keras does.
TEST_CASE("rows of more kinds than there are places for are numbered by kind", "[values]") {
  std::vector<char> characters(10'000);
  std::vector<nns::detail::used_name> places(512);
  nns::detail::numbering numbers[nns::detail::places_of_kinds]{};
  std::vector<nns::detail::numbered_name> slots(300);
  nns::detail::naming in_slots{characters.data(), places.data(), static_cast<int>(places.size()), numbers, slots.data()};
  nns::detail::used_name other_places[512]{};
  nns::detail::numbering other_numbers[nns::detail::places_of_kinds]{};
  std::vector<char> other_characters(10'000);
  nns::detail::naming in_blocks{other_characters.data(), other_places, 512, other_numbers};
  std::vector<std::string> kinds;
  for (int i = 0; i != 100; ++i) kinds.push_back("kind" + std::string(1, static_cast<char>('a' + i / 26)) +
                                                 std::string(1, static_cast<char>('a' + i % 26)));
  std::vector<nns::text> texts;
  for (const std::string& kind : kinds) texts.emplace_back(kind.data(), kind.size());
  for (int round = 0; round != 3; ++round)
    for (const nns::text& kind : texts) {
      const unsigned place = nns::detail::place_of_kind(kind);
      const std::string name = std::string(kind) + (round == 0 ? "" : "_" + std::to_string(round));
      CHECK(std::string(round == 1 ? in_slots.next_of({}, kind, place) : in_slots.next_plain(kind, place)) == name);
      CHECK(std::string(in_blocks.next_of("block/", kind, place)) == "block/" + name);
    }
}

TEST_CASE("a summary's values are found by index, and compared", "[values]") {
  nns::sequence<int, 3> a{{1, 2, 3}};
  const nns::sequence<int, 3> b{{1, 2, 4}};
  CHECK_FALSE(a == b);
  a.values[2] = 4;
  CHECK(a == b);
  CHECK(a.data()[2] == 4);
  CHECK(a.size() == 3);
  int sum = 0;
  for (const int value : b) sum += value;
  CHECK(sum == 7);
}

using small = nns::sequential<nns::input<8>, nns::dense<4, nns::relu>, nns::batch_normalization<>, nns::dense<2>>;

// 8 4 + 4 2 = 40 products, backward twice that; 36 + 16 + 10 parameters; 8 + 8 + 4 + 2 elements
TEST_CASE("an estimate scales with the batch and the phase", "[values]") {
  const nns::batch_estimate one = nns::estimate<small>();
  CHECK(one.macs == 40_MAC);
  CHECK(one.parameters == 62);
  CHECK(one.parameter_bytes == 248_B);
  CHECK(one.activations == 22);
  CHECK(one.activation_bytes == 88_B);
  const nns::batch_estimate many = nns::estimate<small>(nns::phase::training, nns::batch{32}, 2);
  CHECK(many.macs == nns::macs{32 * 120});
  CHECK(many.parameters == 62);
  CHECK(many.parameter_bytes == 124_B);
  CHECK(many.activations == 32 * 44);
  CHECK(many.activation_bytes == nns::bytes{64 * 44});
}

TEST_CASE("each limit of a budget is kept by itself", "[values]") {
  using nns::detail::keeps_all;
  const nns::detail::totals& sum = nns::detail::evaluated<small, nns::convention::standard>.sum;
  CHECK(keeps_all(sum, {}));
  CHECK(keeps_all(sum, {.forward = 40_MAC, .backward = 80_MAC, .training = 120_MAC, .parameters = 62,
                        .trainable_parameters = 54, .activations = 22}));
  CHECK_FALSE(keeps_all(sum, {.forward = 39_MAC}));
  CHECK_FALSE(keeps_all(sum, {.backward = 79_MAC}));
  CHECK_FALSE(keeps_all(sum, {.training = 119_MAC}));
  CHECK_FALSE(keeps_all(sum, {.parameters = 61}));
  CHECK_FALSE(keeps_all(sum, {.trainable_parameters = 53}));
  CHECK_FALSE(keeps_all(sum, {.activations = 21}));
  // What is not known keeps no limit.
  nns::detail::totals unknown_forward = sum;
  unknown_forward.forward = unknown;
  CHECK_FALSE(keeps_all(unknown_forward, {.forward = 40_MAC}));
  CHECK(keeps_all(unknown_forward, {.parameters = 62}));
}

// 8 1, 1 6, 6 9, 9 2, 2 3 products: rows 3 (54), 4 (18) and 1 (8)
using unequal = nns::sequential<nns::input<8>, nns::dense<1>, nns::dense<6>, nns::dense<9>, nns::dense<2>,
                                nns::dense<3>>;

TEST_CASE("the three layers that cost most, the most first", "[values]") {
  using nns::detail::find_top_rows, nns::detail::multiply_adds_of, nns::detail::parameters_of;
  const auto top = find_top_rows<unequal, nns::convention::standard, &multiply_adds_of>();  // 8, 6, 54, 18, 6
  CHECK(top.rows[0] == 3);
  CHECK(top.rows[1] == 4);
  CHECK(top.rows[2] == 1);
  const auto heaviest = find_top_rows<unequal, nns::convention::standard, &parameters_of>();  // 9, 12, 63, 20, 9
  CHECK(heaviest.rows[0] == 3);
  CHECK(heaviest.rows[1] == 4);
  CHECK(heaviest.rows[2] == 2);
  const auto fewer = find_top_rows<small, nns::convention::standard, &multiply_adds_of>();
  CHECK(fewer.rows[0] == 1);
  CHECK(fewer.rows[1] == 3);
  CHECK(fewer.rows[2] == -1);
}

}  // namespace
