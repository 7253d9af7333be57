// What is mostly asked while a program compiles, asked of the same models while it runs: bit operations, caches, blocks.
#include "catch.hpp"

#include <nns/block_budget.hpp>
#include <nns/memory/bit_operations.hpp>
#include <nns/memory/plan.hpp>
#include <nns/memory/stored.hpp>
#include <nns/models/transformer.hpp>
#include <nns/nns.hpp>

#include <cstdint>

namespace {

using namespace nns::layers;
namespace detail = nns::detail;

inline constexpr nns::storage four_bits{nns::data_type::int4, nns::data_type::int32, nns::data_type::int8, true};
struct mixed : nns::sequential<input<16>, dense<16>, nns::stored<dense<16>, four_bits>> {};

TEST_CASE("bit operations of two layers that are stored in different types", "[counted again]") {
  // 256 products each: 8 bits with 8 bits, 4 with 8; and 32 with 32 where nothing else is said.
  CHECK(detail::count_bits(detail::step_of<mixed>, nns::full_int8) == 256 * 64 + 256 * 32);
  CHECK(detail::count_bits(detail::step_of<mixed>, nns::float32_storage) == 256 * 1024 + 256 * 32);
}

// Keys and values of 2 heads of 4: twelve positions in two layers, and the last five in a third one.
struct words : nns::sequential<
    input<12>, embedding<100, 16>, repeat<2, residual<grouped_query_attention<4, 4, 2, no_bias, causal>>>,
    residual<grouped_query_attention<4, 4, 2, no_bias, window<5>, causal>>, tied_dense<100>> {};

TEST_CASE("the cache of a language model", "[counted again]") {
  constexpr std::int64_t position = 2 * 2 * 4;
  detail::cache_options o;
  CHECK(detail::find_cache_bytes(detail::step_of<words>, o) == position * (2 * 12 + 5) * 4);
  detail::take(o, nns::context{3});
  detail::take(o, nns::batch{7});
  detail::take(o, nns::float16_storage);
  CHECK(detail::find_cache_bytes(detail::step_of<words>, o) == 7 * position * 3 * 3 * 2);
  // What does not generate keeps nothing.
  CHECK(detail::find_cache_bytes(detail::step_of<mixed>, {}) < 0);
}

struct parts : nns::sequential<input<8>, nns::named<"stem", dense<4>, dense<2>>, nns::named<"head", dense<3>>> {};

TEST_CASE("a block is found by its name, and sums its rows", "[counted again]") {
  const auto& s = nns::summary<parts>;
  const detail::part_of_model stem = detail::find_part(s, "stem"), head = detail::find_part(s, "head");
  CHECK(stem.first == 1);
  CHECK(stem.last == 3);
  CHECK(head.first == 3);
  CHECK(head.last == 4);
  CHECK(detail::find_part(s, "stem/dense_1").first == 2);
  CHECK(detail::find_part(s, "ste").first < 0);
  CHECK(detail::find_part(s, "stem/").first < 0);
  const detail::totals sum = detail::sum_of_rows(s, stem);
  CHECK(sum.forward.value == 8 * 4 + 4 * 2);
  CHECK(sum.backward().value == 2 * (8 * 4 + 4 * 2));
  CHECK((sum.trainable + sum.fixed).value == 8 * 4 + 4 + 4 * 2 + 2);
  CHECK(sum.activations.value == 4 + 2);
}

}  // namespace
