// Gemma (Gemma Team 2024): gates with gelu, heads wider than the width divided by their number, scores by the
// embedding's matrix. It varies by transformer_sizes.
#pragma once

#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

template <transformer_sizes S>
struct gemma_block
    : decoder_block<causal_attention<S, no_bias>, gated_perceptron<S.width, S.hidden(), gelu>> {};

template <transformer_sizes S>
struct gemma : language_model<S, repeat<S.layers, gemma_block<S>>> {};

namespace transformers {
struct gemma_2b
    : gemma<transformer_sizes{.layers = 18, .width = 2'048, .heads = 8, .key_heads = 1, .head_width = 256,
                              .feed_forward = 16'384, .vocabulary = 256'000, .tied = true, .context = 8'192}> {};
struct gemma_7b
    : gemma<transformer_sizes{.layers = 28, .width = 3'072, .heads = 16, .head_width = 256, .feed_forward = 24'576,
                              .vocabulary = 256'000, .tied = true, .context = 8'192}> {};
}  // namespace transformers

}  // namespace nns::zoo
