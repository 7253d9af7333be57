// Operators that pick elements, move them, or join tensors: Slice, Gather, Concat, Split, Pad, Scatter. They multiply
// nothing. Slice, Gather, Concat and Split of small tensors keep their numbers.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/onnx/operators/shapes.hpp>
#include <nns/layers/merging.hpp>

namespace nns::detail {

constexpr void concat_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  if (n.inputs == 0) return n.fail("it has no inputs");
  for (int i = 0; i != n.inputs; ++i)
    if (!n.in(i).ranked) return;
  shape y = n.in(0).dims;
  const int axis = read_axis(n, 1, y.used);
  if (axis < 0) return;
  for (int i = 1; i < n.inputs; ++i) {
    const shape& x = n.in(i).dims;
    if (x.used != y.used) return n.fail("its inputs have different ranks");
    for (int j = 0; j != y.used; ++j)
      if (j == axis)
        y.values[j] = plus(y.values[j], x.values[j]);
      else if (!agree(y.values[j], x.values[j]))
        return n.fail("its inputs differ along an axis that it does not join");
  }
  if (y.values[axis] < 0) refuse_overflow(n, y);
  n.set(0, y);
  if (axis != 0) return;
  bool any = false;
  for (int i = 0; i != n.inputs; ++i) any = any || n.in(i).has_values();
  if (!any) return;
  onnx_number* to = n.numbers(0);
  if (to == nullptr) return;
  for (int i = 0; i != n.inputs; ++i) {
    const onnx_tensor& x = n.in(i);
    const auto many = static_cast<int>(x.dims.elements());
    for (int j = 0; x.has_values() && j != many; ++j) to[j] = x.values[j];
    to += many;
  }
}

/// The numbers of a block of an output that keeps all axes but one, along which it takes `extent` from `first` on, in
/// steps.
constexpr void take_numbers(onnx_node& n, int k, const onnx_tensor& x, int axis, int first, int stride) {
  if (!x.has_values()) return;
  onnx_number* const to = n.numbers(k);
  if (to == nullptr) return;
  const shape& y = n.out(k).dims;
  const auto inner = static_cast<int>(x.dims.product(axis + 1, x.rank()).value);
  const auto outer = static_cast<int>(x.dims.product(0, axis).value);
  const auto extent = static_cast<int>(y.values[axis]), whole = static_cast<int>(x.dims.values[axis]);
  for (int o = 0; o != outer; ++o)
    for (int j = 0; j != extent; ++j)
      for (int i = 0; i != inner; ++i)
        to[(o * extent + j) * inner + i] = x.values[(o * whole + first + j * stride) * inner + i];
}

/// Parts along an axis: their extents are given, or they are equal. From opset 18 on the last may be smaller.
constexpr void split_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0) return;
  for (int k = 1; k < n.outputs; ++k) n.made[k].type = x.type;
  if (!x.ranked) return;
  const int axis = read_axis(n, 0, x.rank());
  if (axis < 0) return;
  const std::int64_t whole = x.dims.values[axis];
  const onnx_attribute* const said = n.attribute("split");
  const bool by_input = n.has(1);
  shape y = x.dims;
  if (said != nullptr || by_input) {
    const int parts = said != nullptr ? said->count : n.in(1).count();
    if ((said != nullptr || n.in(1).has_values()) && parts != n.outputs)
      return n.fail("it needs an extent for each of its outputs");
    std::int64_t sum = 0;
    for (int k = 0; k != n.outputs; ++k) {
      std::int64_t extent = shape::unknown;
      if (said != nullptr)
        extent = n.integer_at(*said, k);
      else if (n.in(1).has_values() && n.in(1).values[k].known)
        extent = n.in(1).values[k].integer;
      if (extent < 0 && (said != nullptr || (n.in(1).has_values() && n.in(1).values[k].known)))
        return n.fail("it makes a part of a negative extent");
      y.values[axis] = extent;
      n.set(k, y);
      if (extent >= 0 && sum >= 0 && whole >= 0 && extent <= whole - sum) take_numbers(n, k, x, axis, static_cast<int>(sum), 1);
      sum = plus(sum, extent);
    }
    if (sum != shape::unknown && whole >= 0 && sum != whole) return n.fail("its parts do not add up to the extent");
    return;
  }
  const std::int64_t parts = n.integer("num_outputs", n.outputs);
  if (parts < 1 || parts != n.outputs) return n.fail("its attribute \"num_outputs\" must be the number of its outputs");
  if (whole >= 0 && whole % parts != 0 && n.opset < 18) return n.fail("the extent is not divisible into equal parts");
  const std::int64_t each = whole < 0 ? shape::unknown : up(whole, parts);
  for (int k = 0; k != n.outputs; ++k) {
    const std::int64_t first = times(each, k);
    y.values[axis] = whole < 0 ? shape::unknown : first >= whole ? 0 : each > whole - first ? whole - first : each;
    n.set(k, y);
    if (whole >= 0 && first < whole) take_numbers(n, k, x, axis, static_cast<int>(first), 1);
  }
}

