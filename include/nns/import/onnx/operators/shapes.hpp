// Operators that give the same elements another shape, and that make shapes: Reshape, Transpose, Squeeze, Shape,
// Constant. They multiply nothing. Their numbers are kept, since graphs compute extents with them.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/onnx/operators/values.hpp>
#include <nns/layers/reshaping.hpp>
#include <nns/layers/tensor.hpp>

namespace nns::detail {

/// An extent of 0 copies the input's, unless allowzero; one may be -1. The others may be known even if the input's
/// product is not: [unknown, 12, 64] to [0, 12, 8, 8].
constexpr void reshape_to(onnx_node& n, const std::int64_t* target, const bool* known, int rank, bool allow_zero) {
  const onnx_tensor& x = n.in(0);
  if (rank > shape::max_rank) return n.fail("its shape has more than eight extents");
  shape y = onnx_shape_of_rank(rank);
  int inferred = -1;
  bool certain = true;
  for (int i = 0; i != rank; ++i) {
    if (!known[i]) {
      certain = false;
      continue;
    }
    y.values[i] = target[i];
    if (target[i] == 0 && !allow_zero) {
      if (!x.ranked)
        y.values[i] = shape::unknown, certain = false;
      else if (i >= x.rank())
        return n.fail("its shape copies an extent (0) that its input does not have");
      else
        y.values[i] = x.dims.values[i];
    } else if (target[i] == -1) {
      if (inferred >= 0) return n.fail("its shape leaves two extents open (-1)");
      inferred = i;
      y.values[i] = 1;
    } else if (target[i] < -1) {
      return n.fail("its shape has a negative extent");
    }
  }
  // Extents that are unknown on both sides cancel if the shape copies them.
  const count all = x.ranked ? count{x.dims.elements()} : count{count::unknown};
  count rest = 1;
  for (int i = 0; i != rank; ++i) rest.value = times(rest.value, y.values[i]);
  if (inferred >= 0) {
    if (all.is_known() && rest.is_known()) {
      if (rest.value == 0 ? all.value != 0 : all.value % rest.value != 0)
        return n.fail("its shape does not match the number of its input's elements");
      y.values[inferred] = rest.value == 0 ? 0 : all.value / rest.value;
    } else {
      y.values[inferred] = shape::unknown;
      count above = 1, below = 1;
      bool cancels = x.ranked && certain;
      for (int i = 0; cancels && i != rank; ++i)
        if (i != inferred && !(known[i] && target[i] == 0 && !allow_zero)) below *= y.values[i];
      for (int i = 0; cancels && i != x.rank(); ++i)
        if (!(i < rank && known[i] && target[i] == 0 && !allow_zero)) above *= x.dims.values[i];
      if (cancels && above.is_known() && below.is_known() && below.value > 0 && above.value % below.value == 0)
        y.values[inferred] = above.value / below.value;
    }
  } else if (all.is_known() && rest.is_known() && all.value != rest.value) {
    return n.fail("its shape does not match the number of its input's elements");
  } else if (all.is_known() && !rest.is_known()) {
    // A single unknown extent is the quotient.
    int open = -1, open_count = 0;
    count others = 1;
    for (int i = 0; i != rank; ++i)
      if (y.values[i] < 0)
        open = i, ++open_count;
      else
        others *= y.values[i];
    if (open_count == 1 && others.value > 0 && all.value % others.value == 0) y.values[open] = all.value / others.value;
  }
  n.set(0, y);
}

constexpr void reshape_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  keep_origin(n);
  std::int64_t target[shape::max_rank + 1]{};
  bool known[shape::max_rank + 1]{};
  int rank = 0;
  if (n.opset < 5) {
    shape list;
    if (!n.integers("shape", list)) return n.fail("it needs the attribute \"shape\", of at most eight extents");
    rank = list.used;
    for (int i = 0; i != rank; ++i) target[i] = list.values[i], known[i] = true;
  } else {
    const onnx_tensor& to = n.in(1);
    if (!n.has(1)) return n.fail("it needs its second input, the shape");
    if (!to.ranked || to.rank() != 1 || to.dims.values[0] < 0) return;
    if (to.dims.values[0] > shape::max_rank) return n.fail("its shape has more than eight extents");
    rank = static_cast<int>(to.dims.values[0]);
    for (int i = 0; to.has_values() && i != rank; ++i)
      target[i] = to.values[i].integer, known[i] = to.values[i].known;
  }
  reshape_to(n, target, known, rank, n.integer("allowzero", 0) != 0);
  same_numbers(n);
}

