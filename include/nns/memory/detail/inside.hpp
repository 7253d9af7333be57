// What a row does not show from outside: the layers inside a wrapper, which of a layer's parameters are biases, and the
// state that a recurrent layer carries. To find out, layers run again in machines of their own.
#pragma once

#include <nns/detail/wrapping.hpp>
#include <nns/memory/detail/lifetimes.hpp>
#include <nns/memory/detail/parameters.hpp>
#include <nns/memory/planner.hpp>

namespace nns::detail {

// Templates, so that only a file that asks pays for them. Clang also pays for a call of a constexpr template inside
// another if no type in it depends on the outer one.

/// A flow that owns its arrays.
template <class Flow>
struct own_flow {
  scratch<flow_row> rows;
  scratch<flow_tensor> tensors;
  scratch<int> inputs;
  Flow view;

  constexpr explicit own_flow(const flow_observer& counted)
      : rows(counted.rows), tensors(counted.tensors), inputs(counted.inputs) {
    view = {rows.values, tensors.values, inputs.values, counted.rows, counted.tensors, counted.inputs, 0};
  }
};

/// Runs the layers inside a wrapper, with an observer.
template <class Observer>
constexpr bool run_wrapped(machine& m, const shape& arrives, Observer& o, int which) {
  machine within;
  within.inside_rnn = runs_cells(*m.kind);
  within.stored = m.stored;
  within.let_see(o);
  o.origin = arrives;
  if (!m.run_inner(within, arrives, which)) return false;
  o.end(within);
  return true;
}

/// The elements that the inner tensors need at one step: its inputs and outputs are parts of the wrapper's.
template <class Flow>
constexpr std::int64_t plan_inside(const own_flow<Flow>& f, bool fused) {
  memory_options o;
  o.storage = {data_type::int8, data_type::int8, data_type::int8, fused};
  o.outputs_outside = true;
  o.alignment = 1;
  scratch<int> ints(lifetimes_of<Flow>::ints_for(f.view));
  scratch<std::int64_t> wides(lifetimes_of<Flow>::wides_for(f.view));
  const lifetimes_of<Flow> l{f.view, o, ints.values, wides.values};
  const int n = l.write(nullptr, 0);
  scratch<typename lifetimes_of<Flow>::buffer_type> buffers(n);
  l.write(buffers.values, n);
  for (int i = 0; i != n; ++i)
    if (buffers.values[i].bytes.count < 0) return buffers.values[i].bytes.count;
  scratch<int> planner_ints(planner::ints_for(n));
  scratch<std::int64_t> planner_wides(planner::wides_for(n));
  return plan_into(buffers.values, n, 1, false, planner_ints.values, planner_wides.values).height;
}

/// The inner layers, folded: once with biases of one byte and once of four, from which both numbers follow.
template <class Flow>
constexpr void fold_inside(const own_flow<Flow>& f, std::int64_t copies, flow_row& r) {
  memory_options o;
  o.storage = {data_type::int8, data_type::int8, data_type::int8, true};
  const std::int64_t of_one = parameter_bytes_in(f.view, o);
  o.storage.biases = data_type::int32;
  const std::int64_t of_four = parameter_bytes_in(f.view, o);
  if (of_one < 0 || of_four < 0) return;
  r.folded_biases = times((of_four - of_one) / 3, copies);
  r.folded_weights = times(of_one - (of_four - of_one) / 3, copies);
}

template <class Observer>
constexpr void look_into(Observer& o, machine& m, flow_row& r) {
  const bool steps = runs_each_step(*m.kind);
  const bool wraps = m.kind->wraps;
  if (!wraps && o.question == asks::tensors) return;
  if (o.question == asks::tensors && !steps) return;

  const int first = r.inputs == 0 || r.first_input >= o.to.input_count ? -1 : o.to.inputs[r.first_input];
  if (first >= o.to.tensor_count) return;
  const shape arrived = first < 0 ? o.origin : o.to.tensors[first].dims;
  if (o.to.row_count == 0) return;  // only counting

  if (wraps) {
    shape arrives = arrived;
    if (steps) {
      arrives = {};
      for (int i = 1; i < arrived.rank(); ++i) arrives.push_back(arrived[i]);
    }
    const bool both_ways = runs_both_ways(*m.kind);
    const bool differ = both_ways && m.inner_count() == 2;
    const int copies = both_ways && !differ ? 2 : 1;
    r.biases = r.state = 0;
    for (int way = 0; way != (differ ? 2 : 1); ++way) {
      Observer counting{{}, o.question, o.look};
      if (!run_wrapped(m, arrives, counting, differ ? way : -1)) return;
      own_flow<decltype(counting.to)> inner{counting};
      Observer writing{inner.view, o.question, o.look};
      if (!run_wrapped(m, arrives, writing, differ ? way : -1)) return;
      inner.view = writing.to;
      // A wrapper is one row with one storage: the inner layers are counted in numbers, not in bytes.
      for (int i = 0; i != inner.view.row_count; ++i) inner.view.rows[i].stored = nullptr;
      if (steps) r.inner = plan_inside(inner, false), r.inner_fused = plan_inside(inner, true);
      if (steps && o.question == asks::weights) fold_inside(inner, m.experts.all, r);
      r.biases = r.shares ? 0 : plus(r.biases, times(writing.biases, copies, m.experts.all));
      r.state = steps ? 0 : plus(r.state, times(writing.states, copies));
    }
  }
  if (o.question == asks::tensors) return;

  if (!wraps) {
    const bool has_bias = (m.kind->accepts & only(option::bias)) != 0 && m.given->bias;
    const bool has_center = (m.kind->accepts & only(option::center)) != 0 && m.given->center;
    const bool has_state = (m.kind->accepts & only(option::return_state)) != 0 || m.inside_rnn;
    if (has_bias || has_center || has_state) {
      options without = *m.given;
      without.bias = without.center = false;
      without.return_state = true;
      scratch<tensor> arriving(r.inputs);
      arriving.values[0].dims = arrived;
      for (int i = 1; i < r.inputs; ++i) arriving.values[i].dims = o.to.tensors[o.to.inputs[r.first_input + i]].dims;
      machine again;
      again.inside_rnn = m.inside_rnn;
      again.arrive(arriving.values, r.inputs > 0 ? r.inputs - 1 : 0);
      again.kind = m.kind;
      again.numbers = m.numbers;
      again.given = &without;
      again.found = nothing_found;
      m.kind->work(again);
      const count least = (again.found.trainable + again.found.fixed) * m.experts.all;
      if (!r.shares && (has_bias || has_center)) r.biases = (count{r.parameters} - least).value;
      if (has_state) {
        const int n = m.inside_rnn ? again.states : again.found.further;
        for (int i = 0; i != n; ++i) r.state = plus(r.state, again.produced[i].dims.elements());
      }
    }
  }
  o.biases = plus(o.biases, r.biases);
  o.states = plus(o.states, r.state);
}

}  // namespace nns::detail
