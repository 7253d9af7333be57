// Llama (Touvron et al. 2023) and similar models: Llama 2 and 3, Mistral (Jiang et al. 2023). It varies by
// transformer_sizes. Attention is counted as dense kernels execute it: in a prompt, a causal mask and Mistral's window
// change no count; with a cache, only the keys inside the window count.
#pragma once

#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

template <transformer_sizes S>
struct llama_block
    : decoder_block<causal_attention<S, no_bias>, gated_perceptron<S.width, S.hidden()>> {};

template <transformer_sizes S>
struct llama : language_model<S, repeat<S.layers, llama_block<S>>> {};

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
struct llama3_70b
    : llama<transformer_sizes{.layers = 80, .width = 8'192, .heads = 64, .key_heads = 8, .feed_forward = 28'672,
                              .vocabulary = 128'256, .context = 8'192}> {};
struct llama3_1_405b
    : llama<transformer_sizes{.layers = 126, .width = 16'384, .heads = 128, .key_heads = 8, .feed_forward = 53'248,
                              .vocabulary = 128'256, .context = 131'072}> {};
struct llama3_2_1b
    : llama<transformer_sizes{.layers = 16, .width = 2'048, .heads = 32, .key_heads = 8, .feed_forward = 8'192,
                              .vocabulary = 128'256, .tied = true, .context = 131'072}> {};
struct llama3_2_3b
    : llama<transformer_sizes{.layers = 28, .width = 3'072, .heads = 24, .key_heads = 8, .feed_forward = 8'192,
                              .vocabulary = 128'256, .tied = true, .context = 131'072}> {};
struct mistral_7b
    : llama<transformer_sizes{.layers = 32, .width = 4'096, .heads = 32, .key_heads = 8, .feed_forward = 14'336,
                              .vocabulary = 32'000, .window = 4'096, .context = 8'192}> {};
}  // namespace transformers

}  // namespace nns::zoo