/// Two axes: the product of those before the axis, and of the rest.
constexpr void flatten_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  keep_origin(n);
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) {
    n.set(0, onnx_shape_of_rank(2));
    return;
  }
  const std::int64_t axis = n.integer("axis", 1);
  if (axis < -x.rank() || axis > x.rank()) return n.fail("it works along an axis that its input does not have");
  const int at = static_cast<int>(axis < 0 ? axis + x.rank() : axis);
  shape y = onnx_shape_of_rank(2);
  y.values[0] = x.dims.product(0, at).value;
  y.values[1] = x.dims.product(at, x.rank()).value;
  n.set(0, y);
  same_numbers(n);
}

/// Axes are an attribute, from opset 13 on an input.
constexpr void squeeze_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  keep_origin(n);
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  onnx_axes axes;
  if (!read_axes(n, 1, x.rank(), axes)) return;
  if (!axes.known) {
    if (axes.count >= 0 && axes.count <= x.rank()) n.set(0, onnx_shape_of_rank(x.rank() - axes.count));
    return;
  }
  bool goes[shape::max_rank]{};
  for (int i = 0; i != axes.at.used; ++i) {
    const auto axis = static_cast<int>(axes.at.values[i]);
    if (x.dims.values[axis] > 1 || x.dims.values[axis] == 0) return n.fail("it squeezes an axis whose extent is not 1");
    goes[axis] = true;
  }
  if (!axes.given)
    for (int i = 0; i != x.rank(); ++i) {
      if (x.dims.values[i] < 0) return;  // whether the axis is removed is not known, so neither is the rank
      goes[i] = x.dims.values[i] == 1;
    }
  shape y;
  for (int i = 0; i != x.rank(); ++i)
    if (!goes[i]) y.push_back(x.dims.values[i]);
  n.set(0, y);
  same_numbers(n);
}

/// By a single known axis on an input, as most are.
constexpr void unsqueeze_one(onnx_node& n, const onnx_tensor& x, int rank) {
  if (n.in(1).dims.used > 1) return void(n.set(0, onnx_shape_of_rank(rank)));
  const int axis = onnx_axis(n.in(1).values->integer, rank);
  if (axis < 0) return n.fail("it names an axis that its input does not have");
  shape& y = n.set_rank(0, x.type, rank);
  for (int i = 0; i != axis; ++i) y.values[i] = x.dims.values[i];
  y.values[axis] = 1;
  for (int i = axis + 1; i < rank; ++i) y.values[i] = x.dims.values[i - 1];
  n.made[0].values = x.values;
}
constexpr void unsqueeze_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  keep_origin(n);
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  int more = n.length("axes");
  if (more < 0) more = few_elements(n.in(1));
  if (more < 0) return;
  const int rank = x.rank() + more;
  if (more > shape::max_rank || rank > shape::max_rank) return n.fail("its output has more than eight axes");
  if (more == 1 && n.attribute_count == 0 && n.in(1).has_values() && n.in(1).values->known) return unsqueeze_one(n, x, rank);
  onnx_axes axes;
  if (!read_axes(n, 1, rank, axes)) return;
  if (!axes.known) {
    n.set(0, onnx_shape_of_rank(rank));
    return;
  }
  bool is_new[shape::max_rank]{};
  for (int i = 0; i != axes.at.used; ++i) is_new[axes.at.values[i]] = true;
  shape y;
  y.used = rank;
  for (int i = 0, j = 0; i != rank; ++i) y.values[i] = is_new[i] ? 1 : x.dims.values[j++];
  n.set(0, y);
  same_numbers(n);
}

