// Layers of Keras that only files have: encodings of numbers and categories, embeddings that are used in both
// directions, and wrappers that add to their layers.
#pragma once

#include <nns/import/network/assumed.hpp>
#include <nns/import/network/network.hpp>
#include <nns/layers/attention.hpp>
#include <nns/layers/convolution.hpp>
#include <nns/layers/dense.hpp>
#include <nns/layers/embedding.hpp>
#include <nns/layers/product.hpp>

namespace nns::detail {

/// The output of an encoding, as a number of the layer: unchanged, one_hot, or counted.
enum class encoding : std::int64_t { as_it_came, one_hot, counted };

constexpr void put_depth(machine& m, std::int64_t depth) {
  if (depth < 1 && depth != shape::unknown) return m.fail(rule::size_not_positive, depth);
  if (m.x.rank() == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
  m.x.push_back(depth);
}

/// CategoryEncoding: the last axis becomes the categories; with one_hot it is kept unless it is 1. Counting in a batch
/// of single numbers would count over the batch.
constexpr void category_encoding_work(machine& m) {
  const bool one_hot = m.numbers[1] == static_cast<std::int64_t>(encoding::one_hot);
  if (m.x.rank() == 0 && !one_hot) return m.fail(rule::rank_too_small, 1, 0);
  if (m.x.rank() != 0 && (!one_hot || m.x.back() == 1)) m.x[--m.x.used] = 0;
  put_depth(m, m.numbers[0]);
}

/// Discretization: each number becomes the index of its bin, or a vector over all bins.
constexpr void discretization_work(machine& m) {
  const auto written = static_cast<encoding>(m.numbers[1]);
  if (written == encoding::as_it_came) return;
  if (written == encoding::one_hot) return category_encoding_work(m);
  if (m.x.rank() == 0) return m.fail(rule::rank_too_small, 1, 0);
  for (int i = 1; i != m.x.used; ++i) m.x[i - 1] = m.x[i];
  m.x[--m.x.used] = 0;
  put_depth(m, m.numbers[0]);
}

consteval family encoding_family(text kind, step work) { return {.kind = kind, .work = work, .numbers = 2}; }
/// For files that give the shape (Keras until 3.9 uses the input's shape as the output's).
inline constexpr family said_discretization_family{.kind = "discretization", .work = &assumed_work, .numbers = -1};
inline constexpr family category_encoding_family = encoding_family("category_encoding", &category_encoding_work);
inline constexpr family discretization_family = encoding_family("discretization", &discretization_work);

/// Normalization by numbers[0] measured numbers, without an axis.
constexpr void measured_normalization_work(machine& m) {
  m.found.fixed = m.numbers[0];
  m.found.element_wise = count{m.x.elements()} * 2;
}
inline constexpr family measured_normalization_family{
    .kind = "normalization", .work = &measured_normalization_work, .numbers = 1};

/// An embedding with a second table for the reverse direction.
constexpr void untied_embedding_work(machine& m) {
  embedding_work(m);
  m.found.trainable = m.found.trainable * 2;
}
/// With one table for both directions.
inline constexpr family reversible_embedding_family{.kind = "embedding", .work = &embedding_work, .numbers = 2};
inline constexpr family untied_embedding_family{
    .kind = "reversible_embedding", .work = &untied_embedding_work, .numbers = 2};

/// Attention whose scores are sums over tanh(q + k), times one learned number: only the values are multiplied.
constexpr void summed_attention_work(machine& m) {
  attended a;
  if (!read_bare(m, a)) return;
  const count pairs = a.batch * a.pairs(m);
  m.found.forward = pairs * a.value.back();
  m.found.trainable = 1 + std::int64_t{m.given->use_scale};
  m.found.element_wise = pairs * a.query.back() * 2 + pairs;
  yield_bare_scores(m, a);
}
inline constexpr family summed_attention_family{.kind = "attention",
                                                .work = &summed_attention_work,
                                                .accepts = attention_family.accepts,
                                                .numbers = 0,
                                                .inputs = 3,
                                                .least_inputs = attention_family.least_inputs};

/// Whether a layer of this kind takes a low-rank adapter (LoRA).
constexpr bool takes_adapter(const family* kind) {
  return kind == &dense_family || kind == &conv1d_family || kind == &conv2d_family || kind == &conv3d_family ||
         kind == &einsum_dense_family || kind == &embedding_family;
}

/// The extent of the last axis of a layer's weights, which is the length of a power iteration's vector; 0 if it is not
/// known. Called after the layer has run.
constexpr std::int64_t last_of_weights(const layer_record& l, const shape& arrives) {
  if (l.kind == nullptr || l.role != layer_role::layer) return 0;
  const text kind = l.kind->kind;
  if (kind == text{"embedding"}) return l.numbers[1];
  if (kind == text{"depthwise_conv1d"} || kind == text{"depthwise_conv2d"}) return l.given.depth_multiplier;
  if (kind == text{"conv1d_transpose"} || kind == text{"conv2d_transpose"} || kind == text{"conv3d_transpose"})
    return l.given.channels_first ? arrives[0] : arrives.back();
  if (kind == text{"dense"} || kind == text{"conv1d"} || kind == text{"conv2d"} || kind == text{"conv3d"})
    return l.numbers[0];
  return 0;
}

/// SpectralNormalization: the layer, and a vector that is kept from one training step to the next. At inference the
/// weights are already divided.
constexpr void spectral_normalization_work(machine& m) {
  const layer_record& wrapped = m.inner_values->net->layers[m.inner_values->first];
  machine inner;
  if (!m.run_inner(inner, m.x)) return;
  const count extent = last_of_weights(wrapped, m.x);
  if (extent.value == 0) return m.fail(rule::layer_without_cost);
  m.found.forward = inner.sum.forward;
  m.found.backward = inner.sum.backward();
  m.found.trainable = inner.sum.trainable;
  m.found.fixed = inner.sum.fixed + extent;
  m.found.activations = inner.sum.activations;
  m.x = inner.x;
}
inline constexpr family spectral_normalization_family{
    .kind = "spectral_normalization", .work = &spectral_normalization_work, .numbers = 0};

}  // namespace nns::detail
