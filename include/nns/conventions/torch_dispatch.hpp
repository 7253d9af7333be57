// Counts as a dispatch mode of PyTorch does (FlopCounterMode, and the script that made torchvision's table): matrix
// products and convolutions as they are dispatched, no biases. This is the standard of this library, except for what a
// fused kernel hides.
// Quirks: in evaluation without gradients, PyTorch 1.13 runs self-attention as one fused kernel, which counts nothing.
// torch_dispatch_unfused is the same in training, or with a PyTorch whose counter knows the kernel (2.1 or newer).
#pragma once

#include <nns/conventions/rules.hpp>

namespace nns::detail::torch_dispatch {

constexpr counted_operations fused_attention(const layer_at_work& l) {
  return l.inputs() == 1 ? counted_operations{} : counted_operations{.multiply_adds = l.multiply_adds()};
}

inline constexpr layer_rule rows[] = {
    {"multi_head_attention", &fused_attention, "nothing: a fused kernel; with several inputs, the products", "torch.nn.MultiheadAttention: fast path"},
};

inline constexpr convention_rules rules{.version = "torchvision dispatch counter, FlopCounterMode; PyTorch 1.13.1",
                                        .weights = {.multiply_adds = 1},
                                        .rows = rows,
                                        .row_count = static_cast<int>(sizeof rows / sizeof rows[0])};
inline constexpr counting_rules counting{.name = "torch_dispatch", .forward = &weigh, .rules = &rules};

/// The same where no fused kernel hides attention.
inline constexpr convention_rules unfused_rules{.version = rules.version, .weights = {.multiply_adds = 1}};
inline constexpr counting_rules unfused_counting{
    .name = "torch_dispatch_unfused", .forward = &weigh, .rules = &unfused_rules};

}  // namespace nns::detail::torch_dispatch

namespace nns::detail::defined_in_header {

/// nns::convention::torch_dispatch: FlopCounterMode, in multiply-adds (it prints floating-point operations: to_flops), on PyTorch 1.13.1 in evaluation.
struct torch_dispatch {
  static constexpr nns::counting counted = &detail::torch_dispatch::counting;
};

}  // namespace nns::detail::defined_in_header

namespace nns::convention {

/// The same in training, where attention is not fused.
inline constexpr counting torch_dispatch_unfused = &detail::torch_dispatch::unfused_counting;

}  // namespace nns::convention
