// Counts as DeepSpeed's profiler does: wrappers around the functions of PyTorch that modules call. It prints two
// numbers: MACs (deepspeed) and FLOP (deepspeed_flops).
// Quirks: a transposed convolution divides its filters by the groups twice, so a depthwise one counts nothing;
// recurrent layers have FLOP but no MACs; sums by + are not seen, nor is ReLU6, which PyTorch calls hardtanh.
// Self-attention that PyTorch 1.13 fuses (evaluation without gradients) counts nothing; *_unfused are the same in
// training.
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::deepspeed {

constexpr count transposed_products(const layer_at_work& l) {
  const std::int64_t g = l.given().groups;
  return l.in_positions() * l.taps() * l.channels() * (l.filters() / g / g);
}
constexpr counted_operations transposed(const layer_at_work& l) { return {.multiply_adds = transposed_products(l)}; }
constexpr counted_operations product(const layer_at_work& l) { return {.multiply_adds = l.multiply_adds()}; }
constexpr counted_operations fused_attention(const layer_at_work& l) {
  return l.inputs() == 1 ? counted_operations{} : product(l);
}

// FLOP.

constexpr counted_operations activation(activation_kind a, count elements, count) {
  switch (a) {
    case activation_kind::relu:
    case activation_kind::elu: return {.comparisons = elements};
    case activation_kind::gelu:
    case activation_kind::silu:
    case activation_kind::softmax: return {.exponentials = elements};
    default: return {};
  }
}
constexpr counted_operations convolution(const layer_at_work& l) {
  return {.multiply_adds = l.multiply_adds(), .additions = l.has_bias() ? l.out() : count{0}};
}
/// The positions are those of a convolution with the same options, on the input. Along an axis where the kernel is larger
/// they are negative; of two such axes the tool adds the product. What it takes off for one is left out.
constexpr counted_operations transposed_flops(const layer_at_work& l) {
  counted_operations o{.multiply_adds = transposed_products(l)};
  if (!l.has_bias()) return o;
  const options& given = l.given();
  count positions = 1;
  bool negative = false;
  for (int i = 0; i != l.axes(); ++i) {
    const std::int64_t n = l.input()[given.channels_first ? i + 1 : i], stride = given.strides[i];
    const std::int64_t room = n + 2 * given.pads[i] - given.dilation[i] * (given.kernel[i] - 1) - 1;
    const std::int64_t along = (room < 0 ? -((stride - 1 - room) / stride) : room / stride) + 1;  // rounded down
    positions *= n < 0 ? count{count::unknown} : count{along < 0 ? -along : along};
    if (n >= 0 && along < 0) negative = !negative;
  }
  if (!negative) o.additions = l.filters() / given.groups * positions;
  return o;
}
constexpr counted_operations batch_normalization(const layer_at_work& l) {
  return {.additions = l.is_affine() ? l.in() : count{0}, .multiplications = l.in()};
}
constexpr counted_operations normalization(const layer_at_work& l) {
  return {.additions = l.in() * 2, .multiplications = l.in() * (l.is_affine() ? 3 : 2)};
}
constexpr counted_operations each_input(const layer_at_work& l) { return {.comparisons = l.in()}; }
constexpr counted_operations each_position(const layer_at_work& l) { return {.moves = l.out_positions()}; }
/// `each` operations per unit, and two biases per gate; each of two products has one addition less than
/// multiplications.
constexpr counted_operations recurrent(const layer_at_work& l, int gates, int each) {
  const count T = l.input()[0];
  const count U = l.number(0);
  const count products = T * U * gates * (l.input()[1] + l.output().back());
  return {.additions = products - T * U * gates * 2 + T * U * (each + (l.has_bias() ? 2 * gates : 0)),
          .multiplications = products};
}
constexpr counted_operations simple_rnn(const layer_at_work& l) { return recurrent(l, 1, 1); }
constexpr counted_operations gru(const layer_at_work& l) { return recurrent(l, 3, 7); }
constexpr counted_operations lstm(const layer_at_work& l) { return recurrent(l, 4, 10); }
/// The products, and the softmax of the scores.
constexpr counted_operations attention(const layer_at_work& l) {
  return {.multiply_adds = l.multiply_adds(), .exponentials = l.operations().exponentials};
}
constexpr counted_operations fused_attention_flops(const layer_at_work& l) {
  return l.inputs() == 1 ? counted_operations{} : attention(l);
}

inline constexpr layer_rule rows[] = {
    {"conv1d_transpose", &transposed, "Q k C ((K / g) / g), rounded down", "profiler.py: _conv_trans_flops_compute"},
    {"conv2d_transpose", &transposed, "Q k C ((K / g) / g), rounded down", "profiler.py: _conv_trans_flops_compute"},
    {"conv3d_transpose", &transposed, "Q k C ((K / g) / g), rounded down", "profiler.py: _conv_trans_flops_compute"},
    {"simple_rnn", &counts_nothing, "no MACs, FLOP only", "profiler.py: _rnn_forward_hook"},
    {"simple_rnn_cell", &counts_nothing, "no MACs, FLOP only", "profiler.py: _rnn_forward_hook"},
    {"gru", &counts_nothing, "no MACs, FLOP only", "profiler.py: _rnn_forward_hook"},
    {"gru_cell", &counts_nothing, "no MACs, FLOP only", "profiler.py: _rnn_forward_hook"},
    {"cudnn_gru", &counts_nothing, "no MACs, FLOP only", "profiler.py: _rnn_forward_hook"},
    {"lstm", &counts_nothing, "no MACs, FLOP only", "profiler.py: _rnn_forward_hook"},
    {"lstm_cell", &counts_nothing, "no MACs, FLOP only", "profiler.py: _rnn_forward_hook"},
    {"cudnn_lstm", &counts_nothing, "no MACs, FLOP only", "profiler.py: _rnn_forward_hook"},
    {"einsum_dense", &counts_nothing, "no MACs, FLOP only", "profiler.py: _einsum_flops_compute"},
    {"multi_head_attention", &fused_attention, "nothing: a fused kernel; with several inputs, the products", "torch.nn.MultiheadAttention: fast path"},
};

inline constexpr convention_rules rules{.version = "DeepSpeed (38327e0), PyTorch 1.13.1",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0])};
inline constexpr counting_rules counting{.name = "deepspeed", .forward = &weigh, .rules = &rules};