/// Permutes the axes; without `perm` it reverses them.
constexpr void transpose_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  keep_origin(n);
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  const int rank = x.rank();
  shape order;
  if (!n.integers("perm", order)) {
    if (n.gives("perm")) return n.fail("it names more than eight axes");
    order.used = rank;
    for (int i = 0; i != rank; ++i) order.values[i] = rank - 1 - i;
  }
  if (order.used != rank) return n.fail("its attribute \"perm\" must name each axis of its input once");
  unsigned seen = 0;
  shape& y = n.set_rank(0, x.type, rank);
  for (int i = 0; i != rank; ++i) {
    const std::int64_t axis = order.values[i];
    if (axis < 0 || axis >= rank || (seen >> axis & 1U) != 0)
      return n.fail("its attribute \"perm\" must name each axis of its input once");
    seen |= 1U << axis, y.values[i] = x.dims.values[axis];
  }
  if (!x.has_values()) return;
  onnx_number* const to = n.numbers(0);
  if (to == nullptr) return;
  for (int i = 0; i != x.count(); ++i) {
    int at[shape::max_rank]{};
    for (int axis = rank, rest = i; axis-- > 0; rest /= static_cast<int>(y.values[axis]))
      at[order.values[axis]] = rest % static_cast<int>(y.values[axis]);
    int from = 0;
    for (int axis = 0; axis != rank; ++axis) from = from * static_cast<int>(x.dims.values[axis]) + at[axis];
    to[i] = x.values[from];
  }
}

/// The extents of the input as numbers; from opset 15 on, those from `start` to before `end`.
constexpr void shape_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  n.made[0].type = onnx_type::int64;
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) {
    n.set(0, onnx_type::int64, onnx_shape_of_rank(1));
    return;
  }
  int from = 0, to = x.dims.used;
  if (n.attribute_count != 0) {
    const std::int64_t rank = x.rank();
    const auto clamped = [rank](std::int64_t i) { return i < -rank ? 0 : i < 0 ? i + rank : i > rank ? rank : i; };
    from = static_cast<int>(clamped(n.integer("start", 0)));
    to = static_cast<int>(clamped(n.integer("end", rank)));
  }
  const int extents = to > from ? to - from : 0;
  n.set_rank(0, onnx_type::int64, 1).values[0] = extents;
  onnx_number* const y = n.numbers(0, extents);
  if (y == nullptr) return;
  for (int i = 0; i != extents; ++i) {
    const std::int64_t extent = x.dims.values[from + i];
    if (extent >= 0) y[i].integer = extent, y[i].real = static_cast<double>(extent), y[i].known = true;
  }
}

constexpr void size_rule(onnx_node& n) {
  n.set(0, onnx_type::int64, {});
  const onnx_tensor& x = n.in(0);
  onnx_number* const y = n.numbers(0);
  if (y != nullptr && x.ranked && x.dims.elements() >= 0) *y = onnx_number{x.dims.elements()};
}

/// Numbers from an attribute's list.
constexpr void constant_list(onnx_node& n, const onnx_attribute& a, onnx_type type, bool single) {
  n.set(0, type, single ? shape{} : shape{a.count});
  onnx_number* const y = n.numbers(0);
  if (y == nullptr) return;
  const bool reals = type == onnx_type::float32;
  if (single)
    *y = reals ? onnx_number{a.real} : onnx_number{a.integer};
  else
    for (int i = 0; i != a.count; ++i)
      y[i] = reals ? onnx_number{n.real_at(a, i)} : onnx_number{n.integer_at(a, i)};
}
constexpr void constant_rule(onnx_node& n) {
  if (const onnx_tensor* const t = n.tensor_of("value"); t != nullptr) return n.pass(0, *t);
  if (const onnx_tensor* const t = n.tensor_of("sparse_value"); t != nullptr) return n.pass(0, *t);
  if (const onnx_attribute* const a = n.attribute("value_int")) return constant_list(n, *a, onnx_type::int64, true);
  if (const onnx_attribute* const a = n.attribute("value_ints")) return constant_list(n, *a, onnx_type::int64, false);
  if (const onnx_attribute* const a = n.attribute("value_float")) return constant_list(n, *a, onnx_type::float32, true);
  if (const onnx_attribute* const a = n.attribute("value_floats"))
    return constant_list(n, *a, onnx_type::float32, false);
  if (n.gives("value_string")) {
    n.set(0, onnx_type::string, {});
    return;
  }
  if (const onnx_attribute* const a = n.attribute("value_strings")) {
    n.set(0, onnx_type::string, shape{a->count});
    return;
  }
  n.fail("it needs a value");
}

