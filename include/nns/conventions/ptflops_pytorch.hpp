// Counts as ptflops does with its backend "pytorch": hooks on modules, and wrappers around functions of
// torch.nn.functional. Quirks: a module whose forward pass calls a wrapped function counts twice, once as a module and
// once as a function (ReLU, ELU, PReLU, GELU and every pool count two per element, ReLU6 and LeakyReLU one). Softmax
// and SiLU are seen only as functions, Linear and convolutions only as modules. A layer normalisation has no `affine`,
// and counts one per element. Attention projects keys and values by square matrices of their own widths.
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::ptflops_pytorch {

/// Modules that call a wrapped function: 2. Modules that call none: 1. Functions whose module has no hook: 1.
constexpr counted_operations activation(activation_kind a, count elements, count) {
  switch (a) {
    case activation_kind::relu:
    case activation_kind::elu:
    case activation_kind::gelu: return {.comparisons = elements * 2};
    case activation_kind::relu6: return {.comparisons = elements};
    case activation_kind::silu:
    case activation_kind::softmax: return {.exponentials = elements};
    default: return {};
  }
}
constexpr counted_operations function_activation(activation_kind a, count elements, count) {
  switch (a) {
    case activation_kind::relu:
    case activation_kind::elu:
    case activation_kind::gelu:
    case activation_kind::relu6: return {.comparisons = elements};
    case activation_kind::silu:
    case activation_kind::softmax: return {.exponentials = elements};
    default: return {};
  }
}
constexpr counted_operations product(const layer_at_work& l) {
  return {.multiply_adds = l.multiply_adds(), .additions = l.has_bias() ? l.out() : count{0}};
}
constexpr counted_operations twice(const layer_at_work& l) { return {.comparisons = l.in() * 2}; }
constexpr counted_operations once(const layer_at_work& l) { return {.comparisons = l.in()}; }
constexpr counted_operations normalization(const layer_at_work& l) {
  return {.additions = l.is_affine() ? l.in() : count{0}, .multiplications = l.in()};
}
constexpr counted_operations layer_normalization(const layer_at_work& l) { return {.multiplications = l.in()}; }
constexpr counted_operations up_sampling(const layer_at_work& l) { return {.moves = l.out() * 2}; }
constexpr counted_operations interpolate(const layer_at_work& l) { return {.moves = l.out()}; }

/// The matrices once per step, `each` operations per unit, and two biases per gate.
constexpr counted_operations recurrent(const layer_at_work& l, int gates, int each) {
  const count T = l.input()[0];
  const count U = l.number(0);
  const count R = l.output().back();
  return {.multiply_adds = T * U * gates * (R + l.input()[1]),
          .additions = T * U * (each + (l.has_bias() ? 2 * gates : 0))};
}
constexpr counted_operations simple_rnn(const layer_at_work& l) { return recurrent(l, 1, 1); }
constexpr counted_operations gru(const layer_at_work& l) { return recurrent(l, 3, 7); }
constexpr counted_operations lstm(const layer_at_work& l) { return recurrent(l, 4, 10); }

/// Scaling, three projections, heads with their softmax, and a projection with a bias.
constexpr counted_operations attention(const layer_at_work& l) {
  const shape& query = l.input(0);
  const shape& value = l.inputs() > 1 ? l.input(1) : query;
  const shape& key = l.inputs() > 2 ? l.input(2) : value;
  const count h = l.number(0);
  const count T = query.product(0, query.rank() - 1);
  const count S = key.product(0, key.rank() - 1);
  const count E = query.back();
  const count k = key.back();
  const count v = value.back();
  const count scores = T * S * h;
  return {.multiply_adds = T * E * E + S * k * k + S * v * v + scores * (E / h) + scores * (v / h) + T * v * v,
          .additions = T * v + (l.has_bias() ? (T + S + S) * E : count{0}),
          .multiplications = T * E,
          .exponentials = scores};
}

inline constexpr layer_rule rows[] = {
    {"conv1d", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"conv2d", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"conv3d", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"conv1d_transpose", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"conv2d_transpose", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"conv3d_transpose", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"depthwise_conv1d", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"depthwise_conv2d", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"separable_conv1d", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"separable_conv2d", &product, "the products, plus 1 per output with a bias", "pytorch_ops.py: conv_flops_counter_hook"},
    {"dense", &product, "the products, plus 1 per output with a bias", "linear_flops_counter_hook"},
    {"leaky_relu", &once, "1 per element", "relu_flops_counter_hook"},
    {"prelu", &twice, "2 per element: module and function", "relu_flops_counter_hook, F.prelu"},
    {"max_pooling1d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"max_pooling2d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"max_pooling3d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"average_pooling1d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"average_pooling2d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"average_pooling3d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"adaptive_max_pooling1d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"adaptive_max_pooling2d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"adaptive_max_pooling3d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"adaptive_average_pooling1d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"adaptive_average_pooling2d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"adaptive_average_pooling3d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"global_max_pooling1d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"global_max_pooling2d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"global_max_pooling3d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"global_average_pooling1d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"global_average_pooling2d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"global_average_pooling3d", &twice, "2 per input: module and function", "pool_flops_counter_hook, F.*_pool*"},
    {"batch_normalization", &normalization, "1 per element, 2 if it scales or shifts", "bn_flops_counter_hook"},
    {"instance_normalization", &normalization, "1 per element, 2 if it scales or shifts", "bn_flops_counter_hook"},
    {"group_normalization", &normalization, "1 per element, 2 if it scales or shifts", "bn_flops_counter_hook"},
    {"layer_normalization", &layer_normalization, "1 per element", "bn_flops_counter_hook; a LayerNorm has no affine"},
    {"up_sampling1d", &up_sampling, "2 per output: module and function", "upsample_flops_counter_hook, F.interpolate"},
    {"up_sampling2d", &up_sampling, "2 per output: module and function", "upsample_flops_counter_hook, F.interpolate"},
    {"up_sampling3d", &up_sampling, "2 per output: module and function", "upsample_flops_counter_hook, F.interpolate"},
    {"resizing", &up_sampling, "2 per output: module and function", "upsample_flops_counter_hook, F.interpolate"},
    {"simple_rnn", &simple_rnn, "the products, plus 3 per unit and step", "rnn_flops"},
    {"simple_rnn_cell", &simple_rnn, "the products, plus 3 per unit and step", "rnn_flops"},
    {"gru", &gru, "the products, plus 13 per unit and step", "rnn_flops"},
    {"gru_cell", &gru, "the products, plus 13 per unit and step", "rnn_flops"},
    {"cudnn_gru", &gru, "the products, plus 13 per unit and step", "rnn_flops"},
    {"lstm", &lstm, "the products, plus 18 per unit and step", "rnn_flops"},
    {"lstm_cell", &lstm, "the products, plus 18 per unit and step", "rnn_flops"},
    {"cudnn_lstm", &lstm, "the products, plus 18 per unit and step", "rnn_flops"},
    {"multi_head_attention", &attention, "T E + T E E + S k k + S v v + (T + 2 S) E + h (T S E/h + T S + T S v/h) + T v (v + 1)", "multihead_attention_counter_hook"},
    {"attention", &counts_nothing, "the operator @, which is not wrapped", "patch_tensor_ops: Tensor.matmul only"},
    {"additive_attention", &counts_nothing, "the operator @, which is not wrapped", "patch_tensor_ops: Tensor.matmul only"},
    {"dot", &counts_nothing, "the operator @, which is not wrapped", "patch_tensor_ops: Tensor.matmul only"},
    {"window_attention", &counts_nothing, "the operator @, which is not wrapped", "patch_tensor_ops: Tensor.matmul only"},
};
/// Called as functions.
inline constexpr layer_rule functions[] = {
    {"max_pooling1d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"max_pooling2d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"max_pooling3d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"average_pooling1d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"average_pooling2d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"average_pooling3d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"adaptive_max_pooling1d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"adaptive_max_pooling2d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"adaptive_max_pooling3d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"adaptive_average_pooling1d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"adaptive_average_pooling2d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"adaptive_average_pooling3d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"global_max_pooling1d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"global_max_pooling2d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"global_max_pooling3d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"global_average_pooling1d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"global_average_pooling2d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"global_average_pooling3d", &once, "1 per input", "FUNCTIONAL_MAPPING"},
    {"prelu", &once, "1 per element", "FUNCTIONAL_MAPPING"},
    {"up_sampling1d", &interpolate, "1 per output", "_interpolate_functional_flops_hook"},
    {"up_sampling2d", &interpolate, "1 per output", "_interpolate_functional_flops_hook"},
    {"up_sampling3d", &interpolate, "1 per output", "_interpolate_functional_flops_hook"},
    {"resizing", &interpolate, "1 per output", "_interpolate_functional_flops_hook"},
};

inline constexpr convention_rules rules{.version = "ptflops 0.7.6 (d612c75), backend pytorch",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0]),
                                        .activation = &activation,
                                        .functions = functions,
                                        .function_count = static_cast<int>(sizeof functions / sizeof functions[0]),
                                        .function_activation = &function_activation};
inline constexpr convention_rules products = multiply_adds_of(rules);
inline constexpr counting_rules counting_products{.name = "ptflops_pytorch", .forward = &weigh, .rules = &products};
inline constexpr counting_rules counting{
    .name = "ptflops_pytorch", .counts_more = true, .multiply_adds = &counting_products, .forward = &weigh, .rules = &rules};

}  // namespace nns::detail::ptflops_pytorch

namespace nns::detail::defined_in_header {

/// nns::convention::ptflops_pytorch: ptflops 0.7.6 (commit d612c75) with backend="pytorch": what get_model_complexity_info calls MACs.
struct ptflops_pytorch {
  static constexpr nns::counting counted = &detail::ptflops_pytorch::counting;
};

}  // namespace nns::detail::defined_in_header
