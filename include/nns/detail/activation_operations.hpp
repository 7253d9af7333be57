// What an activation does for each element, by kinds of operations.
#pragma once

#include <nns/detail/machine.hpp>

namespace nns::detail {

/// Softmax over groups of `size`: an exponential and a division for each element, and a sum for each group.
constexpr void add_softmax(operations_found& o, count elements, count size) {
  o.exponentials += elements;
  o.divisions += elements;
  if (size.value > 0) o.additions += elements - elements / size;
}

/// 1 / (1 + exp(-x)).
constexpr void add_sigmoid(operations_found& o, count elements) {
  o.exponentials += elements;
  o.additions += elements;
  o.divisions += elements;
}

/// `size` is the last extent, which softmax runs along.
constexpr void add_activation(operations_found& o, activation_kind a, count elements, count size) {
  switch (a) {
    case activation_kind::unset:
    case activation_kind::linear: return;
    case activation_kind::relu: o.comparisons += elements; return;
    case activation_kind::relu6: o.comparisons += elements * 2; return;
    case activation_kind::sigmoid: return add_sigmoid(o, elements);
    case activation_kind::tanh_: o.exponentials += elements; return;
    case activation_kind::softmax: return add_softmax(o, elements, size);
    case activation_kind::gelu:  // x (1 + erf(x / sqrt 2)) / 2
      o.exponentials += elements;
      o.multiplications += elements * 3;
      o.additions += elements;
      return;
    case activation_kind::silu:
      add_sigmoid(o, elements);
      o.multiplications += elements;
      return;
    case activation_kind::hard_silu: o.multiplications += elements; [[fallthrough]];
    case activation_kind::hard_sigmoid:  // max(0, min(1, x / 6 + 1 / 2))
      o.multiplications += elements;
      o.additions += elements;
      o.comparisons += elements * 2;
      return;
    case activation_kind::selu: o.multiplications += elements; [[fallthrough]];
    case activation_kind::elu:  // a (exp(x) - 1) below zero
      o.comparisons += elements;
      o.exponentials += elements;
      o.additions += elements;
      o.multiplications += elements;
      return;
    case activation_kind::softplus:  // log(1 + exp(x))
      o.exponentials += elements * 2;
      o.additions += elements;
      return;
    case activation_kind::other: o.exponentials += elements; return;
  }
}

/// For each output element of the current layer: a bias, if it has one, and its activation.
constexpr void add_bias_and_activation(const machine& m, operations_found& o) {
  const count elements = m.x.elements();
  if (m.given->bias) o.additions += elements;
  add_activation(o, m.given->activation, elements, m.x.used == 0 ? 1 : m.x.values[m.x.used - 1]);
}

/// For a layer that copies its outputs.
constexpr void add_moves(const machine& m, operations_found& o) { o.moves += m.x.elements(); }

}  // namespace nns::detail
