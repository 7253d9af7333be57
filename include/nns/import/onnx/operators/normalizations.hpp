// Normalisations and dropout: the shape stays, and no matrices are multiplied; scales, shifts, means and variances are
// parameters.
#pragma once

#include <nns/import/onnx/operators/extents.hpp>
#include <nns/layers/normalization.hpp>
#include <nns/layers/regularization.hpp>

namespace nns::detail {

/// Old files ask for statistics as further outputs, with a number for each channel.
constexpr void batch_normalization_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  n.set(0, x.dims);
  if (x.rank() > 1 && n.in(1).ranked && n.in(1).rank() == 1) {
    std::int64_t channels = x.dims.values[1];
    if (!agree(channels, n.in(1).dims.values[0])) return n.fail("its scale must have a number for each channel");
  }
  for (int k = 1; k < n.outputs; ++k)
    n.set(k, n.in(1).ranked ? n.in(1).dims : shape{x.rank() > 1 ? x.dims.values[1] : 1});
}
constexpr void batch_normalization_layer(const onnx_node& n, onnx_layer& l) {
  if (n.in(0).rank() < 2 || n.outputs != 1) return;
  l.kind = &batch_normalization_family;
  l.given.axis = 1;
  l.given.axes = {1};
  l.given.take(option::axis);
}

constexpr void instance_normalization_layer(const onnx_node& n, onnx_layer& l) {
  if (n.in(0).rank() < 3) return;
  l.kind = &instance_normalization_family;
  l.given.axis = 1;
  l.given.axes = {1};
  l.given.take(option::axis);
}

/// Until opset 20 there is a scale for each group, from 21 on for each channel.
constexpr void group_normalization_rule(onnx_node& n) {
  const onnx_tensor &x = n.in(0), &scale = n.in(1);
  if (!x.ranked) return;
  n.set(0, x.dims);
  const std::int64_t groups = n.integer("num_groups", 0);
  if (groups < 1) return n.fail("it needs the attribute \"num_groups\", of at least 1");
  if (x.rank() < 2 || x.dims.values[1] < 0) return;
  if (x.dims.values[1] % groups != 0) return n.fail("its channels are not divisible by its groups");
  if (!scale.ranked || scale.rank() != 1 || scale.dims.values[0] < 0) return;
  if (scale.dims.values[0] != (n.opset < 21 ? groups : x.dims.values[1]))
    n.fail("its scale must have a number for each channel (before opset 21, for each group)");
}
constexpr void group_normalization_layer(const onnx_node& n, onnx_layer& l) {
  if (n.opset < 21 || n.in(0).rank() < 3) return;
  l.kind = &group_normalization_family;
  l.numbers = {n.integer("num_groups", 0)};
  l.given.axis = 1;
  l.given.axes = {1};
  l.given.take(option::axis);
}

/// Over the axes from `axis` on. Mean and deviation keep the axes, with extent 1.
constexpr void layer_normalization_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  n.set(0, x.dims);
  const int axis = read_axis(n, -1, x.rank());
  if (axis < 0) return;
  if (n.in(1).ranked) {
    shape dims = x.dims;
    if (!broadcast(dims, n.in(1).dims) || dims.used != x.dims.used)
      return n.fail("its scale does not match the axes that it normalises");
  }
  shape y = x.dims;
  for (int i = axis; i != y.used; ++i) y.values[i] = 1;
  for (int k = 1; k < n.outputs; ++k) n.set(k, onnx_type::float32, y);
}
/// The last axis, with a scale, and with or without a shift.
constexpr void layer_normalization_layer(const onnx_node& n, onnx_layer& l) {
  const int rank = n.in(0).rank();
  if (rank < 2 || onnx_axis(n.integer("axis", -1), rank) != rank - 1) return;
  l.kind = &layer_normalization_family;
  if (n.has(2)) return;
  l.given.center = false;
  l.given.take(option::center);
}
constexpr void rms_normalization_layer(const onnx_node& n, onnx_layer& l) {
  const int rank = n.in(0).rank();
  if (rank >= 2 && onnx_axis(n.integer("axis", -1), rank) == rank - 1) l.kind = &rms_normalization_family;
}

/// The mask has the input's shape.
constexpr void dropout_rule(onnx_node& n) {
  if (n.outputs == 0) return;
  n.pass(0, n.in(0));
  if (n.in(0).ranked) n.set(1, n.opset < 10 ? n.in(0).type : onnx_type::bool_, n.in(0).dims);
}

inline constexpr onnx_operator onnx_normalization_operators[] = {
    {.name = "BatchNormalization",
     .kind = batch_normalization_family,
     .rule = &batch_normalization_rule,
     .weights = inputs_at(1, 2, 3, 4),
     .layer = &batch_normalization_layer,
     .averages = inputs_at(3, 4)},
    {.name = "Dropout",
     .kind = dropout::kind,
     .rule = &dropout_rule,
     .configures = inputs_at(1, 2),
     .layer = [](const onnx_node& n, onnx_layer& l) {
       if (n.outputs == 1) l.kind = &dropout::kind;
     }},
    {.name = "GroupNormalization",
     .since = 18,
     .kind = group_normalization_family,
     .rule = &group_normalization_rule,
     .weights = inputs_at(1, 2),
     .layer = &group_normalization_layer},
    {.name = "InstanceNormalization",
     .kind = instance_normalization_family,
     .rule = &same_shape_rule,
     .weights = inputs_at(1, 2),
     .layer = &instance_normalization_layer},
    {.name = "LRN", .kind = onnx_kind("local_response_normalization"), .rule = &same_shape_rule},
    {.name = "LayerNormalization",
     .since = 17,
     .kind = layer_normalization_family,
     .rule = &layer_normalization_rule,
     .weights = inputs_at(1, 2),
     .layer = &layer_normalization_layer},
    {.name = "LpNormalization", .kind = onnx_kind("unit_normalization"), .rule = &same_shape_rule},
    {.name = "MeanVarianceNormalization",
     .since = 9,
     .kind = onnx_kind("mean_variance_normalization"),
     .rule = &same_shape_rule},
    {.name = "RMSNormalization",
     .since = 23,
     .kind = rms_normalization_family,
     .rule = &layer_normalization_rule,
     .weights = inputs_at(1),
     .layer = &rms_normalization_layer},
    // Not in the standard, but ONNX Runtime's exporters write it in the standard's domain.
    {.name = "SimplifiedLayerNormalization",
     .kind = rms_normalization_family,
     .rule = &layer_normalization_rule,
     .weights = inputs_at(1),
     .layer = &rms_normalization_layer},
};

}  // namespace nns::detail
