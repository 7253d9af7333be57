// gpt-oss (OpenAI 2025): mixtures of experts with biases; attention with sinks, in every other block over a window. It
// varies by transformer_sizes.
#pragma once

#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

template <transformer_sizes S>
struct gpt_oss_block : decoder_block<
    causal_attention<S, attention_sinks>,
    mixture_of_experts<S.experts, S.used_experts, gated_perceptron<S.width, S.hidden(), silu, use_bias<true>>,
                       routed_by<dense<S.experts, softmax>>>> {};

/// Without the window.
constexpr transformer_sizes unwindowed(transformer_sizes s) {
  s.window = 0;
  return s;
}

/// Two blocks: one with the window, one without.
template <transformer_sizes S>
struct gpt_oss_pair : sequential<gpt_oss_block<S>, gpt_oss_block<unwindowed(S)>> {};

template <transformer_sizes S>
struct gpt_oss : language_model<S, repeat<S.layers / 2, gpt_oss_pair<S>>> {
  static_assert(S.layers % 2 == 0 && S.window != 0,
                "nns: gpt-oss has pairs of blocks, one of which has a window: give an even number of layers, and a window");
};

namespace transformers {
struct gpt_oss_20b
    : gpt_oss<transformer_sizes{.layers = 24, .width = 2'880, .heads = 64, .key_heads = 8, .head_width = 64,
                                .feed_forward = 2'880, .experts = 32, .used_experts = 4, .vocabulary = 201'088,
                                .window = 128, .context = 131'072}> {};
struct gpt_oss_120b
    : gpt_oss<transformer_sizes{.layers = 36, .width = 2'880, .heads = 64, .key_heads = 8, .head_width = 64,
                                .feed_forward = 2'880, .experts = 128, .used_experts = 4, .vocabulary = 201'088,
                                .window = 128, .context = 131'072}> {};
}  // namespace transformers

}  // namespace nns::zoo
