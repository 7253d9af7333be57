// One loop over the nodes of a graph in the order of its plan, whether they come from types or from a file.
#pragma once

#include <nns/models/graph_plan.hpp>

namespace nns::detail {

/// Runs the nodes of a resolved graph in their order. The arrays hold the tensors in flight. nodes[i] has .called(),
/// .role and .run(machine).
template <class Plan, class Nodes = const node_info*>
struct graph_run {
  machine& m;
  const Plan& plan;
  Nodes nodes;
  int count;
  tensor* results;   // first outputs of nodes
  tensor* slots;     // further outputs that are used
  tensor* gathered;  // one node's inputs
  nns::detail::count* weights;
  const description* about = m.about;
  bool described = m.described;
  bool nested = false;
  int arrivals = 0;
  int taken = 0;
  const tensor* arrived = nullptr;
  int last = -2;     // the node that ran last; -1 is the graph's own input

  // A plan from types keeps the outputs that it needs, one from a file all.

  /// Whether a node's first output is kept, and where.
  [[nodiscard]] constexpr int kept_at(int node) const {
    if constexpr (requires { plan.is_direct; })
      return plan.result[node] - 1;
    else
      return node;
  }

  /// The first reference of a node, and how many it has. The first: not for a node that takes what is in place.
  [[nodiscard]] constexpr int first_of(int node) const {
    if constexpr (requires { plan.is_direct; })
      return plan.first_reference[node] - plan.is_direct;
    else
      return plan.first_reference[node];
  }
  [[nodiscard]] constexpr int inputs_of(int node) const {
    if constexpr (requires { plan.is_direct; })
      return nodes[node].input_count;
    else
      return plan.first_reference[node + 1] - plan.first_reference[node];
  }

  constexpr void fetch(const reference& r, tensor& into) {
    if (r.node >= 0) {
      into = r.slot < 0 ? results[kept_at(r.node)] : slots[r.slot];
    } else if (r.output < arrivals) {
      into = arrived[r.output];
    } else {
      m.fail(arrivals == 0 ? rule::name_not_known : rule::output_not_there, r.output, arrivals);
    }
  }

  constexpr void gather(int first, int inputs) {
    for (int i = 0; i != inputs; ++i) fetch(plan.references[first + i], gathered[i]);
    m.arrive(gathered, inputs - 1);
  }

  constexpr void begin_input() {
    m.start();
    if (nested)
      m.arrive(arrived[taken]);
    else
      m.await_input();
    ++taken;
  }

  /// A model with inputs of its own.
  constexpr void begin_model(int takes) {
    m.outermost = false;
    m.start();
    if (nested)
      m.arrive(arrived + taken, takes - 1);
    else
      m.await_input();
    taken += takes;
  }

  constexpr void keep(int node) {
    if (const int at = kept_at(node); at >= 0) results[at] = m.front();
    for (int slot = plan.last_slot[node] - 1; slot >= 0; slot = plan.slot[slot].next) {
      const int output = plan.slot[slot].output;
      if (output > m.extra) return m.fail(rule::output_not_there, output, m.inputs());
      slots[slot] = m.more[output - 1];
    }
  }

  /// What arrives at a node that does not take the last node's output, and nothing else.
  template <class Node>
  constexpr void begin_node(const Node& n, int first, int inputs) {
    if (n.role == node_role::input) {
      begin_input();
    } else if (inputs == 0) {
      begin_model(n.takes);
    } else {
      m.starts_at = -1;
      gather(first, inputs);
    }
  }

  /// All nodes, where outputs stay in place until the next node takes them. In few statements, as the machine's short way.
  constexpr void run_in_place(int nodes_to_run) {
    const bool only_counts = !m.recording && !m.names_count;
    const bool shares = m.shares_weights;
    for (int node = 0; node != nodes_to_run;) {
      const node_info& n = nodes[node];
      if (plan.first_reference[node] != 0) {
        begin_node(n, plan.first_reference[node] - 1, n.input_count);
        if (m.bad) return m.bad.leave(node);
      } else if (m.extra != 0) {
        m.arrive(m.front());
      }
      if (shares) m.shared_with = {};
      m.name.length = NNS_BUILTIN(strlen)(m.name.characters = n.name), m.only_counts = only_counts;
      if (described) m.describe_part(*about, node);
      NNS_PERFORM(n.layer, m);
      if (m.bad.broken != rule::none) return m.bad.leave(0), m.bad.leave(node);
      if (described) m.describe_again(*about);
      if (m.name.length != 0) {  // no row or composition has taken it: the row was only counted, on the machine's short way
        if (only_counts) m.sum.characters += m.prefix_length + 24 + static_cast<int>(m.name.length);
        m.name.length = 0;
      }
      if (plan.result[node] != 0) {
        keep(node);
        if (m.bad) return m.bad.leave(node);
      }
      if (++node % 512 == 0) m.keep_room();
    }
    m.set_name({});
  }

