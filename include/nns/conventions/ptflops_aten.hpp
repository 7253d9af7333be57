// Counts as ptflops does with its backend "aten": it sees what PyTorch dispatches, and counts matrix products and
// convolutions with their biases, nothing else.
// Quirks: in evaluation without gradients, PyTorch 1.13 runs self-attention as one fused kernel, which is none of these
// and counts nothing. ptflops_aten_unfused is the same in training, where attention is not fused.
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::ptflops_aten {

constexpr counted_operations product(const layer_at_work& l) {
  return {.multiply_adds = l.multiply_adds(), .additions = l.has_bias() ? l.out() : count{0}};
}
constexpr counted_operations recurrent(const layer_at_work& l, int gates) {
  return {.multiply_adds = l.multiply_adds(),
          .additions = l.has_bias() ? count{l.input()[0]} * l.number(0) * 2 * gates : count{0}};
}
constexpr counted_operations simple_rnn(const layer_at_work& l) { return recurrent(l, 1); }
constexpr counted_operations gru(const layer_at_work& l) { return recurrent(l, 3); }
constexpr counted_operations lstm(const layer_at_work& l) { return recurrent(l, 4); }

/// Biases of all projections.
constexpr counted_operations attention(const layer_at_work& l) {
  const shape& query = l.input(0);
  const shape& key = l.input(l.inputs() - 1);
  const projection_sizes n(l);
  if (!l.has_bias()) return {.multiply_adds = l.multiply_adds()};
  return {.multiply_adds = l.multiply_adds(),
          .additions = query.product(0, query.rank() - 1) * (n.queries + n.output) +
                       key.product(0, key.rank() - 1) * (n.keys + n.values)};
}
constexpr counted_operations fused_attention(const layer_at_work& l) {
  return l.inputs() == 1 ? counted_operations{} : attention(l);
}

// Attention is first as a fused kernel, and last as its products: a convention has one of the two.
inline constexpr layer_rule rows[] = {
    {"multi_head_attention", &fused_attention, "nothing: a fused kernel; with several inputs, products and biases", "torch.nn.MultiheadAttention: fast path"},
    {"conv1d", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"conv2d", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"conv3d", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"conv1d_transpose", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"conv2d_transpose", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"conv3d_transpose", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"depthwise_conv1d", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"depthwise_conv2d", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"separable_conv1d", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"separable_conv2d", &product, "the products, plus 1 per output with a bias", "aten_ops.py: conv_flop"},
    {"dense", &product, "the products, plus 1 per output with a bias", "aten_ops.py: addmm_flop"},
    {"simple_rnn", &simple_rnn, "each step: the products and both biases", "aten_ops.py: addmm_flop"},
    {"simple_rnn_cell", &simple_rnn, "each step: the products and both biases", "aten_ops.py: addmm_flop"},
    {"gru", &gru, "each step: the products and both biases", "aten_ops.py: addmm_flop"},
    {"gru_cell", &gru, "each step: the products and both biases", "aten_ops.py: addmm_flop"},
    {"cudnn_gru", &gru, "each step: the products and both biases", "aten_ops.py: addmm_flop"},
    {"lstm", &lstm, "each step: the products and both biases", "aten_ops.py: addmm_flop"},
    {"lstm_cell", &lstm, "each step: the products and both biases", "aten_ops.py: addmm_flop"},
    {"cudnn_lstm", &lstm, "each step: the products and both biases", "aten_ops.py: addmm_flop"},
    {"multi_head_attention", &attention, "the products and all biases", "aten_ops.py: addmm_flop, bmm_flop"},
};

inline constexpr convention_rules rules{.version = "ptflops 0.7.6 (d612c75), backend aten, PyTorch 1.13.1",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0]) - 1};
inline constexpr convention_rules products = multiply_adds_of(rules);
inline constexpr counting_rules counting_products{.name = "ptflops_aten", .forward = &weigh, .rules = &products};
inline constexpr counting_rules counting{
    .name = "ptflops_aten", .counts_more = true, .multiply_adds = &counting_products, .forward = &weigh, .rules = &rules};

/// The same where no fused kernel hides attention.
inline constexpr convention_rules unfused_rules = [] {
  convention_rules r = rules;
  r.rows = rows + 1;
  return r;
}();
inline constexpr convention_rules unfused_products = multiply_adds_of(unfused_rules);
inline constexpr counting_rules unfused_counting_products{
    .name = "ptflops_aten_unfused", .forward = &weigh, .rules = &unfused_products};
inline constexpr counting_rules unfused_counting{.name = "ptflops_aten_unfused",
                                                 .counts_more = true,
                                                 .multiply_adds = &unfused_counting_products,
                                                 .forward = &weigh,
                                                 .rules = &unfused_rules};

}  // namespace nns::detail::ptflops_aten

namespace nns::detail::defined_in_header {

/// nns::convention::ptflops_aten: ptflops 0.7.6 (commit d612c75) with backend="aten", on PyTorch 1.13.1 in evaluation: what it calls MACs.
struct ptflops_aten {
  static constexpr nns::counting counted = &detail::ptflops_aten::counting;
};

}  // namespace nns::detail::defined_in_header

namespace nns::convention {

/// The same in training, where attention is not fused.
inline constexpr counting ptflops_aten_unfused = &detail::ptflops_aten::unfused_counting;

}  // namespace nns::convention
