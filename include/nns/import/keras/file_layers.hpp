// Layers of Keras that only files have: encodings of numbers and categories, embeddings that are used both ways, layers
// with adapters of low rank, and wrappers whose layers differ or are watched.
#pragma once

#include <nns/import/network/assumed.hpp>
#include <nns/import/network/network.hpp>
#include <nns/layers/attention.hpp>
#include <nns/layers/convolution.hpp>
#include <nns/layers/dense.hpp>
#include <nns/layers/embedding.hpp>
#include <nns/layers/product.hpp>

namespace nns::detail {

/// How an encoding is written, as the numbers of the layer say it: as it came, one_hot, or counted.
enum class encoding : std::int64_t { as_it_came, one_hot, counted };

constexpr void put_depth(machine& m, std::int64_t depth) {
  if (depth < 1 && depth != shape::unknown) return m.fail(rule::size_not_positive, depth);
  if (m.x.rank() == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
  m.x.push_back(depth);
}

/// CategoryEncoding: the last axis becomes the categories; one_hot, it is kept unless it is 1. To count in a batch of
/// numbers is to count the batch.
constexpr void category_encoding_work(machine& m) {
  const bool one_hot = m.numbers[1] == static_cast<std::int64_t>(encoding::one_hot);
  if (m.x.rank() == 0 && !one_hot) return m.fail(rule::rank_too_small, 1, 0);
  if (m.x.rank() != 0 && (!one_hot || m.x.back() == 1)) m.x[--m.x.used] = 0;
  put_depth(m, m.numbers[0]);
}

/// Discretization: each number becomes the index of its bin, or a vector of them all.
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
/// Where the file says what shape it found (Keras until 3.9 takes it for the one that came).
inline constexpr family said_discretization_family{.kind = "discretization", .work = &assumed_work, .numbers = -1};
inline constexpr family category_encoding_family = encoding_family("category_encoding", &category_encoding_work);
inline constexpr family discretization_family = encoding_family("discretization", &discretization_work);

/// Normalization by numbers[0] measured numbers that depend on no axis.
constexpr void measured_normalization_work(machine& m) {
  m.found.fixed = m.numbers[0];
  m.found.element_wise = count{m.x.elements()} * 2;
}
inline constexpr family measured_normalization_family{
    .kind = "normalization", .work = &measured_normalization_work, .numbers = 1};

/// An embedding with a second table for the way back.
constexpr void untied_embedding_work(machine& m) {
  embedding_work(m);
  m.found.trainable = m.found.trainable * 2;
}
/// With one table for both ways.
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

/// A layer with an adapter of low rank (LoRA): its matrix of N numbers, U of them in each row, is fixed, and two of
/// N / U r and r U are trained, r being the last number. They are added to the matrix before it multiplies.
template <step Work>
constexpr void adapted_work(machine& m) {
  const int last = m.numbers.used - 1;
  const count r = m.numbers[last];
  if (r.value < 1) return m.fail(rule::size_not_positive, r.value);
  const count U = m.numbers[last - 1];
  Work(m);
  if (m.bad.broken != rule::none) return;
  const count bias = m.given->bias && last == 1 ? U : count{0};
  const count matrix = m.found.trainable - bias;
  m.found.fixed = matrix;
  m.found.trainable = matrix / U.value * r + r * U + bias;
}
consteval family adapted_family(const family& f, step work) {
  family changed = f;
  changed.work = work;
  if (f.numbers >= 0) changed.numbers = f.numbers + 1;
  changed.prepare = &has_no_short_way;
  return changed;
}
inline constexpr family adapted_dense_family = adapted_family(dense_family, &adapted_work<&dense_work>);
inline constexpr family adapted_conv1d_family = adapted_family(conv1d_family, &adapted_work<&convolution_work<1>>);
inline constexpr family adapted_conv2d_family = adapted_family(conv2d_family, &adapted_work<&convolution_work<2>>);
inline constexpr family adapted_conv3d_family = adapted_family(conv3d_family, &adapted_work<&convolution_work<3>>);
/// Of an einsum_dense: U is the extent of the last letter of its kernel.
constexpr void adapted_einsum_work(machine& m) {
  const count r = m.numbers.back();
  if (r.value < 1) return m.fail(rule::size_not_positive, r.value);
  m.numbers[--m.numbers.used] = 0;
  const shape arrived = m.x;
  einsum_dense_work(m);
  if (m.bad.broken != rule::none) return;
  einsum e;
  static_cast<void>(e.parse(m.given->equation) && e.arrive(arrived) && e.declare(m.numbers));
  const count matrix = e.product(e.weights);
  const count U = e.weights.size() == 0 ? count{1} : count{e.of(e.weights[e.weights.size() - 1])};
  m.numbers.push_back(r.value);
  const count bias = m.found.trainable - matrix;
  m.found.fixed = matrix;
  m.found.trainable = matrix / U.value * r + r * U + bias;
}
inline constexpr family adapted_einsum_family = adapted_family(einsum_dense_family, &adapted_einsum_work);
inline constexpr family adapted_embedding_family = adapted_family(embedding_family, &adapted_work<&embedding_work>);

/// The same layer with an adapter; null where there is none of this kind.
constexpr const family* adapted(const family* kind) {
  if (kind == &dense_family) return &adapted_dense_family;
  if (kind == &conv1d_family) return &adapted_conv1d_family;
  if (kind == &conv2d_family) return &adapted_conv2d_family;
  if (kind == &conv3d_family) return &adapted_conv3d_family;
  if (kind == &einsum_dense_family) return &adapted_einsum_family;
  return kind == &embedding_family ? &adapted_embedding_family : nullptr;
}

/// The extent of the last axis of a layer's weights, 0 if it is not known: what a power iteration has a vector of. The
/// layer has run.
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

/// SpectralNormalization: the layer, and a vector that is kept from one step of training to the next. Inference finds
/// the weights divided already.
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