/// The extents given by an input's numbers; false if not even their count is known.
constexpr bool said_shape(onnx_node& n, int input, shape& to) {
  const onnx_tensor& t = n.in(input);
  if (!t.ranked || t.rank() != 1 || t.dims.values[0] < 0) return false;
  if (t.dims.values[0] > shape::max_rank) return n.fail("its shape has more than eight extents"), false;
  to = onnx_shape_of_rank(static_cast<int>(t.dims.values[0]));
  for (int i = 0; t.has_values() && i != to.used; ++i) {
    if (!t.values[i].known) continue;
    if (t.values[i].integer < 0) return n.fail("its shape has a negative extent"), false;
    to.values[i] = t.values[i].integer;
  }
  return true;
}

/// One number everywhere; a float32 of 0 unless `value` gives another.
constexpr void constant_of_shape_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  const onnx_tensor* const value = n.tensor_of("value");
  const onnx_type type = value == nullptr ? onnx_type::float32 : value->type;
  n.made[0].type = type;
  shape y;
  if (!said_shape(n, 0, y)) return;
  n.set(0, type, y);
  onnx_number* const to = n.numbers(0);
  if (to == nullptr) return;
  const onnx_number one = value == nullptr ? onnx_number{0.0} : value->number();
  for (int i = 0; i != n.out(0).count(); ++i) to[i] = one;
}

/// The requested shape stretches the input, and the input stretches the shape.
constexpr void expand_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  const onnx_tensor& x = n.in(0);
  shape y;
  if (!said_shape(n, 1, y) || !x.ranked) return;
  if (!broadcast(y, x.dims)) return n.fail("it stretches an extent that is not 1");
  n.set(0, y);
  if (!x.has_values()) return;
  onnx_number* const to = n.numbers(0);
  if (to == nullptr) return;
  for (int i = 0; i != n.out(0).count(); ++i) to[i] = x.values[place_in(y, x.dims, i)];
}

/// From opset 6 on an input has the count for each axis; before, the inputs are a count and an axis.
constexpr void tile_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  shape y = onnx_shape_of_rank(x.rank());
  const onnx_tensor& times_each = n.in(1);
  if (n.opset < 6) {
    y = x.dims;
    const onnx_number tiles = times_each.number(), axis = n.in(2).number();
    if (!axis.known) {
      y = onnx_shape_of_rank(x.rank());
    } else {
      const int at = onnx_axis(axis.integer, x.rank());
      if (at < 0) return n.fail("it works along an axis that its input does not have");
      y.values[at] = tiles.known && tiles.integer >= 0 ? times(y.values[at], tiles.integer) : shape::unknown;
    }
    refuse_overflow(n, y);
    n.set(0, y);
    return;
  }
  if (times_each.has_values() && times_each.count() != x.rank())
    return n.fail("it needs a count for each axis of its input");
  for (int i = 0; times_each.has_values() && i != x.rank(); ++i) {
    const onnx_number r = times_each.values[i];
    if (r.known && r.integer < 0) return n.fail("it repeats a negative number of times");
    if (r.known) y.values[i] = times(x.dims.values[i], r.integer);
  }
  refuse_overflow(n, y);
  n.set(0, y);
  if (!x.has_values()) return;
  onnx_number* const to = n.numbers(0);
  if (to == nullptr) return;
  for (int i = 0; i != n.out(0).count(); ++i) {
    int from = 0, step_of_axis = 1;
    for (int axis = x.rank(), rest = i; axis-- > 0;) {
      const int extent = static_cast<int>(x.dims.values[axis]);
      from += rest % static_cast<int>(y.values[axis]) % extent * step_of_axis;
      rest /= static_cast<int>(y.values[axis]);
      step_of_axis *= extent;
    }
    to[i] = x.values[from];
  }
}

