// Layers that only files have: those that are assumed to cost nothing, and element-wise functions of frameworks.
#pragma once

#include <nns/layers/convolution.hpp>
#include <nns/layers/merging.hpp>

namespace nns::detail {

/// The shape stays, or is the file's (numbers).
constexpr void assumed_work(machine& m) {
  if (m.numbers.used != 0) m.x = m.numbers;
}

constexpr family function_family(text kind, step work) {
  return {.kind = kind, .work = work, .numbers = -1, .inputs = any_number_of_inputs};
}

inline constexpr family assumed_family = function_family("assumed", &assumed_work);
/// The result is one number.
constexpr void assumed_number_work(machine& m) { m.x = {}; }
inline constexpr family assumed_number_family = function_family("assumed", &assumed_number_work);
/// A layer for which the user has named a type: the type runs instead of this.
inline constexpr family known_family = function_family("known", &assumed_work);
/// A function of tensors, element by element; shapes of 1 are stretched.
inline constexpr family element_wise_family = function_family("element_wise", &element_wise_merge_work);
/// A function that moves or reduces elements; its shape is the file's.
inline constexpr family moving_family = function_family("moving", &assumed_work);

/// A product of matrices, (..., T, I) with (..., I, U): (product of the leading extents) T I U multiply-adds. A number
/// for each says whether it is transposed first.
constexpr void matrix_product_work(machine& m) {
  shape a = m.input(0);
  shape b = m.input(1);
  const int rank = a.rank();
  if (rank < 2 || b.rank() < 2) return m.fail(rule::rank_too_small, 2, rank < b.rank() ? rank : b.rank());
  const auto transpose = [](shape& s) {
    const std::int64_t last = s.back();
    s.back() = s[s.rank() - 2];
    s[s.rank() - 2] = last;
  };
  if (m.numbers[0] != 0) transpose(a);
  if (m.numbers[1] != 0) transpose(b);
  const std::int64_t I = b[b.rank() - 2];
  if (a.back() != I && I != shape::unknown && a.back() != shape::unknown)
    return m.fail(rule::widths_differ, a.back(), I);
  shape out = rank >= b.rank() ? a : b;
  const shape& shorter = rank >= b.rank() ? b : a;
  for (int i = 2; i < shorter.rank(); ++i) {
    std::int64_t& extent = out[out.rank() - 1 - i];
    const std::int64_t other = shorter[shorter.rank() - 1 - i];
    if (extent == 1) extent = other;
    if (other != 1 && other != extent) return m.fail(rule::shapes_differ, extent, other);
  }
  out[out.rank() - 2] = a[rank - 2];
  out.back() = b.back();
  m.found.forward = count{out.elements()} * I;
  m.x = out;
}
inline constexpr family matrix_product_family{
    .kind = "matmul", .work = &matrix_product_work, .numbers = 2, .inputs = 2, .least_inputs = 2};

/// Keras 1's Deconvolution2D states its output's extents, which determine what the stride leaves open.
constexpr void deconvolution_work(machine& m) {
  transposed_work<2>(m);
  if (m.bad.broken != rule::none) return;
  const int first = m.given->channels_first ? 1 : 0;
  for (int i = 0; i != 2; ++i)
    if (m.numbers[1 + i] != shape::unknown) m.x[first + i] = m.numbers[1 + i];
}
inline constexpr family deconvolution_family{.kind = "conv2d_transpose",
                                             .work = &deconvolution_work,
                                             .accepts = conv2d_transpose_family.accepts,
                                             .numbers = 3};

/// A learned function of each element with `numbers[0]` parameters for each (Keras 1's ParametricSoftplus and SReLU).
constexpr void learned_activation_work(machine& m) {
  shape weights = m.x;
  for (int i = 0; i != m.given->shared_axes.used; ++i) {
    const std::int64_t axis = m.given->shared_axes[i];
    if (axis < 1 || axis > m.x.rank()) return m.fail(rule::axis_out_of_range, axis, m.x.rank());
    weights[static_cast<int>(axis) - 1] = 1;
  }
  m.found.trainable = count{weights.elements()} * m.numbers[0];
}
inline constexpr family learned_activation_family{
    .kind = "learned_activation", .work = &learned_activation_work, .accepts = only(option::shared_axes), .numbers = 1};

/// A custom layer with a stated cost. numbers: forward, backward, parameters, trainable ones, activations; axes: its
/// shape.
constexpr void stated_work(machine& m) {
  const shape& n = m.numbers;
  m.x = m.given->axes;
  m.found.forward = n[0];
  if (n[1] != times(n[0], 2)) m.found.backward = n[1];
  m.found.trainable = n[3];
  m.found.fixed = n[2] < 0 || n[3] < 0 ? n[2] : n[2] - n[3];
  m.found.activations = n[4];
}
constexpr family stated_kind(text kind) {
  family f = function_family(kind, &stated_work);
  f.states = true;
  return f;
}
inline constexpr family stated_family = stated_kind("own");

}  // namespace nns::detail
