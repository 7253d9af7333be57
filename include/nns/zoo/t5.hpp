// T5 (Raffel et al. 2020): an encoder and a decoder without biases, whose first blocks learn the relative positions for
// all blocks. It varies by t5_sizes.
#pragma once

#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

/// What T5 varies by, as one value.
struct t5_sizes {
  std::int64_t layers = 0;  ///< of the encoder, and of the decoder
  std::int64_t width = 0;
  std::int64_t heads = 0;
  std::int64_t head_width = 64;
  std::int64_t feed_forward = 0;
  std::int64_t vocabulary = 32'128;
  std::int64_t source = 512;  ///< tokens of the input
  std::int64_t target = 512;  ///< tokens of the output
  std::int64_t cached = 0;    ///< of the output, before these

  [[nodiscard]] constexpr t5_sizes over(std::int64_t source_tokens, std::int64_t target_tokens) const {
    t5_sizes changed = *this;
    changed.source = source_tokens;
    changed.target = target_tokens;
    changed.cached = 0;
    return changed;
  }
  /// One token of the output after `at` others. The encoder does not run again: see t5_step.
  [[nodiscard]] constexpr t5_sizes decode(std::int64_t at) const {
    t5_sizes changed = *this;
    changed.target = 1;
    changed.cached = at;
    return changed;
  }
};

template <t5_sizes S, class... Options>
using t5_attention = multi_head_attention<S.heads, S.head_width, no_bias, Options...>;
template <t5_sizes S>
using t5_perceptron = plain_perceptron<S.width, S.feed_forward, relu, no_bias>;

template <t5_sizes S, class... Options>
struct t5_encoder_block : decoder_block<t5_attention<S, Options...>, t5_perceptron<S>> {};

template <t5_sizes S, class Cross, class... Options>
struct t5_decoder_block
    : cross_decoder_block<t5_attention<S, causal, when<S.cached != 0, cached<S.cached>>, Options...>, Cross, t5_perceptron<S>,
                          rms_normalization<>> {};

/// Two inputs: the tokens of the source and of the target. The output: scores for each next word of the target.
template <t5_sizes S>
struct t5 : graph<
    node<"source", input<S.source>>,
    node<"target", input<S.target>>,
    node<"word_embedding", embedding<S.vocabulary, S.width>, "source">,
    node<"encoder", sequential<t5_encoder_block<S, position_buckets<32>>, repeat<S.layers - 1, t5_encoder_block<S>>,
                               rms_normalization<>>, "word_embedding">,
    node<"target_embedding", shared<"word_embedding">, "target">,
    node<"first", t5_decoder_block<S, t5_attention<S>, position_buckets<32>>, "target_embedding", "encoder">,
    node<"decoder", repeat<S.layers - 1, t5_decoder_block<S, t5_attention<S>>>, "first", "encoder">,
    node<"norm", rms_normalization<>, "decoder">,
    node<"head", tied_dense<S.vocabulary>, "norm">> {
  static constexpr t5_sizes sizes = S;
};

/// Tokens of the output after others, whose keys and values are cached, as those of the source are. Two inputs: the
/// tokens, and the encoder's output. It has the decoder's weights.
template <t5_sizes S>
struct t5_step : graph<
    node<"target", input<S.target>>,
    node<"encoded", input<S.source, S.width>>,
    node<"word_embedding", embedding<S.vocabulary, S.width>, "target">,
    node<"first", t5_decoder_block<S, t5_attention<S, cached<S.source>>, position_buckets<32>>, "word_embedding", "encoded">,
    node<"decoder", repeat<S.layers - 1, t5_decoder_block<S, t5_attention<S, cached<S.source>>>>, "first", "encoded">,
    node<"norm", rms_normalization<>, "decoder">,
    node<"head", tied_dense<S.vocabulary>, "norm">> {
  static constexpr t5_sizes sizes = S;
};

namespace transformers {
struct t5_small : t5<t5_sizes{.layers = 6, .width = 512, .heads = 8, .feed_forward = 2'048}> {};
struct t5_base : t5<t5_sizes{.layers = 12, .width = 768, .heads = 12, .feed_forward = 3'072}> {};
struct t5_large : t5<t5_sizes{.layers = 24, .width = 1'024, .heads = 16, .feed_forward = 4'096}> {};
struct t5_3b
    : t5<t5_sizes{.layers = 24, .width = 1'024, .heads = 32, .head_width = 128, .feed_forward = 16'384}> {};
struct t5_11b
    : t5<t5_sizes{.layers = 24, .width = 1'024, .heads = 128, .head_width = 128, .feed_forward = 65'536}> {};
}  // namespace transformers

}  // namespace nns::zoo
