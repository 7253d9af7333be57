// The machine's short way at run time: which convolutions are prepared for it, by their options' numbers, and that one
// that is not is counted, or refused, all the same. That what is counted in one step is what loops execute is shown by
// the proofs (proof/asked.hpp).
#include "catch.hpp"

#include "proof/asked.hpp"

#include <boost/mp11/algorithm.hpp>

namespace {

using namespace proof;
using detail::option;
using detail::padding_mode;
using detail::rule;
using nns::shape;

/// A convolution's options, one after another.
struct convolution_options {
  detail::options given{};

  convolution_options& kernel(const nns::extents& n) {
    given.kernel = n;
    given.take(option::kernel);
    return *this;
  }
  convolution_options& strides(const nns::extents& n) {
    given.strides = n;
    given.take(option::strides);
    return *this;
  }
  convolution_options& dilation(const nns::extents& n) {
    given.dilation = n;
    given.take(option::dilation);
    return *this;
  }
  convolution_options& pads(const nns::extents& n) {
    given.pads = n;
    return mode(padding_mode::explicit_);
  }
  convolution_options& mode(padding_mode how) {
    given.padding = how;
    given.take(option::padding);
    return *this;
  }
  convolution_options& groups(std::int64_t n) {
    given.groups = n;
    given.take(option::groups);
    return *this;
  }
  convolution_options& channels_first() {
    given.channels_first = true;
    given.take(option::channels_first);
    return *this;
  }
};
convolution_options with_kernel(const nns::extents& n) {
  return convolution_options{}.kernel(n);
}

bool is_prepared(const detail::family& f, const convolution_options& o) {
  const unsigned ranks = detail::prepare(f, o.given).matrix;
  const int axes = &f == &detail::conv1d_family ? 1 : &f == &detail::conv2d_family ? 2 : 3;
  CHECK((ranks == 0 || ranks == 1U << (axes + 1)));  // an input of so many axes, and channels
  return ranks != 0;
}

/// Of three filters, prepared or not.
answer ask(const detail::family& f, const convolution_options& o, const shape& input) {
  return ask_prepared({.kind = &f, .numbers = {3}, .given = o.given}, input);
}
rule refused(const detail::family& f, const convolution_options& o, const shape& input) {
  CHECK_FALSE(is_prepared(f, o));
  return ask(f, o, input).broken;
}

using detail::conv1d_family;
using detail::conv2d_family;
using detail::conv3d_family;

TEST_CASE("convolutions that have an output at each position are prepared", "[short way]") {
  CHECK(is_prepared(conv1d_family, with_kernel({3}).mode(padding_mode::same)));
  CHECK(is_prepared(conv1d_family, with_kernel({3}).mode(padding_mode::causal)));
  CHECK(is_prepared(conv1d_family, with_kernel({1})));
  CHECK(is_prepared(conv1d_family, with_kernel({1}).mode(padding_mode::valid)));
  CHECK(is_prepared(conv2d_family, with_kernel({3, 5}).pads({1, 2})));
  CHECK(is_prepared(conv3d_family, with_kernel({3}).dilation({1, 2, 3}).pads({1, 2, 3})));
  // 2 p = d (k - 1) on one axis only
  CHECK_FALSE(is_prepared(conv2d_family, with_kernel({3, 5}).pads({1})));
  CHECK_FALSE(is_prepared(conv2d_family, with_kernel({3}).pads({2})));
  CHECK_FALSE(is_prepared(conv2d_family, with_kernel({3})));
  CHECK_FALSE(is_prepared(conv2d_family, with_kernel({4}).pads({1})));
  CHECK_FALSE(is_prepared(conv2d_family, with_kernel({3}).strides({1, 2}).mode(padding_mode::same)));
  CHECK_FALSE(is_prepared(conv2d_family, with_kernel({3}).groups(3).mode(padding_mode::same)));
  CHECK_FALSE(is_prepared(conv2d_family, with_kernel({3}).channels_first().mode(padding_mode::same)));
  // Options that the layer does not know
  CHECK_FALSE(is_prepared(conv2d_family, [] {
    convolution_options o = with_kernel({3}).mode(padding_mode::same);
    o.given.take(option::merge);
    return o;
  }()));
}

// Keras' rule for `same` without strides: the extents stay. Multiply-adds: P C K k, with C = 2 and K = 3; parameters:
// C K k + K.
TEST_CASE("large kernels, dilations and pads go the long way, to the same formula", "[short way]") {
  const auto costs = [](const detail::family& f, const convolution_options& o, const shape& input, std::int64_t taps,
                        bool prepared) {
    CHECK(is_prepared(f, o) == prepared);
    const answer a = ask(f, o, input);
    CHECK(a.broken == rule::none);
    shape expected = input;
    expected.back() = 3;
    std::int64_t positions = 1;
    for (int i = 0; i != input.rank() - 1; ++i) positions *= input[i];
    CHECK(a.output == expected);
    CHECK(a.sum.forward.value == positions * 2 * 3 * taps);
    CHECK(a.sum.trainable.value == 2 * 3 * taps + 3);
    CHECK(a.sum.activations.value == positions * 3);
  };
  const auto same = [](const nns::extents& kernel) { return with_kernel(kernel).mode(padding_mode::same); };
  costs(conv1d_family, same({64}), {1'000, 2}, 64, true);
  costs(conv1d_family, same({65}), {1'000, 2}, 65, false);
  costs(conv2d_family, same({4, 16}), {40, 50, 2}, 64, true);
  costs(conv2d_family, same({5, 13}), {40, 50, 2}, 65, false);
  costs(conv1d_family, same({3}).dilation({255}), {1'000, 2}, 3, true);
  costs(conv1d_family, same({3}).dilation({256}), {1'000, 2}, 3, false);
  // PyTorch's rule: n + 2 p - d (k - 1), which is n for p = d (k - 1) / 2, here 127 62 / 2
  costs(conv1d_family, with_kernel({63}).dilation({127}).pads({127 * 31}), {1'000, 2}, 63, true);
  const convolution_options far = with_kernel({3}).pads({65'536});
  CHECK_FALSE(is_prepared(conv1d_family, far));
  CHECK(ask(conv1d_family, far, {64, 2}).output == shape{64 + 2 * 65'536 - 2, 3});
}

TEST_CASE("what is wrong with a convolution is not prepared, and refused by its rule", "[short way]") {
  const auto same = [](const nns::extents& kernel) { return with_kernel(kernel).mode(padding_mode::same); };
  CHECK(refused(conv2d_family, convolution_options{}, {8, 8, 2}) == rule::kernel_missing);
  CHECK(refused(conv3d_family, same({3, 3}), {8, 8, 8, 2}) == rule::one_number_or_one_per_axis);
  CHECK(refused(conv2d_family, same({3}).strides({1, 1, 1}), {8, 8, 2}) == rule::one_number_or_one_per_axis);
  CHECK(refused(conv2d_family, same({3}).dilation({1, 1, 1}), {8, 8, 2}) == rule::one_number_or_one_per_axis);
  CHECK(refused(conv2d_family, with_kernel({3}).pads({1, 1, 1}), {8, 8, 2}) == rule::one_number_or_one_per_axis);
  CHECK(refused(conv2d_family, with_kernel({3}).mode(padding_mode::causal), {8, 8, 2}) ==
        rule::causal_is_for_one_dimension);
  CHECK(refused(conv2d_family, same({3, 0}), {8, 8, 2}) == rule::extent_not_positive);
  CHECK(refused(conv2d_family, same({3}).dilation({1, 0}), {8, 8, 2}) == rule::extent_not_positive);
  CHECK(refused(conv2d_family, same({3}).strides({0}), {8, 8, 2}) == rule::extent_not_positive);
  CHECK(refused(conv2d_family, with_kernel({3}).pads({1, -1}), {8, 8, 2}) == rule::padding_negative);
  // Products that wrap to what would be right
  CHECK(refused(conv2d_family, same({std::int64_t{1} << 40}), {8, 8, 2}) == rule::count_overflows_63_bits);
  CHECK(refused(conv2d_family, with_kernel({1}).pads({INT64_MIN}), {8, 8, 2}) == rule::padding_negative);
  // 64 + 2 65,536 positions are fewer than the 2^20 that the window covers.
  CHECK(refused(conv1d_family, with_kernel({2}).dilation({1 << 20}).pads({65'536}), {64, 2}) ==
        rule::kernel_larger_than_padded_input);
  // Prepared, but of no filters, or of another rank
  const convolution_options good = same({3});
  CHECK(ask_prepared({.kind = &conv2d_family, .numbers = {0}, .given = good.given}, {8, 8, 2}).broken ==
        rule::size_not_positive);
  CHECK(ask(conv2d_family, good, {8, 2}).broken == rule::wrong_rank);
}

// The largest layers of the short way: 2^18 positions, 2^14 channels and filters, 64 taps. P C K k is 2^52.
template <int Copies, class... L>
using chain = boost::mp11::mp_append<nns::sequential<nns::input<512, 512, 16'384>>,
                                     boost::mp11::mp_repeat_c<nns::sequential<L...>, Copies>>;
using largest = nns::conv2d<16'384, nns::kernel<8>, nns::same, nns::no_bias>;
struct fits : chain<682, largest> {};
struct too_many : chain<683, largest> {};
struct far_too_many : chain<5'000, largest> {};
struct in_blocks : chain<100, boost::mp11::mp_repeat_c<nns::sequential<largest>, 50>> {};
struct in_copies : chain<100, nns::repeat<49, largest>, largest> {};
struct named_ones : chain<5'000, nns::named<"", largest>> {};

template <class Model>
constexpr bool is_refused = detail::evaluated<Model, nns::convention::standard>.bad.broken == rule::count_overflows_63_bits;

TEST_CASE("the largest layers of the short way are refused once their sum is too large", "[short way]") {
  // Forward and backward together are three times the forward pass: 682 of them are 2046 2^52, and 2^63 is 2048 2^52.
  STATIC_REQUIRE(nns::forward<fits>.count == std::int64_t{682} << 52);
  STATIC_REQUIRE(nns::backward<fits>.count == std::int64_t{1364} << 52);
  STATIC_REQUIRE(is_refused<too_many>);
  STATIC_REQUIRE(is_refused<far_too_many>);
  STATIC_REQUIRE(is_refused<in_blocks>);
  STATIC_REQUIRE(is_refused<in_copies>);
  STATIC_REQUIRE(is_refused<named_ones>);
}

}  // namespace
