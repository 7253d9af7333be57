// Qwen2 (Yang et al. 2024), whose queries, keys and values have biases, and Qwen3 (Yang et al. 2025), which normalises queries
// and keys instead, with a perceptron or a mixture of experts. They vary by transformer_sizes.
#pragma once

#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

template <transformer_sizes S>
struct qwen2_block
    : decoder_block<causal_attention<S, no_output_bias>, gated_perceptron<S.width, S.hidden()>> {};

template <transformer_sizes S>
struct qwen2 : language_model<S, repeat<S.layers, qwen2_block<S>>> {};

template <transformer_sizes S>
struct qwen3_block : decoder_block<
    causal_attention<S, no_bias, query_key_normalization<>>,
    gated_perceptron<S.width, S.hidden()>> {};

template <transformer_sizes S>
struct qwen3 : language_model<S, repeat<S.layers, qwen3_block<S>>> {};

template <transformer_sizes S>
struct qwen3_mixture_block : decoder_block<
    causal_attention<S, no_bias, query_key_normalization<>>,
    mixture_of_experts<S.experts, S.used_experts, gated_perceptron<S.width, S.hidden()>>> {};

template <transformer_sizes S>
struct qwen3_mixture : language_model<S, repeat<S.layers, qwen3_mixture_block<S>>> {};

namespace transformers {
struct qwen2_0_5b
    : qwen2<transformer_sizes{.layers = 24, .width = 896, .heads = 14, .key_heads = 2, .feed_forward = 4'864,
                              .vocabulary = 151'936, .tied = true, .context = 32'768}> {};
struct qwen2_7b
    : qwen2<transformer_sizes{.layers = 28, .width = 3'584, .heads = 28, .key_heads = 4, .feed_forward = 18'944,
                              .vocabulary = 152'064, .context = 32'768}> {};
struct qwen3_0_6b
    : qwen3<transformer_sizes{.layers = 28, .width = 1'024, .heads = 16, .key_heads = 8, .head_width = 128,
                              .feed_forward = 3'072, .vocabulary = 151'936, .tied = true, .context = 32'768}> {};
struct qwen3_8b
    : qwen3<transformer_sizes{.layers = 36, .width = 4'096, .heads = 32, .key_heads = 8, .head_width = 128,
                              .feed_forward = 12'288, .vocabulary = 151'936, .context = 32'768}> {};
struct qwen3_30b_a3b
    : qwen3_mixture<transformer_sizes{.layers = 48, .width = 2'048, .heads = 32, .key_heads = 4, .head_width = 128,
                                      .feed_forward = 768, .experts = 128, .used_experts = 8, .vocabulary = 151'936,
                                      .context = 32'768}> {};
struct qwen3_235b_a22b
    : qwen3_mixture<transformer_sizes{.layers = 94, .width = 4'096, .heads = 64, .key_heads = 4, .head_width = 128,
                                      .feed_forward = 1'536, .experts = 128, .used_experts = 8, .vocabulary = 151'936,
                                      .context = 32'768}> {};
}  // namespace transformers

}  // namespace nns::zoo
