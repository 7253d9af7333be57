// Counts as keras-flops does: TensorFlow's profiler over the frozen graph, with the statistics that are registered for
// its operations, and three more. FLOP: a multiply-add is two.
// Quirks: operations without statistics count nothing: ReLU, sigmoid, tanh, three-dimensional convolutions, Einsum (all
// products of Keras' attention) and BatchMatMul. A transposed convolution is counted over its output, divided by the
// strides. The body of a loop counts once, not once per step. A layer normalisation stops the tool; here it counts by
// its formula.
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::keras_flops {

constexpr counted_operations activation(activation_kind a, count elements, count) {
  switch (a) {
    case activation_kind::softmax: return {.additions = elements * 2, .divisions = elements * 2, .exponentials = elements};
    case activation_kind::gelu: return {.additions = elements, .multiplications = elements * 2, .divisions = elements};
    case activation_kind::silu: return {.multiplications = elements};
    case activation_kind::hard_sigmoid:
      return {.additions = elements, .multiplications = elements, .comparisons = elements * 2};
    default: return {};
  }
}
constexpr counted_operations product(const layer_at_work& l) {
  return {.multiply_adds = l.multiply_adds(), .additions = l.has_bias() ? l.out() : count{0}};
}
constexpr counted_operations bias(const layer_at_work& l) { return {.additions = l.has_bias() ? l.out() : count{0}}; }
constexpr counted_operations transposed(const layer_at_work& l) {
  return {.multiply_adds = l.out_positions() * l.taps() * l.filters() * l.channels() / l.strides(),
          .additions = l.has_bias() ? l.out() : count{0}};
}
/// 2 per element, and 6 per channel.
constexpr counted_operations batch_normalization(const layer_at_work& l) {
  const shape& s = l.output();
  const std::int64_t axis = l.given().axis;
  const count C = s[static_cast<int>(axis < 0 ? axis + s.rank() : axis - 1)];
  return {.additions = l.in(), .multiplications = l.in(), .exponentials = C * 6};
}
constexpr counted_operations layer_normalization(const layer_at_work& l) {
  counted_operations o = l.operations();
  o.moves = 0;
  return o;
}
constexpr counted_operations pooling(const layer_at_work& l) { return {.comparisons = l.out() * l.window()}; }
constexpr counted_operations mean(const layer_at_work& l) { return {.additions = l.in()}; }
constexpr counted_operations sum(const layer_at_work& l) { return {.additions = l.in() - l.out()}; }
constexpr counted_operations maximum(const layer_at_work& l) { return {.comparisons = l.in() - l.out()}; }
constexpr counted_operations sums(const layer_at_work& l) { return {.additions = l.out() * (l.inputs() - 1)}; }
constexpr counted_operations products_of_inputs(const layer_at_work& l) {
  return {.multiplications = l.out() * (l.inputs() - 1)};
}
constexpr counted_operations average(const layer_at_work& l) {
  return {.additions = l.out() * (l.inputs() - 1), .divisions = l.out()};
}
constexpr counted_operations comparisons(const layer_at_work& l) { return {.comparisons = l.out() * (l.inputs() - 1)}; }
constexpr counted_operations prelu(const layer_at_work& l) {
  return {.additions = l.in(), .multiplications = l.in() * 2 + l.parameters()};
}
constexpr counted_operations once(const layer_at_work& l) {
  const count T = l.input()[0];
  return T.value < 1 ? counted_operations{.multiply_adds = l.multiply_adds()}
                     : counted_operations{.multiply_adds = l.multiply_adds() / T};
}
/// Einsum has no statistics; biases, the scaled queries, and the softmax of the scores.
constexpr counted_operations attention(const layer_at_work& l) {
  const count scores = l.operations().exponentials;
  return {.additions = biases_of_attention(l) + scores * 2,
          .multiplications = l.input().product(0, l.input().rank() - 1) * l.number(0) * l.number(1),
          .divisions = scores * 2,
          .exponentials = scores};
}

inline constexpr layer_rule rows[] = {
    {"conv1d", &product, "2 per product, plus 1 per output with a bias", "Conv2D, DepthwiseConv2dNative, BiasAdd"},
    {"conv2d", &product, "2 per product, plus 1 per output with a bias", "Conv2D, DepthwiseConv2dNative, BiasAdd"},
    {"depthwise_conv1d", &product, "2 per product, plus 1 per output with a bias", "Conv2D, DepthwiseConv2dNative, BiasAdd"},
    {"depthwise_conv2d", &product, "2 per product, plus 1 per output with a bias", "Conv2D, DepthwiseConv2dNative, BiasAdd"},
    {"separable_conv1d", &product, "2 per product, plus 1 per output with a bias", "Conv2D, DepthwiseConv2dNative, BiasAdd"},
    {"separable_conv2d", &product, "2 per product, plus 1 per output with a bias", "Conv2D, DepthwiseConv2dNative, BiasAdd"},
    {"dense", &product, "2 per product, plus 1 per output with a bias", "MatMul, BiasAdd"},
    {"conv3d", &bias, "only its bias", "BiasAdd; Conv3D has no statistics"},
    {"conv3d_transpose", &bias, "only its bias", "BiasAdd; Conv3D has no statistics"},
    {"conv1d_transpose", &transposed, "2 k C per output over the strides, and its bias", "Conv2DBackpropInput, BiasAdd"},
    {"conv2d_transpose", &transposed, "2 k C per output over the strides, and its bias", "Conv2DBackpropInput, BiasAdd"},
    {"batch_normalization", &batch_normalization, "2 per element and 6 per channel", "flops_registory.py: FusedBatchNormV3"},
    {"layer_normalization", &layer_normalization, "its formula; the tool itself stops", "flops_registory.py: FusedBatchNormV3 while training"},
    {"max_pooling1d", &pooling, "the window, per output", "MaxPool, AvgPool"},
    {"max_pooling2d", &pooling, "the window, per output", "MaxPool, AvgPool"},
    {"average_pooling1d", &pooling, "the window, per output", "MaxPool, AvgPool"},
    {"average_pooling2d", &pooling, "the window, per output", "MaxPool, AvgPool"},
    {"global_average_pooling1d", &mean, "1 per input", "Mean"},
    {"global_average_pooling2d", &mean, "1 per input", "Mean"},
    {"global_average_pooling3d", &mean, "1 per input", "Mean"},
    {"reduce_mean", &mean, "1 per input", "Mean"},
    {"reduce_sum", &sum, "1 per input, less 1 per output", "Sum"},
    {"global_max_pooling1d", &maximum, "1 per input, less 1 per output", "flops_registory.py: Max"},
    {"global_max_pooling2d", &maximum, "1 per input, less 1 per output", "flops_registory.py: Max"},
    {"global_max_pooling3d", &maximum, "1 per input, less 1 per output", "flops_registory.py: Max"},
    {"reduce_max", &maximum, "1 per input, less 1 per output", "flops_registory.py: Max"},
    {"add", &sums, "1 per output for each further input", "flops_registory.py: AddV2; Sub"},
    {"subtract", &sums, "1 per output for each further input", "flops_registory.py: AddV2; Sub"},
    {"multiply", &products_of_inputs, "1 per output for each further input", "Mul"},
    {"average", &average, "as add, plus a division", "AddV2, RealDiv"},
    {"maximum", &comparisons, "1 per output for each further input", "Maximum, Minimum"},
    {"minimum", &comparisons, "1 per output for each further input", "Maximum, Minimum"},
    {"prelu", &prelu, "3 per element, plus 1 per parameter", "Neg, Mul, AddV2"},
    {"simple_rnn", &once, "2 per product of one step", "MatMul in the body of a loop"},
    {"simple_rnn_cell", &once, "2 per product of one step", "MatMul in the body of a loop"},
    {"gru", &once, "2 per product of one step", "MatMul in the body of a loop"},
    {"gru_cell", &once, "2 per product of one step", "MatMul in the body of a loop"},
    {"cudnn_gru", &once, "2 per product of one step", "MatMul in the body of a loop"},
    {"lstm", &once, "2 per product of one step", "MatMul in the body of a loop"},
    {"lstm_cell", &once, "2 per product of one step", "MatMul in the body of a loop"},
    {"cudnn_lstm", &once, "2 per product of one step", "MatMul in the body of a loop"},
    {"multi_head_attention", &attention, "its biases, T h d, plus 5 per score", "AddV2, Mul, Softmax; Einsum has no statistics"},
    {"grouped_query_attention", &attention, "its biases, T h d, plus 5 per score", "AddV2, Mul, Softmax; Einsum has no statistics"},
    {"einsum_dense", &counts_nothing, "nothing", "Einsum has no statistics"},
    {"attention", &counts_nothing, "nothing", "BatchMatMulV2 has no statistics"},
    {"additive_attention", &counts_nothing, "nothing", "BatchMatMulV2 has no statistics"},
    {"dot", &counts_nothing, "nothing", "BatchMatMulV2 has no statistics"},
};

inline constexpr convention_rules rules{.version = "keras-flops 0.1.2 (5c130bf), TensorFlow 2.2 to 2.5",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0]),
                                        .activation = &activation,
                                        .splits_multiply_adds = true};
inline constexpr convention_rules products = multiply_adds_of(rules);
inline constexpr counting_rules counting_products{.name = "keras_flops", .forward = &weigh, .rules = &products};
inline constexpr counting_rules counting{
    .name = "keras_flops", .counts_more = true, .multiply_adds = &counting_products, .forward = &weigh, .rules = &rules};

}  // namespace nns::detail::keras_flops

namespace nns::detail::defined_in_header {

/// nns::convention::keras_flops: keras-flops (commit 5c130bf): get_flops(model, batch_size=1), as nns::ops that are floating-point operations.
struct keras_flops {
  static constexpr nns::counting counted = &detail::keras_flops::counting;
};

}  // namespace nns::detail::defined_in_header
