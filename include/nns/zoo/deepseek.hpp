// DeepSeek-V2 and V3 (DeepSeek-AI 2024): latent attention, and mixtures of many small experts with shared ones; the first
// blocks have a perceptron. They vary by deepseek_sizes. Not here: V3's module that predicts a second token.
#pragma once

#include <nns/layers/latent_attention.hpp>
#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

/// What DeepSeek's models vary by, as one value. In the common sizes, key_heads has no meaning, and feed_forward is
/// that of the first blocks.
struct deepseek_sizes {
  transformer_sizes common{};
  std::int64_t dense_layers = 1;    ///< the first blocks, without experts
  std::int64_t expert_width = 0;    ///< the inner width of an expert
  std::int64_t shared_experts = 0;
  bool balanced = false;            ///< the router has a bias for each expert (V3)
  std::int64_t latent = 512;        ///< the vector that keys and values are made of
  std::int64_t query_latent = 0;    ///< that of the queries; 0: none
  std::int64_t key_width = 128;     ///< of a head, without position
  std::int64_t position_width = 64;
  std::int64_t value_width = 128;

  [[nodiscard]] constexpr deepseek_sizes over(std::int64_t n) const {
    deepseek_sizes changed = *this;
    changed.common = common.over(n);
    return changed;
  }
  [[nodiscard]] constexpr deepseek_sizes decode(std::int64_t at) const {
    deepseek_sizes changed = *this;
    changed.common = common.decode(at);
    return changed;
  }
};

template <deepseek_sizes S>
using deepseek_attention =
    latent_attention<S.common.heads, S.key_width, S.position_width, S.latent, value_dim<S.value_width>, causal,
                     when<S.query_latent != 0, query_latent<S.query_latent>>,
                     when<S.common.cached != 0, cached<S.common.cached>>>;

template <deepseek_sizes S>
struct deepseek_dense_block
    : decoder_block<deepseek_attention<S>, gated_perceptron<S.common.width, S.common.hidden()>> {};

template <deepseek_sizes S>
struct deepseek_block : decoder_block<
    deepseek_attention<S>,
    mixture_of_experts<
        S.common.experts, S.common.used_experts, gated_perceptron<S.common.width, S.expert_width>,
        shared_expert<gated_perceptron<S.common.width, S.shared_experts * S.expert_width>>,
        routed_by<dense<S.common.experts, use_bias<S.balanced>, std::conditional_t<S.balanced, sigmoid, softmax>>>>> {};

template <deepseek_sizes S>
struct deepseek : sequential<
    input<S.common.length()>,
    named<"word_embedding", embedding<S.common.vocabulary, S.common.width>>,
    named<"dense_block", repeat<S.dense_layers, deepseek_dense_block<S>>>,
    named<"block", repeat<S.common.layers - S.dense_layers, deepseek_block<S>>>,
    named<"norm", rms_normalization<>>,
    named<"head", word_scores<S.common>>> {
  static_assert(length_fits<S.common>,
                "nns: a sequence, together with its cached positions, can be at most as long as the context");
  static constexpr deepseek_sizes sizes = S;
};

namespace transformers {
struct deepseek_v2_lite
    : deepseek<deepseek_sizes{.common = {.layers = 27, .width = 2'048, .heads = 16, .feed_forward = 10'944, .experts = 64,
                                         .used_experts = 6, .vocabulary = 102'400, .context = 32'768},
                              .expert_width = 1'408, .shared_experts = 2}> {};
struct deepseek_v2
    : deepseek<deepseek_sizes{.common = {.layers = 60, .width = 5'120, .heads = 128, .feed_forward = 12'288, .experts = 160,
                                         .used_experts = 6, .vocabulary = 102'400, .context = 131'072},
                              .expert_width = 1'536, .shared_experts = 2, .query_latent = 1'536}> {};
struct deepseek_v3
    : deepseek<deepseek_sizes{.common = {.layers = 61, .width = 7'168, .heads = 128, .feed_forward = 18'432, .experts = 256,
                                         .used_experts = 8, .vocabulary = 129'280, .context = 131'072},
                              .dense_layers = 3, .expert_width = 2'048, .shared_experts = 1, .balanced = true,
                              .query_latent = 1'536}> {};
}  // namespace transformers

}  // namespace nns::zoo
