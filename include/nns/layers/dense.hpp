// The dense layer: a matrix product along the last axis.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/adapter.hpp>
#include <nns/layers/options.hpp>

namespace nns::detail {

/// Bias and activation in the convention `element_wise`: one operation each for every element of the output.
constexpr count bias_and_activation(const machine& m) {
  return count{m.x.elements()} * (std::int64_t{m.given->bias} + std::int64_t{m.activated()});
}

/// The cost of a matrix of inputs x units for each of `taps`, if it is applied `products` times, and yields `units` at
/// each of `positions`. The numbers are used unchecked first, since they are nearly always known and fit.
constexpr void apply_weights(machine& m, std::int64_t inputs, std::int64_t units, std::int64_t taps,
                             std::int64_t products, std::int64_t positions) {
  const std::int64_t bias = m.given->bias ? units : 0;
  const int copies = m.given->activation > activation_kind::linear ? 2 : 1;
  std::int64_t matrix = 0, forward = 0, trainable = 0, kept = 0;  // one declaration: one step of the evaluation
  if ((inputs | products | positions) < 0 || NNS_BUILTIN(mul_overflow)(inputs, units, &matrix) ||
      NNS_BUILTIN(mul_overflow)(matrix, products, &forward) || NNS_BUILTIN(mul_overflow)(matrix, taps, &trainable) ||
      NNS_BUILTIN(add_overflow)(trainable, bias, &trainable) || NNS_BUILTIN(mul_overflow)(positions, units, &kept) ||
      NNS_BUILTIN(mul_overflow)(kept, copies, &kept)) {
    forward = times(products, units, inputs);
    trainable = plus(times(taps, units, inputs), bias);
    kept = times(positions, units, copies);
  }
  m.found.forward.value = forward;
  m.found.trainable.value = trainable;
  m.found.activations.value = kept;
  if (m.how->element_wise) m.found.element_wise = bias_and_activation(m);
}

constexpr void dense_work(machine& m) {
  const int last = m.x.used - 1;
  if (last < 0) return m.fail(rule::rank_too_small, 1, 0);
  const std::int64_t I = m.x.values[last];
  const std::int64_t U = m.numbers.values[0];
  if (U < 1) return m.fail(rule::size_not_positive, U);
  m.x.values[last] = U;
  const std::int64_t leading = last == 0 ? 1 : m.x.product(0, last).value;
  apply_weights(m, I, U, 1, m.how->original ? 1 : leading, leading);
  if (m.given->has(option::lora_rank)) adapt(m, count{I} * U, U);
}

constexpr void prepare_matrix(prepared& p) {
  if (p.given->has(option::lora_rank)) return;
  p.matrix = any_rank;
  p.bias = p.given->bias;
  p.copies = p.given->activation > activation_kind::linear ? 2 : 1;
}

inline constexpr family dense_family{
    .kind = "dense",
    .work = &dense_work,
    .accepts = set_of(option::activation, option::bias, option::lora_rank),
    .numbers = 1,
    .in_original = true,
    .prepare = &prepare_matrix,
    .memory = in_memory::product,
    .keeps = in_training::for_weights,
    .operations = &add_bias_and_activation};
template <class... Options>
inline constexpr prepared dense_with = prepare(dense_family, options_of<Options...>);

}  // namespace nns::detail

namespace nns::inline layers {

/// dense<units, no_bias, activation>: (..., I) to (..., U).
/// Multiply-adds: (product of the leading extents) I U. Parameters: I U + U; with lora_rank<r> I r + r U more, and I U of
/// them are not trained. Not counted: the bias, the activation. Source: Keras' Dense, which multiplies along the last axis.
template <std::int64_t Units, class... Options>  // dense<4, relu>; types: relu, softmax, tanh_, no_bias
struct dense {
  NNS_LEAF(dense)
  NNS_UNITS(detail::dense_with<Options...>, Units)
};

}  // namespace nns::inline layers
