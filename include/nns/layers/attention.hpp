// Attention: multi-head and grouped-query attention with their projections, and the bare products of attention and
// additive_attention. In the formulas there are T queries of size I, S keys and values of size I', h heads,
// d the size of a head's keys and queries, e of its values, O of the output.
#pragma once

#include <nns/layers/dense.hpp>
#include <nns/layers/axes.hpp>

namespace nns::detail {

/// The queries, keys and values of an attention layer: its inputs are query, value and key, as in Keras. Unless they
/// are given, the value is the query, and the key is the value.
struct attended {
  shape query{};
  shape value{};
  shape key{};
  count batch = 1;    // extents that the attention does not run along
  count queries = 1;  // T
  count keys = 1;     // S, including those in a cache
  count arriving = 1; // keys that are new: they are projected
  count first = 0;    // positions before the first query
  bool apart = false; // keys and values are a separate input
  int along = -1;     // the axis, if it runs along one; -1: along all but the last

  /// Attention runs along the axis given, else along all but the last.
  constexpr bool read(machine& m) {
    const options& o = *m.given;
    if (o.has(option::padding) && o.padding != padding_mode::causal)
      return m.fail(rule::option_not_known_to_the_layer, static_cast<int>(option::padding)), false;
    query = m.x;
    value = m.inputs() > 1 ? m.input(1) : query;
    key = m.inputs() > 2 ? m.input(2) : value;
    const int rank = query.rank();
    if (rank < 2) return m.fail(rule::no_time_axis, 2, rank), false;
    if (value.rank() != rank) return m.fail(rule::input_ranks_differ, rank, value.rank()), false;
    if (key.rank() != rank) return m.fail(rule::input_ranks_differ, rank, key.rank()), false;
    if (o.has(option::axis)) {
      along = index_of_axis(m, o.axis, query);
      if (along < 0) return false;
      if (along == rank - 1) return m.fail(rule::axis_out_of_range, o.axis, rank - 1), false;
    }
    return fold_axes(m, rank) && read_cache(m);
  }

  /// The pairs of a query and a key that count. If the mask is causal, and hidden products do not count, a query sees
  /// only the keys up to its own position, and at most a window of them.
  [[nodiscard]] constexpr count pairs(const machine& m) const {
    const options& o = *m.given;
    if (o.count_masked || !looks_back(o) || !queries.is_known() || !keys.is_known() || !first.is_known())
      return queries * (o.window != 0 && !apart ? in_reach(o.window) : keys);
    const count last = first + queries;
    const count all = seen_up_to(last) - seen_up_to(first);
    if (o.window == 0) return all;
    return all - (seen_up_to(behind(last, o.window)) - seen_up_to(behind(first, o.window)));
  }

  /// Whether no query sees a later key.
  static constexpr bool looks_back(const options& o) {
    return o.padding == padding_mode::causal || o.has(option::window) || o.has(option::cached);
  }

  /// What the layer keeps for later positions: `width` elements for each.
  constexpr void keep(machine& m, count width) const {
    const options& o = *m.given;
    const bool has_cache = o.has(option::cached);
    m.cache = {.width = batch * width,
               .positions = keys,
               .read = has_cache ? (apart ? keys : in_reach(o.window) - arriving) : count{0},
               .written = has_cache ? arriving : count{0},
               .window = o.window,
               .grows = !from_elsewhere(m),
               .keeps = from_elsewhere(m) || looks_back(o)};
  }

