// The dense layer: a matrix product along the last axis.
#pragma once

#include <nns/layers/options.hpp>

namespace nns::detail {

/// Bias and activation in the convention `element_wise`: one operation each for every element of the output.
constexpr count bias_and_activation(const machine& m) {
  return count{m.x.elements()} * (std::int64_t{m.given->bias} + std::int64_t{m.activated()});
}

constexpr void dense_work(machine& m) {
  if (m.x.rank() == 0) return m.fail(rule::rank_too_small, 1, 0);
  const count I = m.x.back();
  const count U = m.numbers[0];
  if (U.value < 1) return m.fail(rule::extent_not_positive, 1, U.value);
  const count leading = m.how == convention::original ? count{1} : m.x.product(0, m.x.rank() - 1);
  m.x.back() = U.value;
  m.found.forward = leading * I * U;
  m.found.trainable = m.given->bias ? I * U + U : I * U;
  m.found.copies = m.activated() ? 2 : 1;
  if (m.how == convention::element_wise) m.found.element_wise = bias_and_activation(m);
}

inline constexpr family dense_family{
    .kind = "dense", .work = &dense_work, .accepts = set_of(option::activation, option::bias), .numbers = 1};

}  // namespace nns::detail

namespace nns::inline layers {

/// dense<units, no_bias, activation>: (..., I) to (..., U).
/// Multiply-adds: (product of the leading extents) I U. Parameters: I U + U.
/// Not counted: the bias, the activation. Source: Keras' Dense, which multiplies along the last axis.
template <auto Units, class... Options>
struct dense {
  static constexpr void nns_step(detail::machine& m) {
    m.run(detail::dense_family, detail::number(Units), detail::options_of<Options...>);
  }
};

}  // namespace nns::inline layers
