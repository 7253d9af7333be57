// The input of a model: the shape of one instance.
#pragma once

#include <nns/layers/options.hpp>

namespace nns::detail {

inline constexpr family input_family{.kind = "input", .numbers = -1, .begins = true};

}  // namespace nns::detail

namespace nns::inline layers {

/// input<28, 28, 1>: the beginning of a model, without the batch. It is row 0, and only its activations count.
template <std::int64_t... Extents>
struct input {
  NNS_LEAF(input)
  static constexpr void NNS_STEP(detail::machine& m) {
    if constexpr (sizeof...(Extents) > shape::max_rank)
      m.fail(detail::rule::rank_above_eight, sizeof...(Extents));
    else
      m.begin(detail::input_family, {Extents...});
  }
  NNS_STEP_AS_DATA
};

/// input_requires_grad<28, 28, 1>: an input whose gradient is needed, as for adversarial examples, or the output of a
/// generator. The convention `autograd` then counts the first layer's dX, and training memory keeps what that needs.
template <std::int64_t... Extents>
struct input_requires_grad {
  NNS_LEAF(input_requires_grad)
  static constexpr void NNS_STEP(detail::machine& m) {
    input<Extents...>::NNS_STEP(m);
    m.wants = true;
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
