// Activations: the shape stays, nothing is multiplied. PRelu's slopes are parameters.
#pragma once

#include <nns/import/onnx/operators/element_wise.hpp>
#include <nns/layers/activation.hpp>

namespace nns::detail {

constexpr onnx_operator activation_row(text name, int since, const family& kind, onnx_rule rule = &same_shape_rule) {
  return {.name = name, .since = since, .kind = kind, .rule = rule, .layer = [](const onnx_node& n, onnx_layer& l) {
            l.kind = &n.row->kind;
          }};
}
/// One that is not a layer of this library.
constexpr onnx_operator other_activation(text name, int since, text kind, onnx_rule rule = &same_shape_rule) {
  return {.name = name, .since = since, .kind = onnx_kind(kind, in_memory::element_wise), .rule = rule};
}

/// Softmax and similar functions. Before opset 13, the axes before the axis, and those from it on, are merged into one
/// each; the shape stays in any case.
constexpr void softmax_rule(onnx_node& n) {
  if (!n.in(0).ranked) return;
  const int rank = n.in(0).rank();
  const std::int64_t axis = n.integer("axis", n.opset < 13 ? 1 : -1);
  if (onnx_axis(axis, rank) < 0 && !(n.opset < 13 && axis == rank) && rank != 0)
    return n.fail("it works along an axis that its input does not have");
  n.set(0, n.in(0).dims);
}

/// The last axis is split into halves, one of which gates the other (SwiGLU takes them as two inputs).
constexpr void gated_pair_rule(onnx_node& n) {
  meet(n, common_type(n));
}

constexpr void prelu_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (!x.ranked) return;
  n.set(0, x.dims);
  if (n.opset < 7 || !n.in(1).ranked) return;
  shape dims = x.dims;
  if (!broadcast(dims, n.in(1).dims) || dims.used != x.dims.used)
    n.fail("its slopes do not match its input: their extents must be equal, or 1");
}
/// One slope for a channel is shared along the spatial axes.
constexpr void prelu_layer(const onnx_node& n, onnx_layer& l) {
  const shape &x = n.in(0).dims, &a = n.in(1).dims;
  if (!n.in(1).constant || n.in(1).origin < 0 || x.used < 2) return;
  for (int i = 1; i != x.used; ++i) {
    const int j = i - (x.used - a.used);
    const std::int64_t extent = j < 0 ? 1 : a.values[j];
    if (extent == x.values[i] && extent != 1) continue;
    if (extent != 1) return;
    l.given.shared_axes.push_back(i);
  }
  if (a.used == x.used && a.values[0] != 1) return;
  if (l.given.shared_axes.used != 0) l.given.take(option::shared_axes);
  l.kind = &prelu_family;
}

inline constexpr onnx_operator onnx_activation_operators[] = {
    other_activation("Celu", 12, "celu"),
    activation_row("Elu", 1, elu::kind),
    activation_row("Gelu", 20, gelu::kind),
    activation_row("HardSigmoid", 1, hard_sigmoid::kind),
    activation_row("HardSwish", 14, hard_silu::kind),
    other_activation("Hardmax", 1, "hardmax", &softmax_rule),
    activation_row("LeakyRelu", 1, leaky_relu::kind),
    other_activation("LogSoftmax", 1, "log_softmax", &softmax_rule),
    other_activation("Mish", 18, "mish"),
    {.name = "PRelu",
     .kind = prelu_family,
     .rule = &prelu_rule,
     .weights = inputs_at(1),
     .layer = &prelu_layer},
    activation_row("Relu", 1, relu::kind, &relu_rule),
    activation_row("Selu", 1, selu::kind),
    other_activation("Shrink", 9, "shrink"),
    activation_row("Sigmoid", 1, sigmoid::kind),
    activation_row("Softmax", 1, softmax::kind, &softmax_rule),
    activation_row("Softplus", 1, softplus::kind),
    other_activation("Softsign", 1, "softsign"),
    other_activation("SwiGLU", 28, "swiglu", &gated_pair_rule),
    activation_row("Swish", 24, silu::kind),
    activation_row("Tanh", 1, tanh_::kind),
    activation_row("ThresholdedRelu", 10, thresholded_relu::kind),
};

}  // namespace nns::detail