/// From start in steps of delta to before limit: integers exactly, real numbers by ceil((limit - start) / delta).
constexpr void range_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  const onnx_number start = n.in(0).number(), limit = n.in(1).number(), delta = n.in(2).number();
  shape y = onnx_shape_of_rank(1);
  const bool reals = is_real(n.in(0).type);
  if (start.known && limit.known && delta.known) {
    if (reals ? delta.real == 0 : delta.integer == 0) return n.fail("its step is 0");
    if (reals) {
      const double steps = ceil_of((limit.real - start.real) / delta.real);
      if (steps != steps) return n.fail("its start, limit and step do not give a number of steps");
      y.values[0] = steps > 0 ? said_real_extent(n, steps) : 0;
    } else {
      std::int64_t distance = 0;
      if (NNS_BUILTIN(sub_overflow)(limit.integer, start.integer, &distance)) return n.fail("its range is too long");
      const std::int64_t by = delta.integer;
      y.values[0] = by > 0 ? (distance > 0 ? (distance - 1) / by + 1 : 0)
                           : (distance < 0 ? plus((distance + 1) / by, 1) : 0);
    }
    refuse_overflow(n, y);
  }
  n.set(0, y);
  onnx_number* const to = y.values[0] < 0 ? nullptr : n.numbers(0);
  if (to == nullptr) return;
  for (int i = 0; i != y.values[0]; ++i)
    to[i] = reals ? onnx_real(n.in(0).type, start.real + i * delta.real) : onnx_number{start.integer + i * delta.integer};
}

constexpr void eye_like_rule(onnx_node& n) {
  const onnx_attribute* const type = n.attribute("dtype");
  if (n.in(0).ranked) n.set(0, type == nullptr ? n.in(0).type : onnx_type_of(type->integer), n.in(0).dims);
}

/// (N, C, H, W): blocks of channels become blocks of positions, and the other way round.
constexpr void depth_to_space_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  const std::int64_t b = n.integer("blocksize", 0);
  if (b < 1 || b > INT32_MAX) return n.fail("it needs a block size of at least 1");
  if (!x.ranked) return;
  if (x.rank() != 4) return n.fail("it takes tensors of four axes: batch, channels, height, width");
  shape y = x.dims;
  if (y.values[1] > 0 && y.values[1] % (b * b) != 0) return n.fail("its channels are not divisible into blocks");
  if (y.values[1] > 0) y.values[1] /= b * b;
  y.values[2] = times(y.values[2], b);
  y.values[3] = times(y.values[3], b);
  refuse_overflow(n, y);
  n.set(0, y);
}
constexpr void space_to_depth_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  const std::int64_t b = n.integer("blocksize", 0);
  if (b < 1 || b > INT32_MAX) return n.fail("it needs a block size of at least 1");
  if (!x.ranked) return;
  if (x.rank() != 4) return n.fail("it takes tensors of four axes: batch, channels, height, width");
  shape y = x.dims;
  y.values[1] = times(y.values[1], b, b);
  for (const int i : {2, 3}) {
    if (y.values[i] > 0 && y.values[i] % b != 0) return n.fail("its height and width are not divisible into blocks");
    if (y.values[i] > 0) y.values[i] /= b;
  }
  refuse_overflow(n, y);
  n.set(0, y);
}

// As layers, whose shapes leave the batch out: an operator that moves the first axis is not a layer.

