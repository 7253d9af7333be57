// Reductions along axes, cumulative sums, and the largest elements. They multiply nothing. Sums, products, minima and
// maxima of small tensors keep their numbers.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/onnx/operators/shapes.hpp>

namespace nns::detail {

/// The axes are removed, or keep extent 1. Without axes, all are removed, unless noop_with_empty_axes. Axes are an
/// attribute until opset 17 (ReduceSum: 12), then an input.
constexpr bool reduce_shape(onnx_node& n, bool (&goes)[shape::max_rank], int axes_input = 1) {
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0) return false;
  const bool keeps = n.integer("keepdims", 1) != 0;
  if (!x.ranked) {
    if (!keeps && !n.gives("axes") && !n.has(axes_input) && n.integer("noop_with_empty_axes", 0) == 0) n.set(0, {});
    return false;
  }
  onnx_axes axes;
  if (!read_axes(n, axes_input, x.rank(), axes)) return false;
  if (!axes.known) {
    if (keeps)
      n.set(0, onnx_shape_of_rank(x.rank()));
    else if (axes.count >= 0 && axes.count <= x.rank())
      n.set(0, onnx_shape_of_rank(x.rank() - axes.count));
    return false;
  }
  const bool empty = !axes.given || axes.at.used == 0;
  if (empty && n.integer("noop_with_empty_axes", 0) != 0) {
    n.set(0, x.dims);
    return false;
  }
  for (int i = 0; i != x.rank(); ++i) goes[i] = empty;
  for (int i = 0; i != axes.at.used; ++i) goes[axes.at.values[i]] = true;
  shape y;
  for (int i = 0; i != x.rank(); ++i)
    if (!goes[i])
      y.push_back(x.dims.values[i]);
    else if (keeps)
      y.push_back(1);
  n.set(0, y);
  return true;
}

constexpr void reduce_rule(onnx_node& n) {
  bool goes[shape::max_rank]{};
  reduce_shape(n, goes);
}

/// The same with numbers: f combines the result so far and the next number.
template <class F>
constexpr void reduce_numbers(onnx_node& n, F f) {
  bool goes[shape::max_rank]{};
  if (!reduce_shape(n, goes)) return;
  const onnx_tensor& x = n.in(0);
  if (!x.has_values() || x.count() == 0) return;
  onnx_number* const to = n.numbers(0);
  if (to == nullptr) return;
  bool begun[onnx_tensor::most_values]{};
  for (int i = 0; i != x.count(); ++i) {
    int at = 0, stride = 1;
    for (int axis = x.rank(), rest = i; axis-- > 0;) {
      const auto extent = static_cast<int>(x.dims.values[axis]);
      if (!goes[axis]) {
        at += rest % extent * stride;
        stride *= extent;
      }
      rest /= extent;
    }
    const onnx_number next = x.values[i];
    if (!begun[at])
      to[at] = next, begun[at] = true;
    else
      to[at] = to[at].known && next.known ? f(to[at], next) : onnx_number{};
  }
}
constexpr void reduce_sum_rule(onnx_node& n) {
  const onnx_type t = n.in(0).type;
  reduce_numbers(n, [t](onnx_number a, onnx_number b) {
    if (is_real(t)) return onnx_real(t, a.real + b.real);
    std::int64_t y = 0;
    return NNS_BUILTIN(add_overflow)(a.integer, b.integer, &y) ? onnx_number{} : onnx_number{y};
  });
}
constexpr void reduce_prod_rule(onnx_node& n) {
  const onnx_type t = n.in(0).type;
  reduce_numbers(n, [t](onnx_number a, onnx_number b) {
    if (is_real(t)) return onnx_real(t, a.real * b.real);
    std::int64_t y = 0;
    return NNS_BUILTIN(mul_overflow)(a.integer, b.integer, &y) ? onnx_number{} : onnx_number{y};
  });
}
constexpr void reduce_max_rule(onnx_node& n) {
  const bool reals = is_real(n.in(0).type);
  reduce_numbers(n, [reals](onnx_number a, onnx_number b) {
    return (reals ? b.real > a.real : b.integer > a.integer) ? b : a;
  });
}
constexpr void reduce_min_rule(onnx_node& n) {
  const bool reals = is_real(n.in(0).type);
  reduce_numbers(n, [reals](onnx_number a, onnx_number b) {
    return (reals ? b.real < a.real : b.integer < a.integer) ? b : a;
  });
}

