// Whisper (Radford et al. 2022): speech to text. It varies by whisper_sizes. The encoder's positions are sinusoids, so
// they are not parameters.
#pragma once

#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

/// What Whisper varies by, as one value.
struct whisper_sizes {
  std::int64_t layers = 0;  ///< of the encoder, and of the decoder
  std::int64_t width = 0;
  std::int64_t heads = 0;
  std::int64_t vocabulary = 51'865;
  std::int64_t mels = 80;
  std::int64_t frames = 3'000;   ///< 30 seconds
  std::int64_t context = 448;    ///< of text
  std::int64_t tokens = 448;     ///< of text that are counted
  std::int64_t cached = 0;       ///< of text, before these

  [[nodiscard]] constexpr whisper_sizes over(std::int64_t n) const {
    whisper_sizes changed = *this;
    changed.tokens = n;
    changed.cached = 0;
    return changed;
  }
  /// One token after `at` others. The encoder does not run again: see whisper_step.
  [[nodiscard]] constexpr whisper_sizes decode(std::int64_t at) const {
    whisper_sizes changed = *this;
    changed.tokens = 1;
    changed.cached = at;
    return changed;
  }
  /// The positions of the encoder's output.
  [[nodiscard]] constexpr std::int64_t positions() const { return (frames + 1) / 2; }
};

template <whisper_sizes S, class... Options>
using whisper_attention = multi_head_attention<S.heads, S.width / S.heads, no_key_bias, Options...>;

template <whisper_sizes S>
struct whisper_encoder : sequential<
    conv1d<S.width, kernel<3>, padding<1>, gelu>,
    conv1d<S.width, kernel<3>, strides<2>, padding<1>, gelu>,
    repeat<S.layers, encoder_block<S.width, whisper_attention<S>>>,
    layer_normalization<>> {};

template <whisper_sizes S, class... Cached>
struct whisper_decoder_block
    : cross_decoder_block<whisper_attention<S, causal, when<S.cached != 0, cached<S.cached>>>, whisper_attention<S, Cached...>,
                          plain_perceptron<S.width>> {};

/// Two inputs: the spectrogram (frames, mels) and the tokens of the text.
template <whisper_sizes S>
struct whisper : graph<
    node<"spectrogram", input<S.frames, S.mels>>,
    node<"encoder", whisper_encoder<S>, "spectrogram">,
    node<"text", input<S.tokens>>,
    node<"words", sequential<embedding<S.vocabulary, S.width>, position_embedding<S.context>>, "text">,
    node<"decoder", repeat<S.layers, whisper_decoder_block<S>>, "words", "encoder">,
    node<"norm", layer_normalization<>, "decoder">,
    node<"head", tied_dense<S.vocabulary>, "norm">> {
  static_assert(S.heads > 0 && S.width % S.heads == 0, "nns: the heads of a transformer must divide its width");
  static constexpr whisper_sizes sizes = S;
};

/// Tokens of the text after others, whose keys and values are cached, as those of the sound are. Two inputs: the
/// tokens, and the encoder's output. It has the decoder's weights.
template <whisper_sizes S>
struct whisper_step : graph<
    node<"text", input<S.tokens>>,
    node<"encoded", input<S.positions(), S.width>>,
    node<"words", sequential<embedding<S.vocabulary, S.width>, position_embedding<S.context>>, "text">,
    node<"decoder", repeat<S.layers, whisper_decoder_block<S, cached<S.positions()>>>, "words", "encoded">,
    node<"norm", layer_normalization<>, "decoder">,
    node<"head", tied_dense<S.vocabulary>, "norm">> {
  static_assert(S.cached >= 0 && S.tokens + S.cached <= S.context,
                "nns: a text, together with its cached positions, can be at most as long as the context");
};

namespace transformers {
struct whisper_tiny : whisper<whisper_sizes{.layers = 4, .width = 384, .heads = 6}> {};
struct whisper_base : whisper<whisper_sizes{.layers = 6, .width = 512, .heads = 8}> {};
struct whisper_small : whisper<whisper_sizes{.layers = 12, .width = 768, .heads = 12}> {};
struct whisper_medium : whisper<whisper_sizes{.layers = 24, .width = 1'024, .heads = 16}> {};
struct whisper_large_v3
    : whisper<whisper_sizes{.layers = 32, .width = 1'280, .heads = 20, .vocabulary = 51'866, .mels = 128}> {};
}  // namespace transformers

}  // namespace nns::zoo
