// Counts as onnx-tool does: each operator of an ONNX file in "MACs", with a price per element for all other work: 4 for
// a division, 24 for a root, 32 for an exponential, 43 for a logarithm.
// Quirks: a transposed convolution counts k K / g per output, with K in place of C; tanh counts twice; a sigmoid counts
// an exponential but no division; batch normalisation counts a root and a division for every element (31), not for
// every channel, if the exporter has not folded it; a three-dimensional pool counts one axis of its window.
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::onnx_tool {

inline constexpr int division = 4;
inline constexpr int root = 24;
inline constexpr int exponential = 32;
inline constexpr int logarithm = 43;

constexpr counted_operations activation(activation_kind a, count n, count) {
  switch (a) {
    case activation_kind::unset:
    case activation_kind::linear: return {};
    case activation_kind::relu: return {.comparisons = n};
    case activation_kind::relu6: return {.comparisons = n * 2};
    case activation_kind::sigmoid: return {.exponentials = n * exponential};
    case activation_kind::tanh_: return {.additions = n * 4, .divisions = n * 2 * division, .exponentials = n * 2 * exponential};
    case activation_kind::softmax: return {.divisions = n * division, .exponentials = n * exponential};
    case activation_kind::gelu: return {.additions = n, .multiplications = n * 2, .divisions = n * division};
    case activation_kind::silu: return {.multiplications = n, .exponentials = n * exponential};
    case activation_kind::hard_sigmoid: return {.additions = n, .multiplications = n, .comparisons = n * 2};
    case activation_kind::hard_silu: return {.additions = n, .multiplications = n * 2, .comparisons = n * 2};
    case activation_kind::elu:
    case activation_kind::selu:
      return {.additions = n, .multiplications = n, .comparisons = n, .exponentials = n * exponential};
    case activation_kind::softplus: return {.additions = n, .exponentials = n * (exponential + logarithm)};
    case activation_kind::other: return {.exponentials = n * exponential};
  }
  return {};
}
constexpr counted_operations product(const layer_at_work& l) {
  return {.multiply_adds = l.multiply_adds(), .additions = l.has_bias() ? l.out() : count{0}};
}
constexpr counted_operations transposed(const layer_at_work& l) {
  return {.multiply_adds = l.out() * (l.filters() / l.given().groups) * l.taps(),
          .additions = l.has_bias() ? l.out() : count{0}};
}
constexpr counted_operations leaky(const layer_at_work& l) { return {.multiplications = l.out(), .comparisons = l.out()}; }
constexpr counted_operations batch_normalization(const layer_at_work& l) {
  return {.additions = l.out() * 2,
          .multiplications = l.out(),
          .divisions = l.out() * division,
          .exponentials = l.out() * root};
}
/// 7 per element, and 29 for each group of the last axis.
constexpr counted_operations layer_normalization(const layer_at_work& l) {
  const count groups = l.out() / l.output().back();
  return {.additions = l.out() * 4 + groups,
          .multiplications = l.out() * 3,
          .divisions = groups * division,
          .exponentials = groups * root};
}
/// 7 per element for each of two parameters.
constexpr counted_operations instance_normalization(const layer_at_work& l) {
  return {.additions = l.out() * 4, .multiplications = l.out() * 2, .divisions = l.out() * 2 * division};
}
/// Exported as an instance normalisation, a product and a sum.
constexpr counted_operations group_normalization(const layer_at_work& l) {
  return {.additions = l.out() * 5, .multiplications = l.out() * 3, .divisions = l.out() * 2 * division};
}
constexpr counted_operations pooling(const layer_at_work& l) {
  return {.comparisons = l.out() * l.window(0) * (l.axes() == 2 ? l.window(1) : count{1})};
}
constexpr counted_operations global_average(const layer_at_work& l) {
  return {.additions = l.in(), .divisions = l.out() * division};
}
constexpr counted_operations reduction(const layer_at_work& l) { return {.additions = l.in()}; }
constexpr counted_operations resizing(const layer_at_work& l) { return {.multiplications = l.out() * 4}; }
constexpr counted_operations merge(const layer_at_work& l) { return {.additions = l.out() * (l.inputs() - 1)}; }
constexpr counted_operations average(const layer_at_work& l) {
  return {.additions = l.out() * (l.inputs() - 1), .divisions = l.out() * division};
}
/// Products and biases; for each unit and step: sums, sigmoids, tanh and products.
constexpr counted_operations recurrent(const layer_at_work& l, int gates, int sigmoids, int tanhs, int blend) {
  const count units = count{l.input()[0]} * l.number(0);
  return {.multiply_adds = l.multiply_adds(),
          .additions = units * ((l.has_bias() ? 2 * gates : 0) + gates + 2 * tanhs),
          .multiplications = units * blend,
          .divisions = units * tanhs * division,
          .exponentials = units * (sigmoids + tanhs) * exponential};
}
constexpr counted_operations lstm(const layer_at_work& l) { return recurrent(l, 4, 3, 2, 4); }
constexpr counted_operations gru(const layer_at_work& l) { return recurrent(l, 3, 2, 1, 5); }
/// MatMul, Add, Softmax, and the product with the scale.
constexpr counted_operations attention(const layer_at_work& l) {
  const counted_operations o = l.operations();
  return {.multiply_adds = o.multiply_adds,
          .additions = biases_of_attention(l),
          .multiplications = o.multiplications,
          .divisions = o.divisions * division,
          .exponentials = o.exponentials * exponential};
}

inline constexpr layer_rule rows[] = {
    {"conv1d", &product, "the products, plus 1 per output with a bias", "node.py: ConvNode"},
    {"conv2d", &product, "the products, plus 1 per output with a bias", "node.py: ConvNode"},
    {"conv3d", &product, "the products, plus 1 per output with a bias", "node.py: ConvNode"},
    {"depthwise_conv1d", &product, "the products, plus 1 per output with a bias", "node.py: ConvNode"},
    {"depthwise_conv2d", &product, "the products, plus 1 per output with a bias", "node.py: ConvNode"},
    {"separable_conv1d", &product, "the products, plus 1 per output with a bias", "node.py: ConvNode"},
    {"separable_conv2d", &product, "the products, plus 1 per output with a bias", "node.py: ConvNode"},
    {"dense", &product, "the products, plus 1 per output with a bias", "node.py: GemmNode, MatMulNode"},
    {"conv1d_transpose", &transposed, "k K / g per output, and its bias", "node.py: ConvTransposeNode"},
    {"conv2d_transpose", &transposed, "k K / g per output, and its bias", "node.py: ConvTransposeNode"},
    {"conv3d_transpose", &transposed, "k K / g per output, and its bias", "node.py: ConvTransposeNode"},
    {"leaky_relu", &leaky, "2 per element", "node.py: LeakyReluNode, PReluNode"},
    {"prelu", &leaky, "2 per element", "node.py: LeakyReluNode, PReluNode"},
    {"batch_normalization", &batch_normalization, "31 per element", "node.py: BatchNormalizationNode"},
    {"layer_normalization", &layer_normalization, "7 per element, 29 per group", "node.py: LayerNormalizationNode"},
    {"instance_normalization", &instance_normalization, "14 per element", "node.py: InstanceNormalizationNode, a PWNode of three inputs"},
    {"group_normalization", &group_normalization, "16 per element", "node.py: InstanceNormalizationNode, MulNode, AddNode"},
    {"max_pooling1d", &pooling, "the window (of three axes, its first extent), per output", "node.py: PoolBase"},
    {"max_pooling2d", &pooling, "the window (of three axes, its first extent), per output", "node.py: PoolBase"},
    {"max_pooling3d", &pooling, "the window (of three axes, its first extent), per output", "node.py: PoolBase"},
    {"average_pooling1d", &pooling, "the window (of three axes, its first extent), per output", "node.py: PoolBase"},
    {"average_pooling2d", &pooling, "the window (of three axes, its first extent), per output", "node.py: PoolBase"},
    {"average_pooling3d", &pooling, "the window (of three axes, its first extent), per output", "node.py: PoolBase"},
    {"global_average_pooling1d", &global_average, "1 per input, 4 per output", "node.py: GlobalAveragePoolNode"},
    {"global_average_pooling2d", &global_average, "1 per input, 4 per output", "node.py: GlobalAveragePoolNode"},
    {"global_average_pooling3d", &global_average, "1 per input, 4 per output", "node.py: GlobalAveragePoolNode"},
    {"global_max_pooling1d", &reduction, "1 per input", "node.py: ReduceMeanNode"},
    {"global_max_pooling2d", &reduction, "1 per input", "node.py: ReduceMeanNode"},
    {"global_max_pooling3d", &reduction, "1 per input", "node.py: ReduceMeanNode"},
    {"reduce_mean", &reduction, "1 per input", "node.py: ReduceMeanNode"},
    {"reduce_sum", &reduction, "1 per input", "node.py: ReduceMeanNode"},
    {"reduce_max", &reduction, "1 per input", "node.py: ReduceMeanNode"},
    {"reduce_min", &reduction, "1 per input", "node.py: ReduceMeanNode"},
    {"resizing", &resizing, "4 per output (linear)", "node.py: ResizeNode"},
    {"add", &merge, "1 per output for each further input", "node.py: NpMathBase"},
    {"subtract", &merge, "1 per output for each further input", "node.py: NpMathBase"},
    {"multiply", &merge, "1 per output for each further input", "node.py: NpMathBase"},
    {"maximum", &merge, "1 per output for each further input", "node.py: NpMathBase"},
    {"minimum", &merge, "1 per output for each further input", "node.py: NpMathBase"},
    {"average", &average, "as add, plus a division", "node.py: AddNode, DivNode"},
    {"lstm", &lstm, "products, biases, and 4 + 3 x 32 + 2 x 38 + 4 per unit and step", "node.py: LSTMNode"},
    {"lstm_cell", &lstm, "products, biases, and 4 + 3 x 32 + 2 x 38 + 4 per unit and step", "node.py: LSTMNode"},
    {"cudnn_lstm", &lstm, "products, biases, and 4 + 3 x 32 + 2 x 38 + 4 per unit and step", "node.py: LSTMNode"},
    {"gru", &gru, "products, biases, and 3 + 2 x 32 + 38 + 5 per unit and step", "node.py: GRUNode"},
    {"gru_cell", &gru, "products, biases, and 3 + 2 x 32 + 38 + 5 per unit and step", "node.py: GRUNode"},
    {"cudnn_gru", &gru, "products, biases, and 3 + 2 x 32 + 38 + 5 per unit and step", "node.py: GRUNode"},
    {"multi_head_attention", &attention, "products, biases, 36 and a scale per score", "node.py: MatMulNode, AddNode, SoftmaxNode, MulNode"},
};

inline constexpr convention_rules rules{.version = "onnx-tool 1.0 (00f5f0a)",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0]),
                                        .activation = &activation};
inline constexpr convention_rules products = multiply_adds_of(rules);
inline constexpr counting_rules counting_products{.name = "onnx_tool", .forward = &weigh, .rules = &products};
inline constexpr counting_rules counting{
    .name = "onnx_tool", .counts_more = true, .multiply_adds = &counting_products, .forward = &weigh, .rules = &rules};

}  // namespace nns::detail::onnx_tool

namespace nns::detail::defined_in_header {

/// nns::convention::onnx_tool: onnx-tool (commit 00f5f0a): the MACs of model_profile, which count more than multiply-adds.
struct onnx_tool {
  static constexpr nns::counting counted = &detail::onnx_tool::counting;
};

}  // namespace nns::detail::defined_in_header