/// The range that a slice takes from an extent: how many, and where it begins. Indices far outside saturate; backwards,
/// the largest integer as an end means the front, as in runtimes.
constexpr std::int64_t sliced(std::int64_t extent, std::int64_t start, std::int64_t end, std::int64_t by,
                              std::int64_t& first) {
  if (start < 0) start = start < -extent ? 0 : start + extent;
  if (by > 0) {
    first = start > extent ? extent : start;
    if (end < 0) end = end < -extent ? 0 : end + extent;
    if (end > extent) end = extent;
    return end > first ? (end - first - 1) / by + 1 : 0;
  }
  first = start > extent - 1 ? extent - 1 : start;
  if (end == INT64_MAX || end == INT32_MAX || end < -extent)
    end = -1;
  else if (end < 0)
    end += extent;
  if (end > extent - 1) end = extent - 1;
  return first > end ? (by == INT64_MIN ? 0 : (first - end - 1) / -by) + 1 : 0;
}

/// starts, ends, axes and steps: attributes until opset 9, then inputs.
constexpr void slice_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  const int rank = x.rank();
  const bool attributes = n.opset < 10;
  const onnx_attribute *const starts = n.attribute("starts"), *const ends = n.attribute("ends");
  if (attributes && (starts == nullptr || ends == nullptr || starts->count != ends->count))
    return n.fail("it needs a start and an end for each axis");
  if (!attributes && (!n.has(1) || !n.has(2))) return n.fail("it needs a start and an end for each axis");
  onnx_axes axes;
  if (!read_axes(n, attributes ? no_input : 3, rank, axes)) return;
  int ranges = attributes ? starts->count : n.in(1).has_values() ? n.in(1).count() : -1;
  if (ranges < 0) ranges = few_elements(n.in(1));
  if (!axes.known || ranges < 0) {
    n.set(0, onnx_shape_of_rank(rank));
    return;
  }
  if (ranges > rank || (axes.given && axes.at.used != ranges)) return n.fail("it needs a start and an end for each axis");
  if (!attributes && n.has(4) && n.in(4).has_values() && n.in(4).count() != ranges)
    return n.fail("it needs a step for each axis");
  if (!attributes && n.in(2).has_values() && n.in(2).count() != ranges)
    return n.fail("it needs a start and an end for each axis");
  const auto number_of = [&](int input, const onnx_attribute* list, int i) {
    if (attributes) return onnx_number{n.integer_at(*list, i)};
    return n.in(input).has_values() ? n.in(input).values[i] : onnx_number{};
  };
  shape y = x.dims, first, by;
  for (int i = 0; i != rank; ++i) first.values[i] = 0, by.values[i] = 1;
  bool certain = true;
  for (int i = 0; i != ranges; ++i) {
    const int axis = axes.given ? static_cast<int>(axes.at.values[i]) : i;
    const onnx_number start = number_of(1, starts, i), end = number_of(2, ends, i),
                      stride = attributes || !n.has(4) ? onnx_number{1} : number_of(4, nullptr, i);
    if (stride.known && stride.integer == 0) return n.fail("its step is 0");
    const std::int64_t whole = x.dims.values[axis];
    std::int64_t extent = shape::unknown;
    if (start.known && end.known && stride.known && whole >= 0) {
      by.values[axis] = stride.integer;
      extent = sliced(whole, start.integer, end.integer, stride.integer, first.values[axis]);
    } else if (start.known && end.known && stride.known && start.integer == 0 && end.integer == INT64_MAX &&
               stride.integer == 1) {
      extent = whole;
    } else if (start.known && end.known && stride.known && stride.integer == -1 && start.integer == -1 &&
               end.integer < -INT32_MAX) {
      extent = whole;
    }
    certain = certain && extent >= 0;
    y.values[axis] = extent;
  }
  n.set(0, y);
  if (!certain || !x.has_values()) return;
  onnx_number* const to = n.numbers(0);
  if (to == nullptr) return;
  for (int i = 0; i != n.out(0).count(); ++i) {
    std::int64_t from = 0, step_of_axis = 1;
    for (int axis = rank, rest = i; axis-- > 0;) {
      const auto extent = static_cast<int>(y.values[axis]);
      from += (first.values[axis] + rest % extent * by.values[axis]) * step_of_axis;
      rest /= extent;
      step_of_axis *= x.dims.values[axis];
    }
    to[i] = x.values[from];
  }
}