  constexpr void run_node(int node) {
    const auto& n = nodes[node];
    run_sharing(node, n, first_of(node), inputs_of(node));
    if (m.name.length != 0) m.set_name({});
    if (!m.bad) keep(node);
  }

  /// In a graph where nodes share layers, or may.
  template <class Node>
  constexpr void run_sharing(int node, const Node& n, int first, int inputs) {
    const bool shares = m.shares_weights, lends = m.lends_weights;
    m.shares_weights = shares || n.role == node_role::shared;
    m.lends_weights = lends || weights[node].value != 0;
    if constexpr (requires { n.is_applied_again(); }) m.lends_weights = m.lends_weights || n.is_applied_again();
    if (n.role == node_role::input) {
      begin_input();
    } else if (inputs == 0) {
      begin_model(nodes[plan.owner[node]].takes);
    } else {
      m.starts_at = -1;
      gather(first, inputs);
    }
    if (!m.bad) {
      if (m.shares_weights)
        m.shared_with = n.role == node_role::shared ? nodes[plan.owner[node]].called() : text{};
      const nns::detail::count before = m.sum.trainable + m.sum.fixed + m.sum.shared;
      run_layer_of(node, n);
      weights[node] = m.sum.trainable + m.sum.fixed + m.sum.shared - before;
    }
    m.shares_weights = shares;
    m.lends_weights = lends;
  }

  template <class Node>
  constexpr void run_layer_of(int node, const Node& n) {
    m.set_name(n.called());
    if (described) m.describe_part(*about, plan.owner[node]);
    nodes[plan.owner[node]].run(m);
    if (described) m.describe_again(*about);
    if (m.bad) m.bad.leave(0);
  }

  /// Marks the nodes whose layers others apply again; the nodes of a file know this already.
  constexpr void mark_lenders() {
    for (int i = 0; i != count; ++i) weights[i] = 0;
    if (!m.observed) return;
    for (int i = 0; i != count; ++i)
      if (plan.owner[i] != i) weights[plan.owner[i]] = 1;
  }

  constexpr void finish() {
    if (plan.outputs_node < 0) return m.arrive(results[kept_at(plan.only_output)]);
    gather(first_of(plan.outputs_node), inputs_of(plan.outputs_node));
    if (m.bad || !m.make_room(m.extra)) return m.bad.leave(plan.outputs_node);
    for (int i = 0; i != m.extra; ++i) m.produced[i] = gathered[i + 1];
    m.more = m.produced.values;
  }

  constexpr void run() {
    nested = m.extra >= 0;
    arrivals = nested ? m.inputs() : 0;
    if (nested && plan.inputs != 0 && plan.inputs != arrivals)
      return m.fail(rule::inputs_do_not_match, plan.inputs, arrivals);
    shelf here(arrivals);
    for (int i = 0; i < arrivals; ++i) here.values[i] = i == 0 ? m.front() : m.more[i - 1];
    arrived = here.values;
    const int to_run = count - (plan.outputs_node >= 0 ? 1 : 0);
    if constexpr (requires { plan.is_direct; }) {
      if (plan.is_direct) {
        run_in_place(to_run);
        return m.bad ? void() : finish();
      }
    }
    mark_lenders();
    for (int i = 0; i != to_run; ++i) {
      run_node(plan.order[i]);
      if (m.bad) return m.bad.leave(plan.order[i]);
      if (i % 512 == 511) m.keep_room();
    }
    for (int i = 0; i != count; ++i) {
      const int owner = plan.owner[i];
      if (owner == i || weights[i] == weights[owner]) continue;
      m.fail(rule::shared_weights_differ, weights[owner].value, weights[i].value);
      return m.bad.leave(i);
    }
    finish();
  }
};

}  // namespace nns::detail