constexpr void flatten_layer(const onnx_node& n, onnx_layer& l) {
  if (n.integer("axis", 1) == 1) l.kind = &flatten::kind;
}
constexpr void reshape_layer(const onnx_node& n, onnx_layer& l) {
  const shape &x = n.in(0).dims, &y = n.made[0].dims;
  if (x.used < 2 || y.used < 2 || x.values[0] != y.values[0]) return;
  for (int i = 1; i != y.used; ++i) {
    if (y.values[i] < 1) return;
    l.numbers.push_back(y.values[i]);
  }
  l.kind = &reshape_family;
}
constexpr void permute_layer(const onnx_node& n, onnx_layer& l) {
  shape order;
  if (!n.integers("perm", order) || order.used < 2 || order.values[0] != 0) return;
  for (int i = 1; i != order.used; ++i) l.numbers.push_back(order.values[i]);
  l.kind = &permute_family;
}
/// Axes that are removed, and a new one.
constexpr bool layer_axes(const onnx_node& n, int rank, shape& axes) {
  if (!n.integers("axes", axes) && !small_list(n.in(1), axes)) return false;
  for (int i = 0; i != axes.used; ++i) {
    const int axis = onnx_axis(axes.values[i], rank);
    if (axis < 1) return false;
    axes.values[i] = axis;
  }
  return axes.used != 0;
}
constexpr void squeeze_layer(const onnx_node& n, onnx_layer& l) {
  if (layer_axes(n, n.in(0).rank(), l.numbers)) l.kind = &squeeze_family;
}
constexpr void expand_dims_layer(const onnx_node& n, onnx_layer& l) {
  if (layer_axes(n, n.made[0].rank(), l.numbers) && l.numbers.used == 1) l.kind = &expand_dims_family;
}

inline constexpr onnx_operator onnx_shape_operators[] = {
    {.name = "Constant", .kind = onnx_kind("constant"), .rule = &constant_rule},
    {.name = "ConstantOfShape", .since = 9, .kind = onnx_kind("fill"), .rule = &constant_of_shape_rule, .decides = inputs_at(0)},
    {.name = "DepthToSpace", .kind = onnx_kind("depth_to_space"), .rule = &depth_to_space_rule},
    {.name = "Expand", .since = 8, .kind = onnx_kind("broadcast_to"), .rule = &expand_rule, .decides = inputs_at(1)},
    {.name = "EyeLike", .since = 9, .kind = onnx_kind("eye"), .rule = &eye_like_rule},
    {.name = "Flatten", .kind = flatten::kind, .rule = &flatten_rule, .layer = &flatten_layer},
    {.name = "Range", .since = 11, .kind = onnx_kind("range"), .rule = &range_rule, .decides = inputs_at(0, 1, 2)},
    {.name = "Reshape",
     .kind = onnx_kind("reshape", in_memory::view),
     .rule = &reshape_rule,
     .layer = &reshape_layer,
     .decides = inputs_at(1)},
    {.name = "Shape", .kind = onnx_kind("shape"), .rule = &shape_rule},
    {.name = "Size", .kind = onnx_kind("size"), .rule = &size_rule},
    {.name = "SpaceToDepth", .kind = onnx_kind("space_to_depth"), .rule = &space_to_depth_rule},
    {.name = "Squeeze",
     .kind = onnx_kind("squeeze", in_memory::view),
     .rule = &squeeze_rule,
     .layer = &squeeze_layer,
     .decides = inputs_at(1)},
    {.name = "Tile", .kind = onnx_kind("tile"), .rule = &tile_rule, .decides = inputs_at(1)},
    {.name = "Transpose", .kind = onnx_kind("permute"), .rule = &transpose_rule, .layer = &permute_layer},
    {.name = "Unsqueeze",
     .kind = onnx_kind("expand_dims", in_memory::view),
     .rule = &unsqueeze_rule,
     .layer = &expand_dims_layer,
     .decides = inputs_at(1)},
};

}  // namespace nns::detail
