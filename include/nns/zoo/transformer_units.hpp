// What several families of transformers are made of: their sizes, the perceptron at every position, and the encoder
// block that normalises first. Dropout and stochastic depth change no count and are left out.
#pragma once

#include <nns/models/blocks.hpp>
#include <nns/nns.hpp>

namespace nns::zoo {

/// What a language model varies by, as one value: gpt2<transformer_sizes{.layers = 12, .width = 768, ...}>.
struct transformer_sizes {
  std::int64_t layers = 0;
  std::int64_t width = 0;
  std::int64_t heads = 0;
  std::int64_t key_heads = 0;     ///< heads of keys and values; 0: as many as of queries
  std::int64_t feed_forward = 0;  ///< the perceptron's inner width; 0: four times the width
  std::int64_t vocabulary = 0;
  std::int64_t context = 0;       ///< the longest sequence
  std::int64_t tokens = 0;        ///< the sequence that is counted; 0: the longest

  [[nodiscard]] constexpr std::int64_t head_size() const { return heads > 0 ? width / heads : 0; }
  [[nodiscard]] constexpr std::int64_t hidden() const { return feed_forward == 0 ? 4 * width : feed_forward; }
  [[nodiscard]] constexpr std::int64_t length() const { return tokens == 0 ? context : tokens; }

  /// The same over a sequence of so many tokens.
  [[nodiscard]] constexpr transformer_sizes over(std::int64_t n) const {
    transformer_sizes changed = *this;
    changed.tokens = n;
    return changed;
  }
};

/// Sizes that make a transformer.
template <transformer_sizes S>
inline constexpr bool heads_fit =
    S.heads > 0 && S.width % S.heads == 0 && S.key_heads >= 0 && (S.key_heads == 0 || S.heads % S.key_heads == 0);

/// Two dense layers at every position.
template <std::int64_t Width, std::int64_t Hidden = 4 * Width>
struct perceptron : sequential<dense<Hidden, gelu>, dense<Width>> {};

/// What Attention makes is added to what arrives, then what a perceptron makes; each is normalised first.
template <std::int64_t Width, class Attention, std::int64_t Hidden = 4 * Width>
struct encoder_block : sequential<
    residual<layer_normalization<>, Attention>,
    residual<layer_normalization<>, perceptron<Width, Hidden>>> {};

}  // namespace nns::zoo