/// The axis is replaced by the shape of the indices.
constexpr void gather_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &indices = n.in(1);
  if (n.outputs == 0 || !x.ranked || !indices.ranked) return;
  const int axis = read_axis(n, 0, x.rank());
  if (axis < 0) return;
  const int rank = x.rank() - 1 + indices.rank();
  if (rank > shape::max_rank) return n.fail("its output has more than eight axes");
  shape& y = n.set_rank(0, x.type, rank);
  int used = 0;
  for (int i = 0; i != axis; ++i) y.values[used++] = x.dims.values[i];
  for (int i = 0; i != indices.dims.used; ++i) y.values[used++] = indices.dims.values[i];
  for (int i = axis + 1; i != x.dims.used; ++i) y.values[used++] = x.dims.values[i];
  if (!x.has_values() || !indices.has_values() || axis != 0) return;
  onnx_number* const to = n.numbers(0);
  if (to == nullptr) return;
  const std::int64_t whole = x.dims.values[0];
  const auto inner = static_cast<int>(x.dims.product(1, x.rank()).value);
  const int many = indices.count();
  for (int i = 0; i != many; ++i) {
    if (!indices.values[i].known) continue;
    std::int64_t at = indices.values[i].integer;
    if (at < -whole || at >= whole) return n.fail("its index is outside its input");
    if (at < 0) at += whole;
    for (int j = 0; j != inner; ++j) to[i * inner + j] = x.values[at * inner + j];
  }
}

/// The shape of the indices.
constexpr void gather_elements_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &indices = n.in(1);
  if (x.ranked && read_axis(n, 0, x.rank()) < 0) return;
  if (x.ranked && indices.ranked && x.rank() != indices.rank()) return n.fail("its indices must have its input's rank");
  if (indices.ranked) n.set(0, indices.dims);
}

/// (b axes, ..., k) indices: the last axis is a position along the axes after the b batch axes.
constexpr void gather_nd_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &indices = n.in(1);
  if (n.outputs == 0 || !x.ranked || !indices.ranked) return;
  const std::int64_t along = n.integer("batch_dims", 0);
  if (indices.rank() < 1 || along < 0 || along >= indices.rank() || along >= x.rank())
    return n.fail("its indices need at least one axis after the batch axes");
  const std::int64_t named = indices.dims.values[indices.rank() - 1];
  if (named < 0) return;
  if (named < 1 || along + named > x.rank()) return n.fail("its indices name more axes than its input has");
  if (indices.rank() - 1 + x.rank() - along - named > shape::max_rank) return n.fail("its output has more than eight axes");
  shape y = leading(indices.dims, indices.rank() - 1);
  for (int i = static_cast<int>(along + named); i != x.rank(); ++i) y.push_back(x.dims.values[i]);
  n.set(0, y);
}

