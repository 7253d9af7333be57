// The arithmetic of layers that merge several tensors into one: add, subtract, multiply, average, maximum, minimum,
// concatenate, stack. Their branches are in nns/models/branches.hpp.
#pragma once

#include <nns/layers/axes.hpp>

namespace nns::detail {

/// Element by element. Shapes are equal except for extents of 1, which are stretched, and missing leading ones, as in
/// Keras.
constexpr void element_wise_merge_work(machine& m) {
  shape result = m.input(0);
  for (int i = 1; i != m.inputs(); ++i) {
    const shape& other = m.input(i);
    const shape& longer = other.rank() > result.rank() ? other : result;
    const shape& shorter = other.rank() > result.rank() ? result : other;
    shape merged = longer;
    const int offset = longer.rank() - shorter.rank();
    for (int j = 0; j != shorter.rank(); ++j) {
      const std::int64_t a = longer[offset + j];
      const std::int64_t b = shorter[j];
      if (a == b || b == 1) continue;
      if (a != 1 && a != shape::unknown && b != shape::unknown) return m.fail(rule::shapes_differ, a, b);
      merged[offset + j] = a == shape::unknown || a == 1 ? b : a;
    }
    result = merged;
  }
  m.found.element_wise = count{result.elements()} * (m.inputs() - 1);
  m.x = result;
}

constexpr void concatenate_work(machine& m) {
  const int axis = index_of_axis(m, m.given->axis, m.x);
  if (axis < 0) return;
  shape result = m.x;
  for (int i = 1; i != m.inputs(); ++i) {
    const shape& other = m.input(i);
    if (other.rank() != result.rank()) return m.fail(rule::ranks_differ, result.rank(), other.rank());
    for (int j = 0; j != result.rank(); ++j) {
      if (j == axis) {
        result[j] = (count{result[j]} + other[j]).value;
        if (result[j] == count::overflowed) return m.fail(rule::count_overflows_63_bits);
      } else if (result[j] == shape::unknown) {
        result[j] = other[j];
      } else if (result[j] != other[j] && other[j] != shape::unknown) {
        return m.fail(rule::extents_differ_outside_the_axis, result[j], other[j]);
      }
    }
  }
  m.x = result;
}

/// A new axis, along which the inputs are put side by side.
constexpr void stack_work(machine& m) {
  const int rank = m.x.rank() + 1;
  if (rank > shape::max_rank) return m.fail(rule::rank_above_eight, rank);
  if (m.given->axes.used > 1) return m.fail(rule::one_axis_only, m.given->axes.used);
  const int axis = index_below(m, m.given->axis, rank);
  if (axis < 0) return;
  for (int i = 1; i != m.inputs(); ++i) {
    if (m.input(i).rank() != m.x.rank()) return m.fail(rule::ranks_differ, m.x.rank(), m.input(i).rank());
    for (int j = 0; j != m.x.rank(); ++j)
      if (m.input(i)[j] != m.x[j]) return m.fail(rule::shapes_differ, m.x[j], m.input(i)[j]);
  }
  m.x.push_back(1);
  for (int j = rank - 1; j != axis; --j) m.x[j] = m.x[j - 1];
  m.x[axis] = m.inputs();
}

inline constexpr int any_number_of_inputs = 1 << 30;

/// For each element of the output, one operation for each input but the first.
constexpr count merged_elements(const machine& m) { return count{m.x.elements()} * (m.inputs() - 1); }
constexpr void adding_operations(const machine& m, operations_found& o) { o.additions += merged_elements(m); }
constexpr void multiplying_operations(const machine& m, operations_found& o) { o.multiplications += merged_elements(m); }
constexpr void merge_comparing_operations(const machine& m, operations_found& o) { o.comparisons += merged_elements(m); }
constexpr void averaging_operations(const machine& m, operations_found& o) {
  o.additions += merged_elements(m);
  o.divisions += m.x.elements();
}

consteval family merge_family(text kind, void (*operations)(const machine&, operations_found&), int least = 2,
                              int most = any_number_of_inputs, std::uint16_t keeps = in_training::nothing) {
  return {.kind = kind,
          .work = &element_wise_merge_work,
          .inputs = most,
          .least_inputs = least,
          .memory = in_memory::element_wise | in_memory::takes_activation,
          .keeps = keeps,
          .operations = operations};
}
inline constexpr family add_family = merge_family("add", &adding_operations);
inline constexpr family subtract_family = merge_family("subtract", &adding_operations, 2, 2);
inline constexpr family multiply_family = merge_family("multiply", &multiplying_operations, 2, any_number_of_inputs, in_training::unless_constant);
inline constexpr family average_family = merge_family("average", &averaging_operations);
inline constexpr family maximum_family = merge_family("maximum", &merge_comparing_operations, 2, any_number_of_inputs, in_training::inputs);
inline constexpr family minimum_family = merge_family("minimum", &merge_comparing_operations, 2, any_number_of_inputs, in_training::inputs);
inline constexpr family concatenate_family{.kind = "concatenate",
                                           .work = &concatenate_work,
                                           .accepts = only(option::axis),
                                           .inputs = any_number_of_inputs,
                                           .least_inputs = 2,
                                           .keeps = in_training::nothing,
                                           .operations = &add_moves};
inline constexpr family stack_family{.kind = "stack",
                                     .work = &stack_work,
                                     .accepts = only(option::axis),
                                     .inputs = any_number_of_inputs,
                                     .least_inputs = 1,
                                     .keeps = in_training::nothing,
                                     .operations = &add_moves};

}  // namespace nns::detail
