// GPT-2 (Radford et al. 2019) with scores for the next word, made by the embedding's matrix. It varies by
// transformer_sizes.
#pragma once

#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

template <transformer_sizes S>
struct gpt2 : sequential<
    input<S.length()>,
    named<"word_embedding", embedding<S.vocabulary, S.width>>,
    named<"position_embedding", position_embedding<S.context>>,
    named<"block", repeat<S.layers,
        encoder_block<S.width, multi_head_attention<S.heads, S.head_size(), causal>, S.hidden()>>>,
    named<"norm", layer_normalization<>>,
    named<"head", tied_dense<S.vocabulary>>> {
  static_assert(heads_fit<S>, "nns: the heads of a transformer must divide its width");
  static_assert(S.key_heads == 0, "nns: GPT-2 has as many key heads as query heads");
  static constexpr transformer_sizes sizes = S;
};

/// The published sizes.
constexpr transformer_sizes gpt2_sizes(std::int64_t layers, std::int64_t width, std::int64_t heads) {
  return {.layers = layers, .width = width, .heads = heads, .vocabulary = 50'257, .context = 1'024};
}

namespace transformers {
struct gpt2 : zoo::gpt2<gpt2_sizes(12, 768, 12)> {};
struct gpt2_medium : zoo::gpt2<gpt2_sizes(24, 1'024, 16)> {};
struct gpt2_large : zoo::gpt2<gpt2_sizes(36, 1'280, 20)> {};
struct gpt2_xl : zoo::gpt2<gpt2_sizes(48, 1'600, 25)> {};
}  // namespace transformers

}  // namespace nns::zoo