/// Pads before and after each axis; negative ones crop. An attribute until opset 10, then an input; axes from 18 on.
constexpr void pad_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  const int rank = x.rank();
  const bool attributes = n.opset < 11 && n.row->domain.length == 0;
  const onnx_attribute* const list = n.attribute(n.opset < 2 ? text{"paddings"} : text{"pads"});
  if (attributes && list == nullptr) return n.fail("it needs the attribute \"pads\"");
  if (!attributes && !n.has(1)) return n.fail("it needs its second input, the pads");
  onnx_axes axes;
  if (!read_axes(n, attributes ? no_input : 3, rank, axes)) return;
  const int many = attributes ? list->count : n.in(1).has_values() ? n.in(1).count() : -1;
  if (!axes.known || many < 0) {
    n.set(0, onnx_shape_of_rank(rank));
    return;
  }
  const int padded = axes.given ? axes.at.used : rank;
  if (many != 2 * padded) return n.fail("it needs two pads, before and after, for each axis");
  shape y = x.dims;
  for (int i = 0; i != padded; ++i) {
    const int axis = axes.given ? static_cast<int>(axes.at.values[i]) : i;
    const onnx_number before = attributes ? onnx_number{n.integer_at(*list, i)} : n.in(1).values[i],
                      after = attributes ? onnx_number{n.integer_at(*list, i + padded)} : n.in(1).values[i + padded];
    std::int64_t& extent = y.values[axis];
    if (!before.known || !after.known || extent < 0) {
      if (!before.known || !after.known || before.integer != 0 || after.integer != 0) extent = shape::unknown;
      continue;
    }
    std::int64_t sum = 0;
    if (NNS_BUILTIN(add_overflow)(before.integer, after.integer, &sum) || NNS_BUILTIN(add_overflow)(sum, extent, &sum))
      return n.fail("its pads are too large");
    if (sum < 0) return n.fail("it crops more than there is");
    extent = sum;
  }
  n.set(0, y);
}

/// Rows that a condition picks; their number depends on it.
constexpr void compress_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &condition = n.in(1);
  std::int64_t kept = shape::unknown;
  if (condition.all_known()) {
    kept = 0;
    for (int i = 0; i != condition.count(); ++i) kept += condition.values[i].integer != 0;
  }
  if (!n.gives("axis")) {
    n.set(0, shape{kept});
    return;
  }
  if (!x.ranked) return;
  const int axis = read_axis(n, 0, x.rank());
  if (axis < 0) return;
  shape y = x.dims;
  y.values[axis] = kept;
  n.set(0, y);
}

/// The positions of elements that are not zero; their number depends on the numbers.
constexpr void non_zero_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  shape y = onnx_shape_of_rank(2);
  if (x.ranked) y.values[0] = x.rank();
  if (x.all_known()) {
    y.values[1] = 0;
    for (int i = 0; i != x.count(); ++i) y.values[1] += x.values[i].real != 0 || x.values[i].integer != 0;
  }
  n.set(0, onnx_type::int64, y);
  onnx_number* const to = y.values[1] >= 0 && x.rank() == 1 ? n.numbers(0) : nullptr;
  if (to == nullptr) return;
  int used = 0;
  for (int i = 0; i != x.count(); ++i)
    if (x.values[i].real != 0 || x.values[i].integer != 0) to[used++] = onnx_number{i};
}

/// How many remain depends on the numbers.
constexpr void unique_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  for (int k = 1; k < 4; ++k) n.set(k, onnx_type::int64, onnx_shape_of_rank(1));
  if (!n.gives("axis")) {
    n.set(0, onnx_shape_of_rank(1));
    if (x.ranked) n.set(2, onnx_type::int64, shape{x.dims.elements()});
    return;
  }
  if (!x.ranked) return;
  const int axis = read_axis(n, 0, x.rank());
  if (axis < 0) return;
  shape y = x.dims;
  y.values[axis] = shape::unknown;
  n.set(0, y);
  n.set(2, onnx_type::int64, shape{x.dims.values[axis]});
}

/// A new axis of the given depth.
constexpr void one_hot_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  n.made[0].type = n.in(2).type;
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  const int axis = onnx_axis(n.integer("axis", -1), x.rank() + 1);
  if (axis < 0) return n.fail("it works along an axis that its input does not have");
  const onnx_number depth = n.in(1).number();
  const std::int64_t deep = !depth.known ? shape::unknown
                            : is_real(n.in(1).type) ? said_real_extent(n, depth.real)
                                                    : depth.integer;
  if (depth.known && deep < 1) return n.fail("its depth must be at least 1");
  shape y = x.dims;
  if (!insert_extent(y, axis, deep))
    return n.fail("its output has more than eight axes");
  n.set(0, n.in(2).type, y);
}

