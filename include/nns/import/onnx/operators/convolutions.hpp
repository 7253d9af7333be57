// Convolutions of (batch, channels, spatial...), transposed and deformable ones. Multiply-adds: the elements of the
// output (of the input, for a transposed one) times the extents of the weights from the second on.
#pragma once

#include <nns/import/onnx/operators/windows.hpp>
#include <nns/layers/convolution.hpp>

namespace nns::detail {

/// Where an operator has its weights, and whether its channels, and those of its weights, come last.
struct onnx_convolution {
  int weights = 1;
  int bias = 2;
  bool channels_last = false;
  bool filters_last = false;
};

constexpr const family* convolution_kind(int axes, bool transposed) {
  switch (axes) {
    case 1: return transposed ? &conv1d_transpose_family : &conv1d_family;
    case 2: return transposed ? &conv2d_transpose_family : &conv2d_family;
    case 3: return transposed ? &conv3d_transpose_family : &conv3d_family;
    default: return nullptr;
  }
}

/// One group for each channel.
constexpr bool is_depthwise(int axes, std::int64_t groups, std::int64_t channels, const onnx_tensor& w) {
  return groups > 1 && groups == channels && axes <= 2 && w.ranked && w.dims.values[0] % groups == 0;
}

/// Weights (K, k..., C / g) as (K, C / g, k...).
constexpr onnx_tensor with_channels_second(onnx_tensor w) {
  const int rank = w.rank();
  if (!w.ranked || rank < 2) return w;
  const std::int64_t channels = w.dims.values[rank - 1];
  for (int a = rank - 1; a != 1; --a) w.dims.values[a] = w.dims.values[a - 1];
  w.dims.values[1] = channels;
  return w;
}

/// Weights are (K, C / g, k...), or (K, k..., C / g).
constexpr void convolve(onnx_node& n, const onnx_convolution& c, onnx_type type) {
  if (n.outputs == 0) return;
  n.made[0].type = type;
  const onnx_tensor turned = c.filters_last ? with_channels_second(n.in(c.weights)) : onnx_tensor{};
  const onnx_tensor &x = n.in(0), &w = c.filters_last ? turned : n.in(c.weights);
  const std::int64_t groups = n.integer("group", 1);
  if (groups < 1) return n.fail("its groups must be at least 1");
  if (!x.ranked && !w.ranked) return;
  const int rank = x.ranked ? x.rank() : w.rank();
  const int axes = rank - 2;
  if (axes >= 1 && axes <= 3) n.kind = convolution_kind(axes, false);
  onnx_window window;
  if (!window.read(n, axes, &w)) return;
  const int channel = c.channels_last ? rank - 1 : 1, first = c.channels_last ? 1 : 2;
  shape y = x.ranked ? x.dims : onnx_shape_of_rank(rank);
  if (w.ranked) {
    const std::int64_t filters = w.dims.values[0];
    std::int64_t channels = y.values[channel];
    if (!agree(channels, times(w.dims.values[1], groups)))
      return n.fail("its input's channels differ from its weights' channels times its groups");
    if (filters >= 0 && filters % groups != 0) return n.fail("its filters are not divisible by its groups");
  }
  if (is_depthwise(axes, groups, y.values[channel], w))
    n.kind = axes == 1 ? &depthwise_conv1d_family : &depthwise_conv2d_family;
  y.values[channel] = w.ranked ? w.dims.values[0] : shape::unknown;
  for (int i = 0; i != axes; ++i)
    if (!window.slide(n, i, y.values[first + i])) return;
  n.set(0, type, y);
  n.multiply_adds = count{y.elements()} * onnx_product_from(w, 1);
}
constexpr void conv_rule(onnx_node& n) { convolve(n, {}, n.in(0).type); }
constexpr void conv_integer_rule(onnx_node& n) { convolve(n, {}, onnx_type::int32); }
constexpr void qlinear_conv_rule(onnx_node& n) {
  convolve(n, {3, 8, n.integer("channels_last", 0) != 0}, n.in(7).type);
}
/// Offsets and a mask move the taps; interpolation is not counted.
constexpr void deform_conv_rule(onnx_node& n) { convolve(n, {1, 3}, n.in(0).type); }

/// s (n - 1) + e + output padding - pads; SAME: n s, and no more than s (n - 1) + e + output padding, as pads are not
/// negative; `output_shape` gives the spatial extents. Weights are (C, K / g, k...).
constexpr void conv_transpose(onnx_node& n, int pads_input) {
  const onnx_tensor &x = n.in(0), &w = n.in(1);
  if (n.outputs == 0 || (!x.ranked && !w.ranked)) return;
  const std::int64_t groups = n.integer("group", 1);
  if (groups < 1) return n.fail("its groups must be at least 1");
  const int rank = x.ranked ? x.rank() : w.rank();
  const int axes = rank - 2;
  if (axes >= 1 && axes <= 3) n.kind = convolution_kind(axes, true);
  onnx_window window;
  if (!window.read(n, axes, &w)) return;
  // Pads that arrive replace those of attributes, unless auto_pad asks for others.
  const onnx_tensor& pads = n.in(pads_input);
  const bool dynamic = n.has(pads_input) && window.auto_pad == onnx_auto_pad::notset;
  const bool padding_known = !dynamic || pads.all_known();
  if (dynamic && padding_known && pads.count() != 2 * axes)
    return n.fail("it needs two pads, before and after, for each spatial axis");
  for (int i = 0; dynamic && padding_known && i != axes; ++i) {
    window.before.values[i] = pads.values[i].integer;
    window.after.values[i] = pads.values[axes + i].integer;
    if (window.before.values[i] < 0 || window.before.values[i] > INT32_MAX || window.after.values[i] < 0 ||
        window.after.values[i] > INT32_MAX)
      return n.fail("its pads are negative, or too large");
  }
  shape more, said;
  const bool padded = n.integers("output_padding", more), shaped = n.integers("output_shape", said);
  if (padded && more.used != axes) return n.fail("its output padding needs a number for each spatial axis");
  if (shaped && said.used != axes)
    return n.fail("its attribute \"output_shape\" needs a number for each spatial axis, and none for batch and channels");
  shape y = x.ranked ? x.dims : onnx_shape_of_rank(rank);
  if (w.ranked && !agree(y.values[1], w.dims.values[0]))
    return n.fail("its input's channels differ from its weights' first extent");
  y.values[1] = w.ranked ? times(w.dims.values[1], groups) : shape::unknown;
  for (int i = 0; i != axes; ++i) {
    std::int64_t& extent = y.values[2 + i];
    const std::int64_t e = window.covered(i), s = window.strides.values[i];
    if (shaped) {
      extent = said.values[i];
    } else if (extent < 0 || e < 0 || !padding_known) {
      extent = shape::unknown;
    } else {
      if (extent > INT32_MAX || s > INT32_MAX || e > INT32_MAX || (padded && more.values[i] > INT32_MAX))
        return n.fail("its extents are too large");
      if (padded && more.values[i] < 0) return n.fail("its output padding is negative");
      const std::int64_t whole = s * (extent - 1) + e + (padded ? more.values[i] : 0), same = s * extent;
      if (window.auto_pad == onnx_auto_pad::same)
        extent = whole < same ? whole : same;
      else
        extent = whole - window.before.values[i] - window.after.values[i];
    }
    if (extent < 1 && extent != shape::unknown) return n.fail("its output is empty, or too large");
  }
  n.set(0, y);
  n.multiply_adds = (x.ranked ? count{x.dims.elements()} : count{count::unknown}) * onnx_product_from(w, 1);
}
constexpr void conv_transpose_rule(onnx_node& n) { conv_transpose(n, no_input); }
/// ONNX Runtime's: (x, weights, pads, bias).
constexpr void conv_transpose_dynamic_rule(onnx_node& n) { conv_transpose(n, 2); }

// As layers of this library.

constexpr bool weights_are_constant(const onnx_node& n, int weights, int bias) {
  return n.in(weights).constant && n.in(weights).ranked && (!n.has(bias) || n.in(bias).constant);
}
constexpr void say_bias(const onnx_node& n, onnx_layer& l, int bias) {
  if (n.has(bias)) return;
  l.given.bias = false;
  l.given.take(option::bias);
}

constexpr void conv_layer(const onnx_node& n, onnx_layer& l) {
  const onnx_tensor &x = n.in(0), &w = n.in(1);
  if (!x.ranked || !weights_are_constant(n, 1, 2) || x.rank() < 3 || x.rank() > 5) return;
  onnx_window window;
  onnx_node copy = n;
  const int axes = x.rank() - 2;
  if (!window.read(copy, axes, &w) || !window_layer(n, l, window, 2, false)) return;
  const std::int64_t groups = n.integer("group", 1), channels = x.dims.values[1], filters = w.dims.values[0];
  l.given.channels_first = true;
  l.given.take(option::channels_first);
  say_bias(n, l, 2);
  if (is_depthwise(axes, groups, channels, w)) {
    l.kind = axes == 1 ? &depthwise_conv1d_family : &depthwise_conv2d_family;
    if (filters != channels) {
      l.given.depth_multiplier = filters / channels;
      l.given.take(option::depth_multiplier);
    }
    return;
  }
  l.kind = convolution_kind(axes, false);
  l.numbers = {filters};
  if (groups == 1) return;
  l.given.groups = groups;
  l.given.take(option::groups);
}

constexpr void conv_transpose_layer(const onnx_node& n, onnx_layer& l) {
  const onnx_tensor &x = n.in(0), &w = n.in(1);
  if (!x.ranked || !weights_are_constant(n, 1, 2) || x.rank() < 3 || x.rank() > 5 || n.gives("output_shape")) return;
  onnx_window window;
  onnx_node copy = n;
  const int axes = x.rank() - 2;
  if (!window.read(copy, axes, &w) || !window_layer(n, l, window, 2, false)) return;
  const std::int64_t groups = n.integer("group", 1);
  // PyTorch's rule needs explicit padding, even 0: `valid` is Keras' rule, which gives other extents.
  if (!l.given.has(option::padding)) {
    l.given.padding = padding_mode::explicit_;
    l.given.pads = axis_numbers(extents{0});
    l.given.take(option::padding);
  }
  shape more;
  if (window.auto_pad != onnx_auto_pad::same && n.integers("output_padding", more)) {
    bool any = false;
    for (int i = 0; i != more.used; ++i) any = any || more.values[i] != 0;
    if (any) {
      l.given.output_padding = axis_numbers(more);
      l.given.take(option::output_padding);
    }
  }
  l.given.channels_first = true;
  l.given.take(option::channels_first);
  say_bias(n, l, 2);
  l.kind = convolution_kind(axes, true);
  l.numbers = {w.dims.values[1] * groups};
  if (groups == 1) return;
  l.given.groups = groups;
  l.given.take(option::groups);
}

inline constexpr onnx_operator onnx_convolution_operators[] = {
    {.name = "Conv",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("conv"),
     .rule = &conv_rule,
     .weights = inputs_at(1, 2),
     .layer = &conv_layer},
    {.name = "ConvInteger",
     .since = 10,
     .cost = onnx_cost::counted,
     .kind = onnx_kind("conv"),
     .rule = &conv_integer_rule,
     .weights = inputs_at(1),
     .configures = inputs_at(2, 3)},
    {.name = "ConvTranspose",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("conv_transpose"),
     .rule = &conv_transpose_rule,
     .weights = inputs_at(1, 2),
     .layer = &conv_transpose_layer},
    {.name = "DeformConv",
     .since = 19,
     .cost = onnx_cost::counted,
     .kind = onnx_kind("deformable_conv"),
     .rule = &deform_conv_rule,
     .weights = inputs_at(1, 3)},
    {.name = "QLinearConv",
     .since = 10,
     .cost = onnx_cost::counted,
     .kind = onnx_kind("conv"),
     .rule = &qlinear_conv_rule,
     .weights = inputs_at(3, 8),
     .configures = inputs_at(1, 2, 4, 5, 6, 7)},
    // ONNX Runtime's own: with an activation in the same node, or with channels last.
    {.name = "FusedConv",
     .domain = "com.microsoft",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("conv"),
     .rule = &conv_rule,
     .weights = inputs_at(1, 2)},
    {.name = "QLinearConv",
     .domain = "com.microsoft",
     .cost = onnx_cost::counted,
     .kind = onnx_kind("conv"),
     .rule = &qlinear_conv_rule,
     .weights = inputs_at(3, 8),
     .configures = inputs_at(1, 2, 4, 5, 6, 7)},
};

}  // namespace nns::detail
