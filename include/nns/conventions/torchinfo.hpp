// Counts as torchinfo does: parameters times the positions at which a module applies them, for modules without inner
// modules. Quirks: the positions are always those of the output, so a transposed convolution counts too much;
// normalisations and embeddings count their parameters once; modules without parameters count nothing, and neither does
// attention, whose parameters do not belong to an inner module.
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::torchinfo {

/// Weights and biases, at each position of the output.
constexpr counted_operations convolution(const layer_at_work& l) {
  const count biases = l.has_bias() ? l.filters() : count{0};
  return {.multiply_adds = (l.parameters() - biases) * l.out_positions(), .additions = biases * l.out_positions()};
}
constexpr counted_operations dense(const layer_at_work& l) {
  return {.multiply_adds = l.multiply_adds(), .additions = l.has_bias() ? l.out() : count{0}};
}
constexpr counted_operations parameters_once(const layer_at_work& l) { return {.multiplications = l.parameters()}; }
/// Gamma and beta for each feature; in PyTorch, running means are not parameters.
constexpr counted_operations batch_normalization(const layer_at_work& l) {
  const shape& s = l.output();
  const std::int64_t axis = l.given().axis;
  const count C = s[static_cast<int>(axis < 0 ? axis + s.rank() : axis - 1)];
  return {.additions = C * std::int64_t{l.given().center}, .multiplications = C * std::int64_t{l.given().scale}};
}
/// All parameters once per step, two bias vectors for each gate.
constexpr counted_operations recurrent(const layer_at_work& l, int gates) {
  return {.multiply_adds = l.multiply_adds(),
          .additions = l.has_bias() ? count{l.input()[0]} * l.number(0) * 2 * gates : count{0}};
}
constexpr counted_operations simple_rnn(const layer_at_work& l) { return recurrent(l, 1); }
constexpr counted_operations gru(const layer_at_work& l) { return recurrent(l, 3); }
constexpr counted_operations lstm(const layer_at_work& l) { return recurrent(l, 4); }

inline constexpr layer_rule rows[] = {
    {"conv1d", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"conv2d", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"conv3d", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"conv1d_transpose", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"conv2d_transpose", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"conv3d_transpose", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"depthwise_conv1d", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"depthwise_conv2d", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"separable_conv1d", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"separable_conv2d", &convolution, "weights and biases times the positions of the output", "layer_info.py: calculate_macs, Conv"},
    {"dense", &dense, "weights and biases times the positions", "layer_info.py: calculate_macs, Linear"},
    {"batch_normalization", &batch_normalization, "its parameters", "layer_info.py: calculate_macs"},
    {"layer_normalization", &parameters_once, "its parameters", "layer_info.py: calculate_macs"},
    {"group_normalization", &parameters_once, "its parameters", "layer_info.py: calculate_macs"},
    {"instance_normalization", &parameters_once, "its parameters", "layer_info.py: calculate_macs"},
    {"rms_normalization", &parameters_once, "its parameters", "layer_info.py: calculate_macs"},
    {"prelu", &parameters_once, "its parameters", "layer_info.py: calculate_macs"},
    {"embedding", &parameters_once, "its parameters", "layer_info.py: calculate_macs"},
    {"simple_rnn", &simple_rnn, "its parameters, once per step", "layer_info.py: calculate_macs, weight_ih_l0"},
    {"simple_rnn_cell", &simple_rnn, "its parameters, once per step", "layer_info.py: calculate_macs, weight_ih_l0"},
    {"gru", &gru, "its parameters, once per step", "layer_info.py: calculate_macs, weight_ih_l0"},
    {"gru_cell", &gru, "its parameters, once per step", "layer_info.py: calculate_macs, weight_ih_l0"},
    {"cudnn_gru", &gru, "its parameters, once per step", "layer_info.py: calculate_macs, weight_ih_l0"},
    {"lstm", &lstm, "its parameters, once per step", "layer_info.py: calculate_macs, weight_ih_l0"},
    {"lstm_cell", &lstm, "its parameters, once per step", "layer_info.py: calculate_macs, weight_ih_l0"},
    {"cudnn_lstm", &lstm, "its parameters, once per step", "layer_info.py: calculate_macs, weight_ih_l0"},
    {"multi_head_attention", &counts_nothing, "not a leaf, and its own parameters do not count", "model_statistics.py: is_leaf_layer"},
    {"window_attention", &counts_nothing, "not a leaf, and its own parameters do not count", "model_statistics.py: is_leaf_layer"},
    {"attention", &counts_nothing, "not a module", "layer_info.py"},
    {"additive_attention", &counts_nothing, "not a module", "layer_info.py"},
    {"dot", &counts_nothing, "not a module", "layer_info.py"},
};

inline constexpr convention_rules rules{.version = "torchinfo 1.8.0 and later (5c4164f)",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0]),
                                        .sees_functions = false};
inline constexpr convention_rules products = multiply_adds_of(rules);
inline constexpr counting_rules counting_products{.name = "torchinfo", .forward = &weigh, .rules = &products};
inline constexpr counting_rules counting{
    .name = "torchinfo", .counts_more = true, .multiply_adds = &counting_products, .forward = &weigh, .rules = &rules};

}  // namespace nns::detail::torchinfo

namespace nns::detail::defined_in_header {

/// nns::convention::torchinfo: torchinfo (commit 5c4164f; 1.8.0 agrees but for inputs of dense layers with more than two axes): total mult-adds.
struct torchinfo {
  static constexpr nns::counting counted = &detail::torchinfo::counting;
};

}  // namespace nns::detail::defined_in_header
