// Attention whose keys and values are made from one latent vector for each position: DeepSeek's multi-head latent
// attention. It has no biases. Rotary positions rotate a part of the queries, and one key for all heads; this is not
// counted.
#pragma once

#include <nns/layers/attention.hpp>

namespace nns::detail {

/// The sizes of latent attention, in the formulas' letters.
struct latent_sizes {
  count I;      // of the input
  count h;      // heads
  count d;      // of a head's keys, without position
  count p;      // of the part with position, whose key all heads share
  count r;      // of the latent vector of keys and values
  count q = 0;  // of the latent vector of the queries; 0: they have none
  count e;      // of a head's values
  count O;      // of the output

  /// Of the queries' projection, for one position. The latent vectors are normalised, which learns q and r numbers.
  [[nodiscard]] constexpr count query_products() const {
    return q.value == 0 ? I * h * (d + p) : I * q + q * h * (d + p);
  }
  /// Of what is multiplied with the input itself.
  [[nodiscard]] constexpr count first_products() const { return I * (q.value == 0 ? h * (d + p) : q) + I * (r + p); }
  [[nodiscard]] constexpr count parameters() const {
    return query_products() + q + I * (r + p) + r + r * h * (d + e) + h * e * O;
  }
  /// Of the other projections, for one position. With a cache the latent vectors stay as they are: the queries are
  /// mapped to them, h d r, and the weighted latent vectors to values, h r e. Without one, keys and values are made
  /// from them, r h (d + e). Both take the same number of products.
  [[nodiscard]] constexpr count other_products() const { return I * (r + p) + r * h * (d + e) + h * e * O; }
  /// Of a query and a key, for all heads.
  [[nodiscard]] constexpr count pair_products(bool cached) const { return cached ? h * (r + p + r) : h * (d + p + e); }
};

/// The cost of the gradients of a latent attention layer; that of its input only if it is needed.
constexpr count latent_backward(const machine& m, const latent_sizes& n, count queries, count pairs) {
  const bool learns = m.wants_weights(), any = learns || m.wants;
  const count first = n.first_products();
  const count others = n.query_products() + n.other_products() - first;
  const bool cached = m.given->has(option::cached);
  return queries * first * (std::int64_t{learns} + std::int64_t{m.wants}) +
         queries * others * (std::int64_t{learns} + std::int64_t{any}) +
         backward_of_scores(m, any, any, any, pairs * n.h * (cached ? n.r + n.p : n.d + n.p), pairs * n.h * (cached ? n.r : n.e));
}

constexpr void latent_attention_work(machine& m) {
  const options& o = *m.given;
  for (int i = 0; i != 4; ++i)
    if (m.numbers[i] < 1) return m.fail(rule::size_not_positive, m.numbers[i]);
  if (o.has(option::query_latent) && o.query_latent < 1) return m.fail(rule::size_not_positive, o.query_latent);
  if (o.has(option::value_dim) && o.value_dim < 1) return m.fail(rule::size_not_positive, o.value_dim);
  if (o.has(option::output_dim) && o.output_dim < 1) return m.fail(rule::size_not_positive, o.output_dim);
  attended a;
  if (!a.read(m)) return;
  const latent_sizes n{.I = a.query.back(),
                       .h = m.numbers[0],
                       .d = m.numbers[1],
                       .p = m.numbers[2],
                       .r = m.numbers[3],
                       .q = o.query_latent,
                       .e = o.has(option::value_dim) ? o.value_dim : m.numbers[1],
                       .O = output_size(o, a.query.back())};
  const count queries = a.batch * a.queries;
  const count pairs = a.batch * a.pairs(m);
  m.found.forward = queries * (n.query_products() + n.other_products()) + pairs * n.pair_products(o.has(option::cached));
  m.found.trainable = n.parameters();
  if (m.observed) {
    // the latent vectors before and after their normalisation, queries, keys, values, weighted values
    m.onlooker->keep(queries * (n.q * 2 + n.r * 2 + n.h * (n.d + n.p) * 2 + n.h * n.e * 2), 0);
    // Heads have their own matrices after the latent vectors, which all of them share.
    const count latent = n.I * (n.q + n.r + n.p) + n.q + n.r;
    m.onlooker->attend(a.batch * a.queries * a.keys * n.h, queries * n.h,
                       {.heads = n.h, .weights = latent, .kept = queries * (n.q + n.r) * 2,
                        .read = queries * (n.q + n.r + n.p), .arriving = n.q.value == 0});
  }
  if (m.how->gradients) m.found.backward = latent_backward(m, n, queries, pairs);
  m.found.element_wise = pairs * n.h + queries * (n.q + n.r);
  m.x.back() = n.O.value;
  a.keep(m, n.r + n.p);
}

/// The scores' scale and softmax; the scales of the latent vectors' normalisation.
constexpr void latent_attention_operations(const machine& m, operations_found& o) {
  const count queries = queries_of(m);
  const count normalized = queries * (count{m.given->query_latent} + m.numbers[3]);
  const count pairs = m.found.element_wise - normalized;
  o.multiplications += pairs + normalized;
  add_softmax_of_scores(o, pairs, queries * m.numbers[0]);
}

inline constexpr family latent_attention_family{
    .kind = "latent_attention",
    .work = &latent_attention_work,
    .accepts = set_of(option::padding, option::count_masked, option::axis, option::output_dim, option::value_dim) |
               set_of(option::cached, option::window, option::query_latent),
    .numbers = 4,
    .memory = in_memory::attends,
    .keeps = in_training::inputs,
    .operations = &latent_attention_operations};

}  // namespace nns::detail

namespace nns::inline layers {

/// latent_attention<heads, key size, position size, latent size, value_dim<e>, query_latent<q>, output_dim<O>, causal,
/// count_masked<false>, cached<n>, window<n>>: self-attention without biases, (T, I) to (T, O). A position's keys and
/// values are made from a latent vector of r features, and one key of p features with the position, shared by all h
/// heads; a cache keeps these r + p. Queries, of h (d + p) features, are made from a latent vector of q features if
/// query_latent<q> is given. Latent vectors are normalised.
/// Multiply-adds: T (I h (d + p) + I (r + p) + r h (d + e) + h e O) + T S h (d + p + e); with query_latent<q> T I q +
/// T q h (d + p) in place of the first term. With cached<n>, keys and values are not made again: queries are compared
/// with the latent vectors themselves, and T S h (2 r + p) takes the place of T S h (d + p + e). Parameters: those of
/// the projections, and q + r of the normalisations.
/// Source: DeepSeek-AI 2024 (DeepSeek-V2), section 2.1 and appendix C.
template <std::int64_t Heads, std::int64_t KeySize, std::int64_t PositionSize, std::int64_t LatentSize, class... Options>
struct latent_attention {
  NNS_LEAF(latent_attention)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::latent_attention_family, shape{Heads, KeySize, PositionSize, LatentSize}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
