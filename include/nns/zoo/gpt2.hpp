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
  static_assert(heads_fit<S>, "nns: the heads of a transformer divide its width");
  static_assert(S.key_heads == 0, "nns: GPT-2 has as many heads of keys as of queries");
  static constexpr transformer_sizes sizes = S;
};

namespace transformers {
struct gpt2
    : zoo::gpt2<transformer_sizes{.layers = 12, .width = 768, .heads = 12, .vocabulary = 50'257, .context = 1'024}> {};
struct gpt2_medium
    : zoo::gpt2<transformer_sizes{.layers = 24, .width = 1'024, .heads = 16, .vocabulary = 50'257, .context = 1'024}> {};
struct gpt2_large
    : zoo::gpt2<transformer_sizes{.layers = 36, .width = 1'280, .heads = 20, .vocabulary = 50'257, .context = 1'024}> {};
struct gpt2_xl
    : zoo::gpt2<transformer_sizes{.layers = 48, .width = 1'600, .heads = 25, .vocabulary = 50'257, .context = 1'024}> {};
}  // namespace transformers

}  // namespace nns::zoo
