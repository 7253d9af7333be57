// Layers around layers, one row each: time_distributed applies its layers at every time step, with one set of weights;
// bidirectional runs a recurrent layer in both directions, with two sets; training_only holds a head that inference
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
  m.idle += inner.sum.idle * m.experts.used;
  m.x = {T.value};
  for (const std::int64_t extent : inner.x) m.x.push_back(extent);
}

/// The two directions, each with weights of its own: one layer twice, or a forward layer and a backward one.
constexpr void bidirectional_work(machine& m) {
  const bool differ = m.inner_count() == 2;
  const shape arrives = m.x;
  machine forwards;
  if (!m.run_inner(forwards, arrives, differ ? 0 : -1)) return;
  if (forwards.sum.rows != 1 || !forwards.kind->recurrent) return m.fail(rule::not_recurrent);
  machine other;
  if (differ) {
    if (!m.run_inner(other, arrives, 1)) return;
    if (other.sum.rows != 1 || !other.kind->recurrent) return m.fail(rule::not_recurrent);
  }
  const machine& backwards = differ ? other : forwards;
  const merge_mode merge = m.given->merge;
  const shape& back = backwards.x;
  m.x = forwards.x;
  if (differ) {
    if (m.x.rank() != back.rank()) return m.fail(rule::not_recurrent);
    for (int i = 0; i != m.x.rank() && merge != merge_mode::none; ++i) {
      if (m.x[i] == back[i] || (merge == merge_mode::concat && i == m.x.rank() - 1)) continue;
      return m.fail(merge == merge_mode::concat ? rule::extents_differ_outside_the_axis : rule::shapes_differ, m.x[i],
                    back[i]);
    }
  }
  if (merge == merge_mode::concat) m.x.back() = (count{m.x.back()} + back.back()).value;
  m.found.forward = forwards.sum.forward + backwards.sum.forward;
  m.found.backward = forwards.sum.backward() + backwards.sum.backward();
  m.found.trainable = forwards.sum.trainable + backwards.sum.trainable;
  m.found.fixed = forwards.sum.fixed + backwards.sum.fixed;
  m.found.activations = forwards.sum.activations + backwards.sum.activations;
  if (merge == merge_mode::none)
    m.yield(back);
  else
    m.found.activations += m.x.elements();
  for (int i = 0; i != forwards.extra; ++i) m.yield(forwards.more[i].dims);
  for (int i = 0; i != backwards.extra; ++i) m.yield(backwards.more[i].dims);
}

/// The operations that merge the directions.
constexpr void bidirectional_operations(const machine& m, operations_found& o) {
  const count elements = m.x.elements();
  switch (m.given->merge) {
    case merge_mode::concat: o.moves += elements; return;
    case merge_mode::sum: o.additions += elements; return;
    case merge_mode::mul: o.multiplications += elements; return;
    case merge_mode::ave: o.additions += elements, o.divisions += elements; return;
    case merge_mode::none: return;
  }
}

constexpr void training_only_work(machine& m) {
  machine inner;
  if (!m.run_inner(inner, m.x)) return;
  m.found.backward = inner.sum.forward + inner.sum.backward();
  m.found.trainable = inner.sum.trainable;
  m.found.fixed = inner.sum.fixed;
  m.idle += inner.sum.idle * m.experts.used;
  m.found.activations = 0;
}

inline constexpr family training_only_family{
    .kind = "training_only", .work = &training_only_work, .memory = in_memory::passes, .wraps = true};
inline constexpr family time_distributed_family{
    .kind = "time_distributed", .work = &time_distributed_work, .in_original = true, .wraps = true};
inline constexpr family bidirectional_family{
    .kind = "bidirectional",
    .work = &bidirectional_work,
    .accepts = only(option::merge),
    .inputs = 1 + 4,
    .in_original = true,
    .operations = &bidirectional_operations,
    .wraps = true};

}  // namespace nns::detail

namespace nns::inline layers {

/// time_distributed<L...>: (T, ...) to (T, L's output). Multiply-adds and activations: T times L's. Parameters: L's.
template <class... L>  // time_distributed<dense<4>>
struct time_distributed {
  using nns_parts = detail::list<L...>;
  static constexpr void NNS_STEP(detail::machine& m) {
    m.inner = detail::kept_steps(detail::table<nns_parts>.steps);
    m.run(detail::time_distributed_family, {}, detail::no_options);
  }
  NNS_STEP_AS_DATA
};

/// bidirectional<L, merge_sum>: a recurrent layer L forwards and backwards in time, or bidirectional<F, B>: F forwards
/// and B backwards, which agree in all extents but the last (in that too, if they are not concatenated). Multiply-adds
/// and parameters: twice L's, or F's and B's. Activations: twice L's, and the merged output. merge_none has two outputs. Concatenation is along the last axis
/// even of a conv_lstm with channels_first, as in Keras.
template <class... Parts>  // bidirectional<lstm<64>>
struct bidirectional {
  using nns_split = detail::partition<Parts...>;
  using nns_parts = typename nns_split::parts;
  static constexpr void NNS_STEP(detail::machine& m) {
    m.inner = detail::kept_steps(detail::table<nns_parts>.steps);
    m.run(detail::bidirectional_family, {}, nns_split::given);
  }
  NNS_STEP_AS_DATA
};

/// training_only<L...>: an auxiliary head that only runs in training. The input passes on unchanged. Parameters: those
/// of L. Multiply-adds: none in the forward pass, since inference leaves the head out; all of its work in a training
/// step counts as backward. Activations: none. For a head that always runs, use an output of a graph.
template <class... L>
struct training_only {
  using nns_parts = detail::list<L...>;
  static constexpr void NNS_STEP(detail::machine& m) {
    m.inner = detail::kept_steps(detail::table<nns_parts>.steps);
    m.run(detail::training_only_family, {}, detail::no_options);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
