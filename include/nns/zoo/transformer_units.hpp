// Parts that several families of language models share: their sizes, and the model around their blocks.
#pragma once

#include <nns/models/blocks.hpp>
#include <nns/models/transformer.hpp>
#include <nns/nns.hpp>

#include <type_traits>

namespace nns::zoo {

/// What a language model varies by, as one value: gpt2<transformer_sizes{.layers = 12, .width = 768, ...}>.
struct transformer_sizes {
  std::int64_t layers = 0;
  std::int64_t width = 0;
  std::int64_t heads = 0;
  std::int64_t key_heads = 0;     ///< heads of keys and values; 0: as many as of queries
  std::int64_t head_width = 0;    ///< features of a head; 0: the width over the heads
  std::int64_t feed_forward = 0;  ///< the perceptron's inner width, or an expert's; 0: four times the width
  std::int64_t experts = 0;       ///< of a mixture; 0: there is none
  std::int64_t used_experts = 0;  ///< by a token
  std::int64_t vocabulary = 0;
  bool tied = false;              ///< the scores of words are made by the embedding's matrix
  std::int64_t window = 0;        ///< keys that a query sees; 0: all up to its own
  std::int64_t context = 0;       ///< the longest sequence
  std::int64_t tokens = 0;        ///< the sequence that is counted; 0: the longest
  std::int64_t cached = 0;        ///< earlier positions, whose keys and values are cached

  [[nodiscard]] constexpr std::int64_t head_size() const {
    return head_width != 0 ? head_width : heads > 0 ? width / heads : 0;
  }
  [[nodiscard]] constexpr std::int64_t groups() const { return key_heads == 0 ? heads : key_heads; }
  [[nodiscard]] constexpr std::int64_t hidden() const { return feed_forward == 0 ? 4 * width : feed_forward; }
  [[nodiscard]] constexpr std::int64_t length() const { return tokens == 0 ? context : tokens; }

  /// The same over a sequence of n tokens: a prompt, or a training sequence.
  [[nodiscard]] constexpr transformer_sizes over(std::int64_t n) const {
    transformer_sizes changed = *this;
    changed.tokens = n;
    changed.cached = 0;
    return changed;
  }
  /// The same for one token after `at` others, whose keys and values are cached: a step of an answer.
  [[nodiscard]] constexpr transformer_sizes decode(std::int64_t at) const {
    transformer_sizes changed = *this;
    changed.tokens = 1;
    changed.cached = at;
    return changed;
  }
};

/// Whether the heads divide the width, and the key heads divide the query heads.
template <transformer_sizes S>
inline constexpr bool heads_fit = S.heads > 0 && (S.head_width > 0 || S.width % S.heads == 0) && S.key_heads >= 0 &&
                                  (S.key_heads == 0 || S.heads % S.key_heads == 0);

/// Whether the sequence that is counted ends within the context.
template <transformer_sizes S>
inline constexpr bool length_fits = S.tokens >= 0 && S.cached >= 0 && S.length() <= S.context - S.cached;

/// Causal self-attention, with rotary positions.
template <transformer_sizes S, class... Options>
using causal_attention =
    grouped_query_attention<S.head_size(), S.heads, S.groups(), causal, when<S.window != 0, window<S.window>>,
                            when<S.cached != 0, cached<S.cached>>, Options...>;

/// The scores of all words.
template <transformer_sizes S>
using word_scores = std::conditional_t<S.tied, tied_dense<S.vocabulary>, dense<S.vocabulary, no_bias>>;

/// A language model of causal blocks.
template <transformer_sizes S, class... Blocks>
struct language_model : sequential<
    input<S.length()>,
    named<"word_embedding", embedding<S.vocabulary, S.width>>,
    named<"block", Blocks>...,
    named<"norm", rms_normalization<>>,
    named<"head", word_scores<S>>> {
  static_assert(heads_fit<S>, "nns: the heads of a transformer must divide its width, and the key heads must divide the query heads");
  static_assert(length_fits<S>, "nns: a sequence, together with its cached positions, can be at most as long as the context");
  static constexpr transformer_sizes sizes = S;
};

}  // namespace nns::zoo
