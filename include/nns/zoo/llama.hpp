// Llama (Touvron et al. 2023) and what is built like it: Llama 2 and 3, Mistral (Jiang et al. 2023). It varies by
// transformer_sizes. Attention is counted in full: a causal mask and Mistral's window change no count.
#pragma once

#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

/// A perceptron whose inner layer is gated. Source: Shazeer 2020 (SwiGLU).
template <std::int64_t Width, std::int64_t Hidden>
struct gated_perceptron : sequential<
    multiply<dense<Hidden, no_bias, silu>, dense<Hidden, no_bias>>,
    dense<Width, no_bias>> {};

template <transformer_sizes S>
struct llama_block : sequential<
    residual<
        rms_normalization<>,
        grouped_query_attention<S.head_size(), S.heads, (S.key_heads == 0 ? S.heads : S.key_heads), no_bias, causal>>,
    residual<rms_normalization<>, gated_perceptron<S.width, S.hidden()>>> {};

template <transformer_sizes S>
struct llama : sequential<
    input<S.length()>,
    named<"word_embedding", embedding<S.vocabulary, S.width>>,
    named<"block", repeat<S.layers, llama_block<S>>>,
    named<"norm", rms_normalization<>>,
    named<"head", dense<S.vocabulary, no_bias>>> {
  static_assert(heads_fit<S>, "nns: the heads of a transformer divide its width, and those of keys those of queries");
  static_assert(S.length() <= S.context, "nns: a sequence is at most as long as the context");
  static constexpr transformer_sizes sizes = S;
};

namespace transformers {
struct llama2_7b
    : llama<transformer_sizes{.layers = 32, .width = 4'096, .heads = 32, .feed_forward = 11'008,
                              .vocabulary = 32'000, .context = 4'096}> {};
struct llama2_13b
    : llama<transformer_sizes{.layers = 40, .width = 5'120, .heads = 40, .feed_forward = 13'824,
                              .vocabulary = 32'000, .context = 4'096}> {};
struct llama2_70b
    : llama<transformer_sizes{.layers = 80, .width = 8'192, .heads = 64, .key_heads = 8, .feed_forward = 28'672,
                              .vocabulary = 32'000, .context = 4'096}> {};
struct llama3_8b
    : llama<transformer_sizes{.layers = 32, .width = 4'096, .heads = 32, .key_heads = 8, .feed_forward = 14'336,
                              .vocabulary = 128'256, .context = 8'192}> {};
struct mistral_7b
    : llama<transformer_sizes{.layers = 32, .width = 4'096, .heads = 32, .key_heads = 8, .feed_forward = 14'336,
                              .vocabulary = 32'000, .context = 8'192}> {};
}  // namespace transformers

}  // namespace nns::zoo
