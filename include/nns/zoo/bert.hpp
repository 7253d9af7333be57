// BERT (Devlin et al. 2018): the encoder and the pooler. It varies by transformer_sizes.
#pragma once

#include <nns/layers/slicing.hpp>
#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

/// Attention and perceptron, each added and then normalised.
template <transformer_sizes S>
struct bert_block : sequential<
    residual<multi_head_attention<S.heads, S.head_size()>>, layer_normalization<>,
    residual<plain_perceptron<S.width, S.hidden()>>, layer_normalization<>> {};

/// Two inputs: word pieces, and the segment (the first or the second) of each. Two outputs: a vector for each word
/// piece, and one for all, made from the first.
template <transformer_sizes S>
struct bert : graph<
    node<"words", input<S.length()>>,
    node<"segments", input<S.length()>>,
    node<"word_embedding", embedding<S.vocabulary, S.width>, "words">,
    node<"segment_embedding", embedding<2, S.width>, "segments">,
    node<"sum", add<>, "word_embedding", "segment_embedding">,
    node<"embedding", sequential<position_embedding<S.context>, layer_normalization<>>, "sum">,
    node<"encoder", repeat<S.layers, bert_block<S>>, "embedding">,
    node<"pooler", sequential<take<0, axis<1>>, dense<S.width, tanh_>>, "encoder">,
    outputs<"encoder", "pooler">> {
  static_assert(heads_fit<S>, "nns: the heads of a transformer must divide its width");
  static_assert(S.key_heads == 0, "nns: BERT has as many key heads as query heads");
  static constexpr transformer_sizes sizes = S;
};

namespace transformers {
struct bert_base
    : bert<transformer_sizes{.layers = 12, .width = 768, .heads = 12, .vocabulary = 30'522, .context = 512}> {};
struct bert_large
    : bert<transformer_sizes{.layers = 24, .width = 1'024, .heads = 16, .vocabulary = 30'522, .context = 512}> {};
}  // namespace transformers

}  // namespace nns::zoo