 private:
  /// Whether keys and values are made from other tensors than the queries; known only with an observer.
  [[nodiscard]] constexpr bool from_elsewhere(const machine& m) const {
    if (!apart || !m.observed) return apart;
    for (int i = 0; i < m.extra; ++i)
      if (m.more[i].source != m.source || m.more[i].output != m.output) return true;
    return false;
  }
  /// The keys that are multiplied: the new ones, and of the cache what a window still sees.
  [[nodiscard]] constexpr count in_reach(std::int64_t window) const {
    if (window == 0 || !first.is_known() || first.value < window) return keys;
    return arriving + (window - 1);
  }
  static constexpr count behind(count position, std::int64_t window) {
    return position.value < window ? count{0} : position - window;
  }
  /// The number of pairs that the first n queries of a sequence see.
  [[nodiscard]] constexpr count seen_up_to(count n) const {
    const count sloping = n.value < keys.value ? n : keys;
    return sloping * (sloping + 1) / 2 + (n - sloping) * keys;
  }

  constexpr bool read_cache(machine& m) {
    const options& o = *m.given;
    apart = m.extra > 0;
    arriving = keys;
    if (o.cached < 0) return m.fail(rule::cached_not_negative, o.cached), false;
    if (o.has(option::window) && o.window < 1) return m.fail(rule::size_not_positive, o.window), false;
    if (!o.has(option::cached)) return true;
    if (apart) {
      if (keys.is_known() && keys.value != o.cached) return m.fail(rule::cached_keys_differ, o.cached, keys.value), false;
      arriving = 0;
      return true;
    }
    first = o.cached;
    keys += first;
    return true;
  }

  constexpr bool fold_axes(machine& m, int rank) {
    for (int i = 0; i != rank - 1; ++i) {
      if (key[i] != value[i]) return m.fail(rule::value_and_key_lengths_differ, key[i], value[i]), false;
      if (along < 0 || i == along) {
        queries *= query[i];
        keys *= key[i];
      } else {
        if (query[i] != key[i]) return m.fail(rule::attended_extents_differ, query[i], key[i]), false;
        batch *= query[i];
      }
    }
    return true;
  }
};

/// The scores as a second output, if asked for: the extents that are a batch, the heads (none: 0), then those of the
/// queries and those of the keys. `first` is the first axis that attention runs along.
constexpr void yield_scores(machine& m, const attended& a, std::int64_t heads, int first, int behind) {
  if (!m.given->return_attention_scores) return;
  shape scores;
  const auto put = [&m, &scores](std::int64_t extent) {
    if (scores.used == shape::max_rank)
      m.fail(rule::rank_above_eight, shape::max_rank + 1);
    else
      scores.push_back(extent);
  };
  for (int i = 0; i != a.query.rank() - 1; ++i)
    if (i < first || i >= behind) put(a.query[i]);
  if (heads != 0) put(heads);
  for (int i = first; i != behind; ++i) put(a.query[i]);
  for (int i = first; i != behind; ++i)
    put(i == behind - 1 && !a.apart ? (count{a.key[i]} + a.first).value : a.key[i]);
  if (m.bad) return;
  m.found.activations = count{m.x.elements()} + scores.elements();
  m.yield(scores);
}

/// h heads of queries that share the keys and values of g heads.
struct head_sizes {
  count h;
  count g;
  count d;
  count e;
};

/// The biases of the four projections, for one position each of the queries and of the keys.
struct projection_biases {
  count queries = 0;
  count keys = 0;

