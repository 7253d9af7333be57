// Part of a tensor, as a node of TensorFlow selects it (StridedSlice).
#pragma once

#include <nns/import/keras/operation_values.hpp>
#include <nns/import/keras/selection.hpp>

namespace nns::detail {

/// A node's part of a tensor: its begin, end and steps are constants, and bit masks say which of them apply.
struct node_slice {
  number_list begin{};
  number_list end{};
  number_list steps{};
  std::uint64_t no_begin = 0;
  std::uint64_t no_end = 0;
  std::uint64_t rest = 0;
  std::uint64_t added = 0;
  std::uint64_t index = 0;

  /// False if it is not given, or touches the batch.
  constexpr bool read(const operation_values& v) {
    const auto mask = [&v](text name) { return static_cast<std::uint64_t>(v.attribute_number(name)); };
    no_begin = mask("begin_mask"), no_end = mask("end_mask"), rest = mask("ellipsis_mask");
    added = mask("new_axis_mask"), index = mask("shrink_axis_mask");
    if (!v.numbers(v.constant("1"), begin) || !v.numbers(v.constant("2"), end) || !v.numbers(v.constant("3"), steps))
      return false;
    if (begin.used != end.used || begin.used != steps.used) return false;
    const bool whole = ((no_begin & no_end & ~added & ~index) & 1U) != 0 && steps.values[0] == 1;
    return whole || (rest & 1U) != 0;
  }
};
constexpr void node_slice_work(machine& m) {
  const network& n = *m.inner_values->net;
  const operation_values v{*n.text_source, n.layers[m.inner_values->first], 0};
  node_slice by;
  if (!by.read(v)) return m.fail(rule::operands_not_understood);
  const shape from = m.x;
  const int rank = from.rank() + 1;
  shape to;
  int axis = 0;
  const auto keep = [&](std::int64_t extent) {
    if (axis == 0) return m.fail(rule::batch_is_moved);
    if (extent == 0) return m.fail(rule::out_of_range, 0, extent);
    if (to.used == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
    to.push_back(extent);
  };
  for (int i = 0; i != by.begin.used && !m.bad; ++i) {
    const std::uint64_t bit_of = std::uint64_t{1} << i;
    const auto is = [bit_of](std::uint64_t mask) { return (mask & bit_of) != 0; };
    if (is(by.rest)) {
      int later = 0;
      for (int j = i + 1; j != by.begin.used; ++j) later += (by.added >> j & 1U) == 0 ? 1 : 0;
      for (; axis < rank - later; ++axis)
        if (axis != 0) keep(from[axis - 1]);
    } else if (is(by.added)) {
      keep(1);
    } else if (axis >= rank) {
      return m.fail(rule::rank_too_small, axis, rank - 1);
    } else if (axis == 0) {
      if (!is(by.no_begin) || !is(by.no_end) || by.steps.values[i] != 1 || is(by.index))
        return m.fail(rule::batch_is_moved);
      ++axis;
    } else {
      const std::int64_t extent = from[axis - 1];
      ++axis;
      if (is(by.index)) {
        const std::int64_t at = by.begin.values[i];
        if (extent != shape::unknown && (at >= extent || at < -extent)) return m.fail(rule::out_of_range, at, extent);
        continue;
      }
      if (by.steps.values[i] == 0) return m.fail(rule::extent_not_positive, axis - 1, 0);
      keep(cut(extent, {selection::step::range, by.begin.values[i], by.end.values[i], by.steps.values[i],
                        !is(by.no_begin), !is(by.no_end)}));
    }
  }
  if (m.bad) return;
  for (; axis < rank; ++axis)
    if (axis != 0) keep(from[axis - 1]);
  if (!m.bad) m.x = to;
}
inline constexpr family node_slice_family{.kind = "get_item", .work = &node_slice_work, .numbers = -1};

}  // namespace nns::detail
