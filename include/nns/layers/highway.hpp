// The dense layers that only Keras 1 had: highway and maxout_dense.
#pragma once

#include <nns/layers/dense.hpp>
#include <nns/layers/elsewhere.hpp>

namespace nns::detail {

constexpr void highway_work(machine& m) {
  if (m.x.rank() != 1) return m.fail(rule::wrong_rank, 1, m.x.rank());
  const count I = m.x[0];
  m.found.forward = I * I * 2;
  m.found.trainable = I * I * 2 + (m.given->bias ? I * 2 : count{0});
  if (m.observed) m.onlooker->keep(I * 2, 0);  // the gate, and what passes it
  m.found.copies = m.activated() ? 2 : 1;
  // Biases and activation of both products; two products with the gate, and a sum.
  m.found.element_wise = I * (2 * std::int64_t{m.given->bias} + 1 + std::int64_t{m.activated()} + 3);
}

constexpr void maxout_dense_work(machine& m) {
  if (m.x.rank() != 1) return m.fail(rule::wrong_rank, 1, m.x.rank());
  const count I = m.x[0];
  const count U = m.numbers[0];
  const count n = m.numbers[1];
  for (int i = 0; i != 2; ++i)
    if (m.numbers[i] < 1) return m.fail(rule::size_not_positive, m.numbers[i]);
  m.x[0] = U.value;
  m.found.forward = n * I * U;
  if (m.observed) m.onlooker->keep(n * U, 0);  // the values whose maximum is taken
  m.found.trainable = n * I * U + (m.given->bias ? n * U : count{0});
  m.found.element_wise = n * U * (1 + std::int64_t{m.given->bias});
}

inline constexpr family highway_family{
    .kind = "highway", .work = &highway_work, .accepts = set_of(option::activation, option::bias), .numbers = 0,
    .keeps = in_training::inputs};
inline constexpr family maxout_dense_family{
    .kind = "maxout_dense", .work = &maxout_dense_work, .accepts = only(option::bias), .numbers = 2};

}  // namespace nns::detail

namespace nns::inline layers {

/// highway<no_bias, activation>: (I) to (I), a dense layer and a gate that mixes its output with its input.
/// Multiply-adds: 2 I I. Parameters: 2 (I I + I). Not counted: biases, activations, the gate's products.
/// Source: Srivastava et al. 2015; Keras 1's Highway.
template <class... Options>
struct highway {
  NNS_LEAF(highway)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::highway_family, shape{}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// maxout_dense<units, pieces, no_bias>: (I) to (U), the maximum of n dense layers. Multiply-adds: n I U.
/// Parameters: n (I U + U). Four pieces unless given. Source: Goodfellow et al. 2013; Keras 1's MaxoutDense.
template <std::int64_t Units, std::int64_t Pieces, class... Options>
struct maxout_dense {
  NNS_LEAF(maxout_dense)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::maxout_dense_family, shape{Units, Pieces}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