  constexpr projection_biases(const options& o, const head_sizes& n, count output) {
    if (!o.bias) return;
    if (o.query_bias) queries += n.h * n.d;
    if (o.output_bias) queries += output;
    if (o.key_bias) keys += n.g * n.d;
    if (o.value_bias) keys += n.g * n.e;
  }
};

/// Queries and keys are normalised before they meet.
constexpr void normalize_heads(machine& m, const head_sizes& n, count queries, count keys) {
  const options& o = *m.given;
  if (!o.has(option::query_key_normalization)) return;
  const count in_a_head = n.d * 2;
  const count in_all = n.d * (n.h + n.g);
  m.found.trainable += (o.over_all_heads ? in_all : in_a_head) * std::int64_t{o.normalization_vectors};
  m.found.element_wise += (queries * n.h + keys * n.g) * n.d * std::int64_t{o.normalization_vectors == 2 ? 2 : 1};
}

/// The output's size: the queries', unless it is given.
constexpr count output_size(const options& o, count queries) {
  return o.output_dim != 0 || o.has(option::output_dim) ? count{o.output_dim} : queries;
}

/// The cost of the backward pass for the products of queries with keys and of scores with values: the gradients
/// of those that need one, and what is computed again.
constexpr count backward_of_scores(const machine& m, bool queries, bool keys, bool values, count scores, count weighted) {
  count sum = scores * (std::int64_t{queries} + std::int64_t{keys}) +
              weighted * (std::int64_t{queries || keys} + std::int64_t{values});
  if (m.how->attention == attention_kernel::plain || !(queries || keys || values)) return sum;
  return sum + scores + (m.how->attention == attention_kernel::recomputed ? weighted : count{0});
}

constexpr void projected_attention(machine& m, const head_sizes& n) {
  attended a;
  if (!a.read(m)) return;
  const auto& [h, g, d, e] = n;
  const count I = a.query.back();
  const count O = output_size(*m.given, I);
  if (O.value < 1 && (O.value != shape::unknown || m.given->has(option::output_dim)))
    return m.fail(rule::size_not_positive, O.value);
  const count queries = a.batch * a.queries;
  const count keys = a.batch * a.arriving;
  const count wq = I * h * d;
  const count wk = count{a.key.back()} * g * d;
  const count wv = count{a.value.back()} * g * e;
  const count wo = h * e * O;
  const count pairs = a.batch * a.pairs(m) * h;
  m.found.forward = queries * wq + keys * wk + keys * wv + pairs * d + pairs * e + queries * wo;
  m.found.trainable = wq + wk + wv + wo;
  if (m.how->gradients) {
    const bool learns = m.wants_weights(), to_query = m.wants;
    const bool to_value = m.extra > 0 ? m.wants_input(1) : to_query;
    const bool to_key = m.extra > 1 ? m.wants_input(2) : to_value;
    m.found.backward = queries * wq * (std::int64_t{learns} + std::int64_t{to_query}) +
                       keys * wk * (std::int64_t{learns} + std::int64_t{to_key}) +
                       keys * wv * (std::int64_t{learns} + std::int64_t{to_value}) +
                       backward_of_scores(m, learns || to_query, learns || to_key, learns || to_value, pairs * d, pairs * e) +
                       queries * wo * (std::int64_t{learns} + 1);
  }
  if (m.observed) {
    m.onlooker->keep(queries * h * d + keys * g * (d + e) + queries * h * e, 0);  // queries, keys, values, weighted
    m.onlooker->attend(queries * a.keys * h, queries * h);
  }
  const projection_biases biases(*m.given, n, O);
  m.found.trainable += biases.queries + biases.keys;
  m.x.back() = O.value;
  if (const extents& several = m.given->shared_axes; several.used > 1) {
    if (m.x.rank() + several.used - 1 > shape::max_rank) return m.fail(rule::rank_above_eight, m.x.rank() + several.used - 1);
    m.x.back() = several[0];
    for (int i = 1; i != several.used; ++i) m.x.push_back(several[i]);
  }
  m.found.element_wise = pairs;
  m.found.element_wise += queries * biases.queries + keys * biases.keys;
  normalize_heads(m, n, queries, keys);
  if (m.given->attention_sinks) m.found.trainable += h;
  if (m.given->has(option::position_buckets)) {
    if (m.given->position_buckets < 1) return m.fail(rule::size_not_positive, m.given->position_buckets);
    m.found.trainable += h * m.given->position_buckets;
    m.found.element_wise += pairs;
  }
  const int last = a.query.rank() - 1;
  a.keep(m, g * (d + e));
  yield_scores(m, a, h.value, a.along < 0 ? 0 : a.along, a.along < 0 ? last : a.along + 1);
}

constexpr void multi_head_attention_work(machine& m) {
  const count h = m.numbers[0];
  const count d = m.numbers[1];
  const count e = m.given->value_dim != 0 || m.given->has(option::value_dim) ? count{m.given->value_dim} : d;
  if (h.value < 1) return m.fail(rule::size_not_positive, h.value);
  if (d.value < 1) return m.fail(rule::size_not_positive, d.value);
  if (e.value < 1) return m.fail(rule::size_not_positive, e.value);
  projected_attention(m, {h, h, d, e});
}

constexpr void grouped_query_attention_work(machine& m) {
  const count d = m.numbers[0];
  const count h = m.numbers[1];
  const count g = m.numbers[2];
  for (int i = 0; i != 3; ++i)
    if (m.numbers[i] < 1) return m.fail(rule::size_not_positive, m.numbers[i]);
  if (h.value % g.value != 0) return m.fail(rule::heads_do_not_divide, h.value, g.value);
  projected_attention(m, {h, g, d, d});
}

/// The bare products. All axes but the last two are a batch: heads, windows.
constexpr bool read_bare(machine& m, attended& a) {
  if (!a.read(m)) return false;
  const int rank = a.query.rank();
  const std::int64_t T = a.query[rank - 2];
  const std::int64_t S = a.key[rank - 2];
  a.batch = 1;
  for (int i = 0; i != rank - 2; ++i) {
    if (a.query[i] != a.key[i]) return m.fail(rule::attended_extents_differ, a.query[i], a.key[i]), false;
    a.batch *= a.query[i];
  }
  a.queries = T;
  a.keys = a.arriving = S;
  a.apart = false;
  if (a.query.back() != a.key.back()) return m.fail(rule::widths_differ, a.query.back(), a.key.back()), false;
  m.x.back() = a.value.back();
  return true;
}

constexpr void yield_bare_scores(machine& m, const attended& a) {
  yield_scores(m, a, 0, a.query.rank() - 2, a.query.rank() - 1);
}

constexpr void attention_work(machine& m) {
  attended a;
  if (!read_bare(m, a)) return;
  const count pairs = a.batch * a.pairs(m);
  m.found.forward = pairs * a.query.back() + pairs * a.value.back();
  if (m.observed) m.onlooker->attend(a.batch * a.queries * a.keys, a.batch * a.queries);
  if (m.how->gradients)
    m.found.backward = backward_of_scores(m, m.wants, m.wants_input(m.extra), m.wants_input(1), pairs * a.query.back(),
                                          pairs * a.value.back());
  m.found.trainable = std::int64_t{m.given->use_scale};
  m.found.element_wise = pairs;
  a.keep(m, count{a.query.back()} + a.value.back());
  yield_bare_scores(m, a);
}

constexpr void additive_attention_work(machine& m) {
  attended a;
  if (!read_bare(m, a)) return;
  const count d = a.query.back();
  const count pairs = a.batch * a.pairs(m);
  m.found.forward = pairs * a.value.back();
  m.found.trainable = m.given->scale ? d : count{0};
  if (m.observed) {
    m.onlooker->keep(a.batch * a.queries * a.keys * d, 0);  // the tanh of queries and keys
    m.onlooker->attend(a.batch * a.queries * a.keys, a.batch * a.queries);
  }
  if (m.how->gradients)
    m.found.backward = backward_of_scores(m, m.wants || m.wants_weights(), m.wants_input(m.extra), m.wants_input(1), 0,
                                          pairs * a.value.back());
  m.found.element_wise = pairs * d * 2 + pairs;
  yield_bare_scores(m, a);
}

/// The queries and the keys of the whole batch; no keys if they are in the cache.
constexpr count queries_of(const machine& m) {
  const shape& query = m.input_of(0);
  return query.product(0, query.rank() - 1);
}
constexpr count keys_of(const machine& m) {
  if (m.inputs() > 1 && m.given->has(option::cached)) return 0;
  const shape& key = m.input_of(m.inputs() - 1);
  return key.product(0, key.rank() - 1);
}

/// A softmax over `queries` rows of scores, `pairs` in total.
constexpr void add_softmax_of_scores(operations_found& o, count pairs, count queries) {
  o.exponentials += pairs;
  o.divisions += pairs;
  o.additions += pairs - queries;
}

/// Biases, and the scale and softmax of the scores.
constexpr void add_attention(const machine& m, operations_found& o, const head_sizes& n) {
  const projection_biases biases(*m.given, n, output_size(*m.given, m.input_of(0).back()));
  const count biased = queries_of(m) * biases.queries + keys_of(m) * biases.keys;
  count normalized = 0;
  if (m.given->has(option::query_key_normalization))
    normalized = (queries_of(m) * n.h + keys_of(m) * n.g) * n.d *
                 std::int64_t{m.given->normalization_vectors == 2 ? 2 : 1};
  const count of_pairs = m.found.element_wise - biased - normalized;
  const bool has_buckets = m.given->has(option::position_buckets);
  const count pairs = has_buckets ? of_pairs / 2 : of_pairs;
  if (has_buckets) o.additions += pairs;
  o.additions += biased;
  o.multiplications += pairs + normalized;
  add_softmax_of_scores(o, pairs, queries_of(m) * n.h);
}
constexpr void multi_head_attention_operations(const machine& m, operations_found& o) {
  const count h = m.numbers[0];
  const count d = m.numbers[1];
  add_attention(m, o, {h, h, d, m.given->has(option::value_dim) ? count{m.given->value_dim} : d});
}
constexpr void grouped_query_attention_operations(const machine& m, operations_found& o) {
  const count d = m.numbers[0];
  add_attention(m, o, {m.numbers[1], m.numbers[2], d, d});
}
constexpr void attention_operations(const machine& m, operations_found& o) {
  const count pairs = m.found.element_wise;
  if (m.given->use_scale) o.multiplications += pairs;
  add_softmax_of_scores(o, pairs, queries_of(m));
}
/// tanh(query + key), and its sum, with the scale if there is one.
constexpr void additive_attention_operations(const machine& m, operations_found& o) {
  const count d = m.input_of(0).back();
  const count pairs = m.found.element_wise / (d * 2 + 1);
  o.additions += pairs * d * 2 - pairs;
  o.exponentials += pairs * d;
  if (m.given->scale) o.multiplications += pairs * d;
  add_softmax_of_scores(o, pairs, queries_of(m));
}

inline constexpr option_set scored_options =
    set_of(option::padding, option::count_masked, option::return_attention_scores, option::window);
inline constexpr option_set projected_options =
    scored_options | set_of(option::bias, option::query_bias, option::key_bias, option::value_bias, option::output_bias) |
    set_of(option::axis, option::output_dim, option::query_key_normalization, option::cached) |
    set_of(option::attention_sinks, option::position_buckets);

inline constexpr family multi_head_attention_family{.kind = "multi_head_attention",
                                                    .work = &multi_head_attention_work,
                                                    .accepts = projected_options | only(option::value_dim),
                                                    .numbers = 2,
                                                    .inputs = 3,
                                                    .memory = in_memory::attends,
                                                    .keeps = in_training::inputs,
                                                    .operations = &multi_head_attention_operations};
inline constexpr family grouped_query_attention_family{.kind = "grouped_query_attention",
                                                       .work = &grouped_query_attention_work,
                                                       .accepts = projected_options,
                                                       .numbers = 3,
                                                       .inputs = 3,
                                                       .memory = in_memory::attends,
                                                       .keeps = in_training::inputs,
                                                       .operations = &grouped_query_attention_operations};
inline constexpr family attention_family{.kind = "attention",
                                         .work = &attention_work,
                                         .accepts = scored_options | only(option::use_scale),
                                         .numbers = 0,
                                         .inputs = 3,
                                         .least_inputs = 2,
                                         .memory = in_memory::attends,
                                         .keeps = in_training::inputs,
                                         .operations = &attention_operations};
inline constexpr family additive_attention_family{.kind = "additive_attention",
                                                  .work = &additive_attention_work,
                                                  .accepts = scored_options | only(option::scale),
                                                  .numbers = 0,
                                                  .inputs = 3,
                                                  .least_inputs = 2,
                                                  .operations = &additive_attention_operations};

}  // namespace nns::detail