/// The same where no fused kernel hides attention: without its row, which is the last.
inline constexpr convention_rules unfused_rules = [] {
  convention_rules r = rules;
  --r.row_count;
  return r;
}();
inline constexpr counting_rules unfused_counting{
    .name = "deepspeed_unfused", .forward = &weigh, .rules = &unfused_rules};

// Attention is first as a fused kernel, and last as its products: a convention has one of the two.
inline constexpr layer_rule flops_rows[] = {
    {"multi_head_attention", &fused_attention_flops, "nothing: a fused kernel; with several inputs, products and softmax", "torch.nn.MultiheadAttention: fast path"},
    {"conv1d", &convolution, "2 per product, plus 1 per output with a bias", "profiler.py: _conv_flops_compute"},
    {"conv2d", &convolution, "2 per product, plus 1 per output with a bias", "profiler.py: _conv_flops_compute"},
    {"conv3d", &convolution, "2 per product, plus 1 per output with a bias", "profiler.py: _conv_flops_compute"},
    {"depthwise_conv1d", &convolution, "2 per product, plus 1 per output with a bias", "profiler.py: _conv_flops_compute"},
    {"depthwise_conv2d", &convolution, "2 per product, plus 1 per output with a bias", "profiler.py: _conv_flops_compute"},
    {"conv1d_transpose", &transposed_flops, "2 per product as in MACs; a bias at the positions of an ordinary convolution", "profiler.py: _conv_trans_flops_compute"},
    {"conv2d_transpose", &transposed_flops, "2 per product as in MACs; a bias at the positions of an ordinary convolution", "profiler.py: _conv_trans_flops_compute"},
    {"conv3d_transpose", &transposed_flops, "2 per product as in MACs; a bias at the positions of an ordinary convolution", "profiler.py: _conv_trans_flops_compute"},
    {"batch_normalization", &batch_normalization, "2 per element, 1 without scale and shift", "profiler.py: _batch_norm_flops_compute"},
    {"layer_normalization", &normalization, "5 per element, 4 without scale and shift", "profiler.py: _layer_norm_flops_compute"},
    {"group_normalization", &normalization, "5 per element, 4 without scale and shift", "profiler.py: _layer_norm_flops_compute"},
    {"instance_normalization", &normalization, "5 per element, 4 without scale and shift", "profiler.py: _layer_norm_flops_compute"},
    {"max_pooling1d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"max_pooling2d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"max_pooling3d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"average_pooling1d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"average_pooling2d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"average_pooling3d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"adaptive_max_pooling1d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"adaptive_max_pooling2d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"adaptive_max_pooling3d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"adaptive_average_pooling1d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"adaptive_average_pooling2d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"adaptive_average_pooling3d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"global_max_pooling1d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"global_max_pooling2d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"global_max_pooling3d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"global_average_pooling1d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"global_average_pooling2d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"global_average_pooling3d", &each_input, "1 per input", "profiler.py: _pool_flops_compute"},
    {"leaky_relu", &each_input, "1 per element", "profiler.py: _leaky_relu_flops_compute"},
    {"prelu", &each_input, "1 per element", "profiler.py: _leaky_relu_flops_compute"},
    {"up_sampling1d", &each_input, "1 per input: the product with the scale is dropped", "profiler.py: _upsample_flops_compute"},
    {"up_sampling2d", &each_input, "1 per input: the product with the scale is dropped", "profiler.py: _upsample_flops_compute"},
    {"up_sampling3d", &each_input, "1 per input: the product with the scale is dropped", "profiler.py: _upsample_flops_compute"},
    {"resizing", &each_position, "1 per position of the output, whatever the channels", "profiler.py: _upsample_flops_compute"},
    {"simple_rnn", &simple_rnn, "each step: 2 per product, less one per row; plus what a cell adds", "profiler.py: _rnn_flops"},
    {"simple_rnn_cell", &simple_rnn, "each step: 2 per product, less one per row; plus what a cell adds", "profiler.py: _rnn_flops"},
    {"gru", &gru, "each step: 2 per product, less one per row; plus what a cell adds", "profiler.py: _rnn_flops"},
    {"gru_cell", &gru, "each step: 2 per product, less one per row; plus what a cell adds", "profiler.py: _rnn_flops"},
    {"cudnn_gru", &gru, "each step: 2 per product, less one per row; plus what a cell adds", "profiler.py: _rnn_flops"},
    {"lstm", &lstm, "each step: 2 per product, less one per row; plus what a cell adds", "profiler.py: _rnn_flops"},
    {"lstm_cell", &lstm, "each step: 2 per product, less one per row; plus what a cell adds", "profiler.py: _rnn_flops"},
    {"cudnn_lstm", &lstm, "each step: 2 per product, less one per row; plus what a cell adds", "profiler.py: _rnn_flops"},
    {"multi_head_attention", &attention, "2 per product, plus 1 per score", "profiler.py: F.linear, torch.bmm, F.softmax"},
};
constexpr convention_rules flops_rules_from(int first) {
  return {.version = rules.version,
          .weights = {.multiply_adds = 1},
          .rows = flops_rows + first,
          .row_count = static_cast<int>(sizeof flops_rows / sizeof flops_rows[0]) - 1,
          .activation = &activation,
          .splits_multiply_adds = true};
}
inline constexpr convention_rules flops_rules = flops_rules_from(0);
inline constexpr convention_rules flops_products = multiply_adds_of(flops_rules);
inline constexpr counting_rules flops_counting_products{
    .name = "deepspeed_flops", .forward = &weigh, .rules = &flops_products};
inline constexpr counting_rules flops_counting{.name = "deepspeed_flops",
                                               .counts_more = true,
                                               .multiply_adds = &flops_counting_products,
                                               .forward = &weigh,
                                               .rules = &flops_rules};
inline constexpr convention_rules unfused_flops_rules = flops_rules_from(1);
inline constexpr counting_rules unfused_flops_counting{.name = "deepspeed_flops_unfused",
                                                       .counts_more = true,
                                                       .multiply_adds = &flops_counting_products,
                                                       .forward = &weigh,
                                                       .rules = &unfused_flops_rules};

}  // namespace nns::detail::deepspeed

namespace nns::detail::defined_in_header {

/// nns::convention::deepspeed: DeepSpeed's profiler (commit 38327e0) on PyTorch 1.13.1 in evaluation: the MACs of get_model_profile.
struct deepspeed {
  static constexpr nns::counting counted = &detail::deepspeed::counting;
};

}  // namespace nns::detail::defined_in_header

namespace nns::convention {

/// DeepSpeed's FLOP, as nns::ops that are floating-point operations: a multiply-add is two of them.
inline constexpr counting deepspeed_flops = &detail::deepspeed::flops_counting;
/// The same in training, where attention is not fused.
inline constexpr counting deepspeed_unfused = &detail::deepspeed::unfused_counting;
inline constexpr counting deepspeed_flops_unfused = &detail::deepspeed::unfused_flops_counting;

}  // namespace nns::convention