/// The index of the largest, or the smallest, along one axis.
constexpr void arg_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  n.made[0].type = onnx_type::int64;
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  const int axis = read_axis(n, 0, x.rank());
  if (axis < 0) return;
  shape y = x.dims;
  if (n.integer("keepdims", 1) != 0)
    y.values[axis] = 1;
  else
    remove_extent(y, axis);
  n.set(0, onnx_type::int64, y);
}

/// The k largest along an axis, and their indices. k is an attribute until opset 9, then an input.
constexpr void top_k_rule(onnx_node& n) {
  n.out(0).type = n.in(0).type;
  const onnx_tensor& x = n.in(0);
  if (n.outputs == 0 || !x.ranked) return;
  const int axis = read_axis(n, -1, x.rank());
  if (axis < 0) return;
  const onnx_number k = n.opset < 10 ? onnx_number{n.integer("k", -1)} : n.in(1).number();
  if (k.known && k.integer < 0) return n.fail("the number of elements that it picks must be at least 0");
  if (k.known && x.dims.values[axis] >= 0 && k.integer > x.dims.values[axis])
    return n.fail("it picks more elements than there are");
  shape y = x.dims;
  y.values[axis] = k.known ? k.integer : shape::unknown;
  n.set(0, y);
  n.set(1, onnx_type::int64, y);
}

template <const family& Reduction>
constexpr void reduce_layer(const onnx_node& n, onnx_layer& l) {
  shape axes;
  if (!layer_axes(n, n.in(0).rank(), axes)) return;
  l.kind = &Reduction;
  l.given.axis = axes.values[0];
  l.given.axes = axes;
  l.given.take(option::axis);
  if (n.integer("keepdims", 1) == 0) return;
  l.given.keepdims = true;
  l.given.take(option::keepdims);
}

constexpr onnx_operator reduction(text name, int since, text kind, onnx_rule rule, onnx_layer_rule layer = nullptr) {
  return {.name = name,
          .since = since,
          .kind = onnx_kind(kind),
          .rule = rule,
          .configures = inputs_at(1),
          .layer = layer,
          .decides = inputs_at(1)};
}

inline constexpr onnx_operator onnx_reduction_operators[] = {
    reduction("ArgMax", 1, "argmax", &arg_rule),
    reduction("ArgMin", 1, "argmin", &arg_rule),
    reduction("CumProd", 26, "cumprod", &same_shape_rule),
    reduction("CumSum", 11, "cumsum", &same_shape_rule),
    reduction("ReduceL1", 1, "reduce", &reduce_rule),
    reduction("ReduceL2", 1, "reduce", &reduce_rule),
    reduction("ReduceLogSum", 1, "reduce", &reduce_rule),
    reduction("ReduceLogSumExp", 1, "reduce", &reduce_rule),
    reduction("ReduceMax", 1, "reduce_max", &reduce_max_rule, &reduce_layer<reduce_max_family>),
    reduction("ReduceMean", 1, "reduce_mean", &reduce_rule, &reduce_layer<reduce_mean_family>),
    reduction("ReduceMin", 1, "reduce_min", &reduce_min_rule, &reduce_layer<reduce_min_family>),
    reduction("ReduceProd", 1, "reduce", &reduce_prod_rule),
    reduction("ReduceSum", 1, "reduce_sum", &reduce_sum_rule, &reduce_layer<reduce_sum_family>),
    reduction("ReduceSumSquare", 1, "reduce", &reduce_rule),
    reduction("TopK", 1, "top_k", &top_k_rule),
};

}  // namespace nns::detail