namespace nns::inline layers {

/// multi_head_attention<heads, key size, value_dim<e>, output_dim<O>, no_bias, causal, count_masked<false>, cached<n>,
/// window<n>, axis<n>, return_attention_scores>:
/// (T, I) to (T, O). With one input it is self-attention; further inputs are the value (S, I') and the key, as in
/// Keras. By default the value's size is the key's, and O is I. Queries of a higher rank attend along all axes but the
/// last, or only along axis<n>, where the others are a batch (Keras' attention_axes).
/// Multiply-adds: T I h d + S I' h d + S I' h e + h T S d + h T S e + T h e O. Parameters: those of the four
/// projections, with biases; no_query_bias, no_key_bias, no_value_bias and no_output_bias leave out the bias of one
/// projection. query_key_normalization<L> adds the weights of L for the query heads and for the key heads, 2 d for
/// rms_normalization<>. attention_sinks adds a weight for each head, position_buckets<n> adds n for each head.
/// A causal mask or a window<n> does not change the count, unless count_masked<false>: then T S becomes the number of
/// visible pairs.
/// cached<n>: the keys and values of n earlier positions are cached. Only the T new positions are projected, and S = n
/// + T; with window<w>, at most w - 1 + T of these are multiplied. With a second input, all S are cached, and none is
/// projected.
/// With return_attention_scores the scores are a second output: (h, T, S), preceded by the extents that are a batch.
/// Not counted: softmax, scaling, biases. Errors: keys and values of different lengths. Source: Vaswani et al. 2017.
template <std::int64_t Heads, std::int64_t KeySize, class... Options>  // multi_head_attention<8, 64>
struct multi_head_attention {
  NNS_LEAF(multi_head_attention)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::multi_head_attention_family, shape{Heads, KeySize}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// grouped_query_attention<head size, query heads, key-value heads, ...>: multi_head_attention whose h query heads
/// share the keys and values of g heads (g = 1: multi-query attention). Options, shapes and inputs are the same.
/// Multiply-adds: T I h d + 2 S I' g d + 2 h T S d + T h d O. Parameters: those of the four projections, with biases.
/// Error: key-value heads that do not divide the query heads. Source: Ainslie et al. 2023; Keras' layer of that name.
template <std::int64_t HeadSize, std::int64_t QueryHeads, std::int64_t KeyValueHeads, class... Options>
struct grouped_query_attention {
  NNS_LEAF(grouped_query_attention)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::grouped_query_attention_family, shape{HeadSize, QueryHeads, KeyValueHeads},
          detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// attention<causal, count_masked<false>, use_scale, return_attention_scores>: the bare products. Inputs: query (T, d), value (S, e) and, if it
/// is not the value, key (S, d); to (T, e). Leading axes, equal in all, are a batch (heads, windows).
/// With return_attention_scores the scores are a second output, (T, S).
/// Multiply-adds: T S (d + e). Parameters: none; 1 with use_scale. Source: Luong et al. 2015; Keras' Attention.
template <class... Options>
struct attention {
  NNS_LEAF(attention)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::attention_family, shape{}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// additive_attention<no_scale, causal, count_masked<false>, return_attention_scores>: as attention, but the scores are sums over
/// tanh(query + key), which is element-wise work. Multiply-adds: T S e. Parameters: d, the scale; none with no_scale.
/// Source: Bahdanau et al. 2014; Keras' AdditiveAttention.
template <class... Options>
struct additive_attention {
  NNS_LEAF(additive_attention)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::additive_attention_family, shape{}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
