// Families that only functions of tensors have: products by an equation, constants beside a tensor, repetitions.
#pragma once

#include <nns/import/keras/file_layers.hpp>
#include <nns/layers/merging.hpp>
#include <nns/layers/tensor.hpp>

namespace nns::detail {

/// Some function along axes, which go, or keep extent 1.
inline constexpr family other_reduction_family = reduction_family("reduce");

/// Element by element, with the input and a vector of constants along the last axis.
constexpr void with_vector_work(machine& m) {
  element_wise_merge_work(m);
  if (m.x.used == 0 || (m.x.back() != m.numbers[0] && m.numbers[0] != 1))
    m.fail(rule::shapes_differ, m.x.used == 0 ? 1 : m.x.back(), m.numbers[0]);
}
inline constexpr family with_vector_family{
    .kind = "element_wise", .work = &with_vector_work, .numbers = 1, .inputs = any_number_of_inputs};

constexpr void repeat_along_axis_work(machine& m) {
  const int axis = index_of_axis(m, m.given->axis, m.x);
  if (axis < 0) return;
  if (m.numbers[0] < 1) return m.fail(rule::size_not_positive, m.numbers[0]);
  m.x[axis] = (count{m.x[axis]} * m.numbers[0]).value;
  if (m.x[axis] == count::overflowed) m.fail(rule::count_overflows_63_bits);
}
inline constexpr family repeat_along_axis_family{
    .kind = "repeat", .work = &repeat_along_axis_work, .accepts = bit(option::axis), .numbers = 1};

constexpr void one_hot_work(machine& m) { put_depth(m, m.numbers[0]); }
inline constexpr family one_hot_family{.kind = "one_hot", .work = &one_hot_work, .numbers = 1};

/// A product of two tensors by an equation, "bij,bjk->bik", whose first letter is the batch everywhere: a multiply-add
/// for each combination of indices.
constexpr void tensor_product_work(machine& m) {
  const text e = m.given->equation;
  std::int64_t extents[128]{};
  bool named[128]{};  // in the result
  shape out;
  int operand = 0;
  int axis = -1;
  for (std::size_t i = 0; i != e.size(); ++i) {
    const char c = e[i];
    if (c == ',' || c == '-') {
      if (axis != m.input(operand).rank()) return m.fail(rule::equation_not_understood);
      ++operand;
      axis = -1;
      if (c == '-') ++i;
      continue;
    }
    std::int64_t& extent = extents[static_cast<unsigned char>(c)];
    ++axis;
    if (axis == 0) {
      extent = 1;
    } else if (operand == 2) {
      if (out.used == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
      if (extent == 0 || named[static_cast<unsigned char>(c)]) return m.fail(rule::equation_not_understood);
      named[static_cast<unsigned char>(c)] = true;
      out.push_back(extent);
    } else {
      if (axis > m.input(operand).rank()) return m.fail(rule::equation_not_understood);
      const std::int64_t said = m.input(operand)[axis - 1];
      const bool known = extent != 0 && extent != shape::unknown;
      if (known && said != shape::unknown && extent != said) return m.fail(rule::widths_differ, extent, said);
      if (!known) extent = said;
    }
  }
  count all = 1;
  for (const std::int64_t extent : extents)
    if (extent != 0) all *= extent;
  m.found.forward = all;
  m.x = out;
}
inline constexpr family tensor_product_family{
    .kind = "einsum", .work = &tensor_product_work, .numbers = 0, .inputs = 2, .least_inputs = 2};

}  // namespace nns::detail
