// Counts as fvcore does: it traces the model, and has handles for some operators. A multiply-add is one; biases count
// nothing. Quirks: a recurrent layer is one operator without a handle, so it counts nothing; so does self-attention
// where PyTorch 1.13 fuses it (evaluation without gradients; fvcore_unfused is the same in training). Of the pools only
// a two-dimensional adaptive average pool counts; activations count nothing.
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::fvcore {

constexpr counted_operations batch_normalization(const layer_at_work& l) {
  return {.additions = l.is_affine() ? l.in() : count{0}, .multiplications = l.in()};
}
constexpr counted_operations normalization(const layer_at_work& l) {
  return {.additions = l.in() * 2, .multiplications = l.in() * (l.is_affine() ? 3 : 2)};
}
constexpr counted_operations up_sampling(const layer_at_work& l) { return {.moves = l.out()}; }
constexpr counted_operations resizing(const layer_at_work& l) { return {.multiplications = l.out() * 4}; }
constexpr counted_operations pooling(const layer_at_work& l) { return {.additions = l.in()}; }
constexpr counted_operations fused_attention(const layer_at_work& l) {
  return l.inputs() == 1 ? counted_operations{} : counted_operations{.multiply_adds = l.multiply_adds()};
}

inline constexpr layer_rule rows[] = {
    {"batch_normalization", &batch_normalization, "2 per element, 1 without scale and shift", "jit_handles.py: batchnorm_flop_jit"},
    {"layer_normalization", &normalization, "5 per element, 4 without scale and shift", "jit_handles.py: norm_flop_counter"},
    {"group_normalization", &normalization, "5 per element, 4 without scale and shift", "jit_handles.py: norm_flop_counter"},
    {"instance_normalization", &normalization, "5 per element, 4 without scale and shift", "jit_handles.py: norm_flop_counter"},
    {"up_sampling2d", &up_sampling, "1 per output (nearest)", "elementwise_flop_counter(0, 1)"},
    {"resizing", &resizing, "4 per output (bilinear)", "elementwise_flop_counter(0, 4)"},
    {"adaptive_average_pooling2d", &pooling, "1 per input", "elementwise_flop_counter(1, 0)"},
    {"global_average_pooling2d", &pooling, "1 per input", "elementwise_flop_counter(1, 0)"},
    {"simple_rnn", &counts_nothing, "not known", "aten::lstm, aten::gru: no handle"},
    {"simple_rnn_cell", &counts_nothing, "not known", "aten::lstm, aten::gru: no handle"},
    {"gru", &counts_nothing, "not known", "aten::lstm, aten::gru: no handle"},
    {"gru_cell", &counts_nothing, "not known", "aten::lstm, aten::gru: no handle"},
    {"cudnn_gru", &counts_nothing, "not known", "aten::lstm, aten::gru: no handle"},
    {"lstm", &counts_nothing, "not known", "aten::lstm, aten::gru: no handle"},
    {"lstm_cell", &counts_nothing, "not known", "aten::lstm, aten::gru: no handle"},
    {"cudnn_lstm", &counts_nothing, "not known", "aten::lstm, aten::gru: no handle"},
    {"multi_head_attention", &fused_attention, "nothing: a fused kernel; with several inputs, the products", "aten::_native_multi_head_attention: no handle"},
};

inline constexpr convention_rules rules{.version = "fvcore 0.1.6 (3378afe), PyTorch 1.13.1",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0])};
inline constexpr convention_rules products = multiply_adds_of(rules);
inline constexpr counting_rules counting_products{.name = "fvcore", .forward = &weigh, .rules = &products};
inline constexpr counting_rules counting{
    .name = "fvcore", .counts_more = true, .multiply_adds = &counting_products, .forward = &weigh, .rules = &rules};

/// The same where no fused kernel hides attention: without its row, which is the last.
inline constexpr convention_rules unfused_rules = [] {
  convention_rules r = rules;
  --r.row_count;
  return r;
}();
inline constexpr convention_rules unfused_products = multiply_adds_of(unfused_rules);
inline constexpr counting_rules unfused_counting_products{
    .name = "fvcore_unfused", .forward = &weigh, .rules = &unfused_products};
inline constexpr counting_rules unfused_counting{.name = "fvcore_unfused",
                                                 .counts_more = true,
                                                 .multiply_adds = &unfused_counting_products,
                                                 .forward = &weigh,
                                                 .rules = &unfused_rules};

}  // namespace nns::detail::fvcore

namespace nns::detail::defined_in_header {

/// nns::convention::fvcore: fvcore (commit 3378afe), FlopCountAnalysis on PyTorch 1.13.1 in evaluation: what it calls flops, each a multiply-add.
struct fvcore {
  static constexpr nns::counting counted = &detail::fvcore::counting;
};

}  // namespace nns::detail::defined_in_header

namespace nns::convention {

/// The same in training, where attention is not fused.
inline constexpr counting fvcore_unfused = &detail::fvcore::unfused_counting;

}  // namespace nns::convention
