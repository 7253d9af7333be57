// Layers around layers, one row each: time_distributed applies what it wraps at every time step, with one set of
// weights; bidirectional runs a recurrent layer in both directions, with two; training_only holds a head that inference
// leaves out.
#pragma once

#include <nns/detail/partition.hpp>
#include <nns/layers/options.hpp>

namespace nns::detail {

constexpr void time_distributed_work(machine& m) {
  if (m.x.rank() < 2) return m.fail(rule::no_time_axis, 2, m.x.rank());
  const count T = m.x[0];
  shape arrives;
  for (int i = 1; i != m.x.rank(); ++i) arrives.push_back(m.x[i]);
  machine inner;
  if (!m.run_inner(inner, arrives)) return;
  if (inner.extra != 0) return m.fail(rule::inner_layer_needs_one_input);
  if (inner.x.rank() == shape::max_rank) return m.fail(rule::rank_above_eight, inner.x.rank() + 1);
  m.found.forward = T * inner.sum.forward;
  m.found.backward = T * inner.sum.backward();
  m.found.trainable = inner.sum.trainable;
  m.found.fixed = inner.sum.fixed;
  m.found.activations = T * inner.sum.activations;
  m.x = {T.value};
  for (const std::int64_t extent : inner.x) m.x.push_back(extent);
}

constexpr void bidirectional_work(machine& m) {
  machine inner;
  if (!m.run_inner(inner, m.x)) return;
  if (inner.sum.rows != 1 || !inner.kind->recurrent) return m.fail(rule::not_recurrent);
  const merge_mode merge = m.given->merge;
  m.x = inner.x;
  if (merge == merge_mode::concat) m.x.back() = (count{m.x.back()} * 2).value;
  m.found.forward = inner.sum.forward * 2;
  m.found.backward = inner.sum.backward() * 2;
  m.found.trainable = inner.sum.trainable * 2;
  m.found.fixed = inner.sum.fixed * 2;
  m.found.activations = inner.sum.activations * 2;
  if (merge == merge_mode::none)
    m.yield(inner.x);
  else
    m.found.activations += m.x.elements();
  for (int direction = 0; direction != 2; ++direction)
    for (int i = 0; i != inner.extra; ++i) m.yield(inner.more[i].dims);
}

constexpr void training_only_work(machine& m) {
  machine inner;
  if (!m.run_inner(inner, m.x)) return;
  m.found.backward = inner.sum.forward + inner.sum.backward();
  m.found.trainable = inner.sum.trainable;
  m.found.fixed = inner.sum.fixed;
  m.found.activations = 0;
}

inline constexpr family training_only_family{
    .kind = "training_only", .work = &training_only_work, .memory = in_memory::passes};
inline constexpr family time_distributed_family{
    .kind = "time_distributed", .work = &time_distributed_work, .in_original = true};
inline constexpr family bidirectional_family{
    .kind = "bidirectional",
    .work = &bidirectional_work,
    .accepts = only(option::merge),
    .inputs = 1 + 4,
    .in_original = true};

}  // namespace nns::detail

namespace nns::inline layers {

/// time_distributed<L...>: (T, ...) to (T, L's output). Multiply-adds and activations: T times L's. Parameters: L's.
template <class... L>
struct time_distributed {
  using nns_parts = detail::list<L...>;
  static constexpr void nns_step(detail::machine& m) {
    m.inner = detail::table<nns_parts>.steps;
    m.run(detail::time_distributed_family, {}, detail::no_options);
  }
};

/// bidirectional<L, merge_sum>: a recurrent layer L forwards and backwards in time. Multiply-adds and parameters: twice
/// L's. Activations: twice L's, and the merged output. merge_none has two outputs. Concatenation is along the last axis
/// even of a conv_lstm with channels_first, as in Keras.
template <class... Parts>
struct bidirectional {
  using nns_split = detail::partition<Parts...>;
  using nns_parts = typename nns_split::parts;
  static constexpr void nns_step(detail::machine& m) {
    m.inner = detail::table<nns_parts>.steps;
    m.run(detail::bidirectional_family, {}, nns_split::given);
  }
};

/// training_only<L...>: an auxiliary head on the side. What arrives passes on unchanged. Parameters: L's.
/// Multiply-adds: none forwards, since inference leaves the head out; what a training step does in it, forwards and
/// backwards, counts as backward. Activations: none. A head that always runs is an output of a graph instead.
template <class... L>
struct training_only {
  using nns_parts = detail::list<L...>;
  static constexpr void nns_step(detail::machine& m) {
    m.inner = detail::table<nns_parts>.steps;
    m.run(detail::training_only_family, {}, detail::no_options);
  }
};

}  // namespace nns::inline layers
