// The parts of transformers, besides attention (nns/layers/attention.hpp, latent_attention.hpp) and mixtures of experts
// (nns/models/mixture_of_experts.hpp). Dropout and stochastic depth change no count and are left out. Rotary and sinusoidal
// positions have no parameters and no multiply-adds that count: they need no layer. Learned positions are
// position_embedding<...>. Attention layers have the options position_buckets<n>, for relative positions, and
// query_key_normalization<...>.
#pragma once

#include <nns/layers/activation.hpp>
#include <nns/layers/attention.hpp>
#include <nns/layers/dense.hpp>
#include <nns/layers/embedding.hpp>
#include <nns/layers/normalization.hpp>
#include <nns/models/branches.hpp>
#include <nns/models/graph.hpp>
#include <nns/models/mixture_of_experts.hpp>

namespace nns::inline layers {

/// tied_dense<vocabulary>: scores for all words, (..., D) to (..., V), by the matrix of the word embedding.
/// Multiply-adds: those of dense<V, no_bias>. Parameters: none of its own. Source: Press and Wolf 2017.
template <std::int64_t Vocabulary>
struct tied_dense {
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::tied_dense_family, shape{Vocabulary}, detail::no_options);
  }
  NNS_STEP_AS_DATA
};

/// plain_perceptron<width, hidden, activation>: two dense layers at every position. Multiply-adds for each: 2 W H.
/// Parameters: 2 W H + H + W; without biases with plain_perceptron<W, H, activation, no_bias>.
template <std::int64_t Width, std::int64_t Hidden = 4 * Width, class Activation = gelu, class... Options>
struct plain_perceptron : sequential<dense<Hidden, Activation, Options...>, dense<Width, Options...>> {};

/// gated_perceptron<width, hidden, silu>: a perceptron whose inner layer is multiplied by a second layer of the input;
/// without biases unless use_bias<> is given. Multiply-adds for each position: 3 W H. Parameters: 3 W H. Source:
/// Shazeer 2020 (SwiGLU; with gelu GeGLU).
template <std::int64_t Width, std::int64_t Hidden, class Activation = silu, class Bias = no_bias>
struct gated_perceptron : sequential<
    multiply<dense<Hidden, Bias, Activation>, dense<Hidden, Bias>>,
    dense<Width, Bias>> {};

/// decoder_block<attention, feed-forward, normalisation>: adds the output of attention to the input, then that of the
/// feed-forward layers (a perceptron, a mixture of experts); each is normalised first.
template <class Attention, class FeedForward, class Normalization = rms_normalization<>>
struct decoder_block : sequential<
    residual<Normalization, Attention>,
    residual<Normalization, FeedForward>> {};

/// encoder_block<width, attention, hidden>: the same with layer_normalization and a perceptron.
template <std::int64_t Width, class Attention, std::int64_t Hidden = 4 * Width>
struct encoder_block : decoder_block<Attention, plain_perceptron<Width, Hidden>, layer_normalization<>> {};

/// cross_decoder_block<attention, cross attention, feed-forward, normalisation>: a decoder block that attends to
/// itself, and then to its second input, the output of an encoder. Source: Vaswani et al. 2017, normalising first.
template <class Attention, class CrossAttention, class FeedForward, class Normalization = layer_normalization<>>
struct cross_decoder_block : graph<
    node<"self", residual<Normalization, Attention>, "input">,
    node<"normalized", Normalization, "self">,
    node<"cross", CrossAttention, "normalized", "input:1">,
    node<"sum", add<>, "self", "cross">,
    node<"out", residual<Normalization, FeedForward>, "sum">> {};

}  // namespace nns::inline layers
