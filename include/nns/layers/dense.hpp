// The dense layer: a matrix product along the last axis.
#pragma once

#include <nns/layers/options.hpp>

namespace nns::detail {

/// Bias and activation in the convention `element_wise`: one operation each for every element of the output.
constexpr count bias_and_activation(const machine& m) {
  return count{m.x.elements()} * (std::int64_t{m.given->bias} + std::int64_t{m.activated()});
}

constexpr void dense_work(machine& m) {
  if (m.x.used == 0) return m.fail(rule::rank_too_small, 1, 0);
  const int last = m.x.used - 1;
  const std::int64_t I = m.x.values[last];
  const std::int64_t U = m.numbers.values[0];
  if (U < 1) return m.fail(rule::size_not_positive, U);
  m.x.values[last] = U;
  const std::int64_t weights = times(I, U);
  m.found.forward.value =
      last == 0 || m.how == convention::original ? weights : times(weights, m.x.product(0, last).value);
  m.found.trainable.value = m.given->bias ? plus(weights, U) : weights;
  if (m.activated()) m.found.copies = 2;
  if (m.how == convention::element_wise) m.found.element_wise = bias_and_activation(m);
}

inline constexpr family dense_family{
    .kind = "dense", .work = &dense_work, .accepts = set_of(option::activation, option::bias), .numbers = 1, .in_original = true};

}  // namespace nns::detail

namespace nns::inline layers {

/// dense<units, no_bias, activation>: (..., I) to (..., U).
/// Multiply-adds: (product of the leading extents) I U. Parameters: I U + U.
/// Not counted: the bias, the activation. Source: Keras' Dense, which multiplies along the last axis.
template <std::int64_t Units, class... Options>
struct dense {
  static constexpr void nns_step(detail::machine& m) {
    m.run_with_number(detail::dense_family, Units, detail::options_of<Options...>);
  }
};

}  // namespace nns::inline layers