/// Cropped, or padded with zeros, around the middle to the given extents.
constexpr void center_crop_pad_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  onnx_axes axes;
  if (!read_axes(n, no_input, x.rank(), axes)) return;
  const onnx_tensor& to = n.in(1);
  const int many = axes.given ? axes.at.used : x.rank();
  if (to.has_values() && to.count() != many) return n.fail("it needs an extent for each axis that it crops or pads");
  for (int i = 0; to.has_values() && i != many; ++i)
    if (to.values[i].known && to.values[i].integer < 0) return n.fail("it crops to a negative extent");
  shape y = x.dims;
  for (int i = 0; i != many; ++i) {
    const int axis = axes.given ? static_cast<int>(axes.at.values[i]) : i;
    y.values[axis] = to.has_values() && to.values[i].known && to.values[i].integer >= 0 ? to.values[i].integer
                                                                                        : shape::unknown;
  }
  n.set(0, y);
}

constexpr void concatenate_layer(const onnx_node& n, onnx_layer& l) {
  for (int i = 0; i != n.inputs; ++i)
    if (n.in(i).constant) return;
  const int axis = onnx_axis(n.integer("axis", 1), n.in(0).rank());
  if (axis < 1 || n.inputs < 2) return;
  l.kind = &concatenate_family;
  l.given.axis = axis;
  l.given.axes = {axis};
  l.given.take(option::axis);
}

constexpr onnx_operator same_shape(text name, int since, text kind, unsigned configures = 0) {
  return {.name = name,
          .since = since,
          .kind = onnx_kind(kind),
          .rule = &same_shape_rule,
          .configures = configures};
}

inline constexpr onnx_operator onnx_selecting_operators[] = {
    {.name = "CenterCropPad", .since = 18, .kind = onnx_kind("center_crop_pad"), .rule = &center_crop_pad_rule, .decides = inputs_at(1)},
    {.name = "Compress", .since = 9, .kind = onnx_kind("compress"), .rule = &compress_rule},
    {.name = "Concat", .kind = onnx_kind("concatenate"), .rule = &concat_rule, .layer = &concatenate_layer},
    {.name = "Gather", .kind = onnx_kind("gather"), .rule = &gather_rule, .weights = inputs_at(0)},
    {.name = "GatherElements", .since = 11, .kind = onnx_kind("gather_elements"), .rule = &gather_elements_rule},
    {.name = "GatherND", .since = 11, .kind = onnx_kind("gather_nd"), .rule = &gather_nd_rule},
    {.name = "NonZero", .since = 9, .kind = onnx_kind("non_zero"), .rule = &non_zero_rule},
    {.name = "OneHot",
     .since = 9,
     .kind = onnx_kind("one_hot"),
     .rule = &one_hot_rule,
     .configures = inputs_at(1, 2),
     .decides = inputs_at(1)},
    {.name = "Pad", .kind = onnx_kind("pad"), .rule = &pad_rule, .configures = inputs_at(1, 2, 3), .decides = inputs_at(1, 3)},
    same_shape("ReverseSequence", 10, "reverse"),
    same_shape("Scatter", 9, "scatter"),
    same_shape("ScatterElements", 11, "scatter"),
    same_shape("ScatterND", 11, "scatter_nd"),
    {.name = "Slice",
     .kind = onnx_kind("slice"),
     .rule = &slice_rule,
     .configures = inputs_at(1, 2, 3, 4),
     .decides = inputs_at(1, 2, 3, 4)},
    {.name = "Split", .kind = onnx_kind("split"), .rule = &split_rule, .decides = inputs_at(1)},
    same_shape("TensorScatter", 24, "scatter"),
    same_shape("Trilu", 14, "trilu"),
    {.name = "Unique", .since = 11, .kind = onnx_kind("unique"), .rule = &unique_rule},
};

}  // namespace nns::detail
