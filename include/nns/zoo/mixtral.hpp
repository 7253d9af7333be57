// Mixtral (Jiang et al. 2024): Mistral with a mixture of experts in each block. It varies by transformer_sizes.
#pragma once

#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

template <transformer_sizes S>
struct mixtral_block : decoder_block<
    causal_attention<S, no_bias>,
    mixture_of_experts<S.experts, S.used_experts, gated_perceptron<S.width, S.hidden()>>> {};

template <transformer_sizes S>
struct mixtral : language_model<S, repeat<S.layers, mixtral_block<S>>> {};

namespace transformers {
struct mixtral_8x7b
    : mixtral<transformer_sizes{.layers = 32, .width = 4'096, .heads = 32, .key_heads = 8, .feed_forward = 14'336,
                                .experts = 8, .used_experts = 2, .vocabulary = 32'000, .context = 32'768}> {};
struct mixtral_8x22b
    : mixtral<transformer_sizes{.layers = 56, .width = 6'144, .heads = 48, .key_heads = 8, .feed_forward = 16'384,
                                .experts = 8, .used_experts = 2, .vocabulary = 32'768, .context = 65'536}> {};
}  // namespace transformers

}  // namespace nns::zoo
