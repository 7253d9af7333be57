// Families that only functions of tensors have: reductions of all kinds, repetitions, a new last axis.
#pragma once

#include <nns/import/keras/file_layers.hpp>
#include <nns/layers/merging.hpp>
#include <nns/layers/tensor.hpp>

namespace nns::detail {

/// A function along axes, which are removed, or keep extent 1.
inline constexpr family other_reduction_family = reduction_family("reduce", nullptr);

constexpr void repeat_along_axis_work(machine& m) {
  const int axis = index_of_axis(m, m.given->axis, m.x);
  if (axis < 0) return;
  if (m.numbers[0] < 1) return m.fail(rule::size_not_positive, m.numbers[0]);
  m.x[axis] = (count{m.x[axis]} * m.numbers[0]).value;
  if (m.x[axis] == count::overflowed) m.fail(rule::count_overflows_63_bits);
}
inline constexpr family repeat_along_axis_family{
    .kind = "repeat", .work = &repeat_along_axis_work, .accepts = only(option::axis), .numbers = 1};

constexpr void one_hot_work(machine& m) { put_depth(m, m.numbers[0]); }
inline constexpr family one_hot_family{.kind = "one_hot", .work = &one_hot_work, .numbers = 1};

/// The first tensor's shape stays.
constexpr void same_shape_work(machine&) {}
inline constexpr family same_shape_family{
    .kind = "moving", .work = &same_shape_work, .numbers = -1, .inputs = any_number_of_inputs};

/// The last two axes are swapped.
constexpr void matrix_transpose_work(machine& m) {
  const int rank = m.x.rank();
  if (rank < 2) return m.fail(rule::rank_too_small, 2, rank);
  const std::int64_t last = m.x.back();
  m.x.back() = m.x[rank - 2];
  m.x[rank - 2] = last;
}
inline constexpr family matrix_transpose_family{.kind = "transpose", .work = &matrix_transpose_work, .numbers = 0};

}  // namespace nns::detail
