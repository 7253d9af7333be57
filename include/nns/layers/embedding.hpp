// Tokens: embeddings of indices, scores by an embedding's matrix, learned positions, and class tokens. Look-ups and
// sums multiply nothing; the parameters count. Sinusoidal and rotary positions have no parameters and need no layer.
#pragma once

#include <nns/detail/adapter.hpp>
#include <nns/layers/options.hpp>

namespace nns::detail {

constexpr void embedding_work(machine& m) {
  const std::int64_t V = m.numbers[0];
  const std::int64_t D = m.numbers[1];
  if (V < 1) return m.fail(rule::size_not_positive, V);
  if (D < 1) return m.fail(rule::size_not_positive, D);
  if (m.x.rank() == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
  m.x.push_back(D);
  m.found.trainable = count{V} * D;
  if (m.given->has(option::lora_rank)) adapt(m, m.found.trainable, D);
}

/// A dense layer whose matrix is the embedding's.
constexpr void tied_dense_work(machine& m) {
  const count V = m.numbers[0];
  if (V.value < 1) return m.fail(rule::size_not_positive, V.value);
  m.found.forward = count{m.x.elements()} * V;
  if (m.how->gradients) m.found.backward = m.found.forward * (std::int64_t{!m.frozen} + std::int64_t{m.wants});
  m.x.back() = V.value;
}

constexpr void position_embedding_work(machine& m) {
  m.found.element_wise = m.x.elements();
  if (m.numbers.used == 0) {
    m.found.trainable = m.x.elements();
    return;
  }
  if (m.numbers.used != 1) return m.fail(rule::wrong_count_of_numbers, 1, m.numbers.used);
  if (m.x.rank() < 2) return m.fail(rule::rank_too_small, 2, m.x.rank());
  const std::int64_t positions = m.numbers[0];
  const std::int64_t length = m.x[m.x.rank() - 2];
  if (positions < 1) return m.fail(rule::size_not_positive, positions);
  if (length > positions) return m.fail(rule::longer_than_its_table, length, positions);
  m.found.trainable = count{positions} * m.x.back();
}

constexpr void class_token_work(machine& m) {
  if (m.x.rank() != 2) return m.fail(rule::wrong_rank, 2, m.x.rank());
  const std::int64_t n = m.numbers[0];
  if (n < 1) return m.fail(rule::size_not_positive, n);
  m.found.trainable = count{n} * m.x[1];
  m.x[0] = (count{m.x[0]} + n).value;
}

inline constexpr family embedding_family{
    .kind = "embedding", .work = &embedding_work, .accepts = only(option::lora_rank), .numbers = 2,
    .memory = in_memory::takes_indices,
    .keeps = in_training::tokens,
    .operations = &add_moves};
inline constexpr family tied_dense_family{.kind = "tied_dense", .work = &tied_dense_work, .numbers = 1,
                                          .keeps = in_training::inputs};
inline constexpr family position_embedding_family{
    .kind = "position_embedding", .work = &position_embedding_work, .numbers = -1, .keeps = in_training::nothing};
inline constexpr family class_token_family{.kind = "class_token", .work = &class_token_work, .numbers = 1,
                                           .keeps = in_training::nothing, .operations = &add_moves};

}  // namespace nns::detail

namespace nns::inline layers {

/// embedding<vocabulary, size, lora_rank>: indices of any shape, (T) to (T, D). Parameters: V D. Looking up multiplies
/// nothing.
template <std::int64_t Vocabulary, std::int64_t Size, class... Options>
struct embedding {
  NNS_LEAF(embedding)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::embedding_family, shape{Vocabulary, Size}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// position_embedding<positions>: adds a learned vector to each step of (..., T, C); the shape stays. Parameters:
/// positions C. position_embedding<> has one vector for each step of its input, which may have any shape.
/// Error: an input longer than the positions. Source: Vaswani et al. 2017, section 3.5; Keras Hub's PositionEmbedding.
template <std::int64_t... Positions>
struct position_embedding {
  NNS_LEAF(position_embedding)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::position_embedding_family, shape{Positions...}, detail::no_options);
  }
  NNS_STEP_AS_DATA
};

/// class_token<>: puts one learned vector (or n) before the sequence: (T, C) to (T + n, C). Parameters: n C.
/// Source: Devlin et al. 2018 (BERT), Dosovitskiy et al. 2020 (ViT).
template <std::int64_t Tokens = 1>
struct class_token {
  NNS_LEAF(class_token)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::class_token_family, shape{Tokens}, detail::no_options);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
