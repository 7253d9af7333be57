// What does not fit into 63 bits is refused when the program runs as it is when it is compiled, wherever it is found:
// in an extent, in a layer's cost, in a sum, in what the backward passes cost.
#include "catch.hpp"

#include <nns/interop/catch2.hpp>  // prints shapes: one program prints them in one way
#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/pooled_attention.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
namespace convention = nns::convention;
using nns::shape;
using nns::detail::rule;

namespace {

constexpr std::int64_t largest = INT64_MAX;  // 2^63 - 1 = 7 7 73 127 337 92,737 649,657
constexpr std::int64_t two_to(int n) {
  return std::int64_t{1} << n;
}

/// What evaluation says when nothing about the model can be found out before.
template <class M>
nns::detail::evaluation evaluated(nns::counting how = convention::standard) {
  static const volatile nns::detail::step step = nns::detail::step_of<M>;
  const nns::detail::step run = step;
  return nns::detail::evaluate(run, how);
}

/// It overflows in this row; or, without one, in what the rows come to.
template <class M, nns::counting How = convention::standard>
void overflows(int row) {
  const nns::detail::fault bad = evaluated<M>(How).bad;
  CHECK(bad.broken == rule::count_overflows_63_bits);
  CHECK(bad.row == row);
  CHECK(nns::detail::fault_of<M, How>.broken == rule::count_overflows_63_bits);
}
template <class M>
void fits() {
  CHECK(evaluated<M>().bad.broken == rule::none);
}

TEST_CASE("extents beyond 63 bits", "[limits]") {
  // 2^62 in front and 2^62 there, or behind; 2^62 and 2^60 fit, with the input's 2^60 elements, too.
  overflows<nns::sequential<input<two_to(62), 1>, zero_padding1d<nns::sides{{two_to(62), 0}}>>>(1);
  fits<nns::sequential<input<two_to(60), 1>, zero_padding1d<nns::sides{{two_to(62), 0}}>>>();
  overflows<nns::sequential<input<4, 1>, zero_padding1d<nns::sides{{two_to(62), two_to(62)}}>>>(1);
  // A causal window covers d (k - 1) + 1 = 2^62 + 1, which stands in front of the 2^62.
  overflows<nns::sequential<input<two_to(62), 1>, conv1d<1, kernel<2>, dilation<two_to(62)>, causal>>>(1);
  overflows<nns::sequential<input<two_to(62), 1>, conv1d<1, kernel<2>, dilation<two_to(62)>, same>>,
            convention::in_bounds>(1);
}

TEST_CASE("a layer's cost beyond 63 bits", "[limits]") {
  // Bounded by the input, few products are inside; the 2^40 2^15 2^15 weights overflow by themselves.
  overflows<nns::sequential<input<4, two_to(15)>, conv1d<two_to(15), kernel<two_to(40)>, same>>, convention::in_bounds>(
      1);
  // (2^63 - 1) / 7 inputs by 7 units fit exactly; the bias does not.
  overflows<nns::sequential<input<largest / 7>, dense<7>>>(1);
  overflows<nns::sequential<input<largest / 7>, dense<7, no_bias>>>(2);  // but not 3 times that, with the backward pass
  // 2^31 positions of 2^31 units are kept twice, for the activation.
  overflows<nns::sequential<input<two_to(31), 1>, dense<two_to(31), relu>>>(1);
  // A pool pads by half its kernel on both sides: 4 + 2^63 - 2 frames.
  overflows<
      nns::sequential<input<5, 2>, pooled_attention<1, nns::extents{4, 1, 1}, kernel<largest, 1, 1>, strides<1>>>>(1);
  // The state's convolution pads the 2^63 - 1 columns.
  overflows<nns::sequential<input<1, largest, 1>, conv_lstm1d<1, kernel<1>>>, convention::in_bounds>(1);
}

/// A layer that multiplies nothing forwards, and so much backwards.
template <std::int64_t Backward>
struct backward_only {
  static constexpr nns::text kind = "backward_only";
  static constexpr shape output(const shape& in) { return in; }
  static constexpr nns::cost cost(const shape&, const shape&) {
    return {.forward = nns::macs{0}, .backward = nns::macs{Backward}, .parameters = 0};
  }
};

TEST_CASE("sums beyond 63 bits", "[limits]") {
  // 2^40 elements, 2^24 times; the input's are 2^40 more.
  overflows<nns::sequential<input<two_to(40)>, repeat<two_to(24), identity>>>(1 + (1 << 24));
  fits<nns::sequential<input<two_to(40)>, repeat<two_to(22) - 1, identity>>>();
  // Backward passes: one that fits exactly, and a dense layer's 2 more; two of 2^62; 2 of 2^62 as copies.
  fits<nns::sequential<input<1>, backward_only<largest>>>();
  CHECK(evaluated<nns::sequential<input<1>, backward_only<largest>>>().sum.backward().value == largest);
  overflows<nns::sequential<input<1>, backward_only<largest>, dense<1>>>(3);
  overflows<nns::sequential<input<1>, backward_only<two_to(62)>, backward_only<two_to(62)>>>(3);
  overflows<nns::sequential<input<1>, repeat<2, backward_only<two_to(62)>>>>(3);
  fits<nns::sequential<input<1>, repeat<2, backward_only<two_to(61)>>>>();
}

TEST_CASE("what is not known is not beyond 63 bits", "[limits]") {
  // The head multiplies nothing forwards, and in training as often as there are steps.
  const nns::detail::evaluation head = evaluated<nns::sequential<input<shape::unknown, 4>, training_only<dense<3>>>>();
  CHECK(head.bad.broken == rule::none);
  CHECK(head.sum.forward.value == 0);
  CHECK(head.sum.backward().value == nns::unknown);
  CHECK(head.sum.trainable.value == 4 * 3 + 3);
}

}  // namespace
