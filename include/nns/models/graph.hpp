// Networks that are graphs: nodes with names, wired by name, in any order.
// Names are resolved once, over values: a hash table, a depth-first order; then one loop runs the nodes.
#pragma once

#include <nns/detail/table.hpp>
#include <nns/layer.hpp>
#include <nns/layers/input.hpp>

#include <cstddef>
#include <type_traits>

namespace nns::detail {

enum class node_role : std::uint8_t { layer, input, shared, outputs };

/// The characters of a name that ends with a null character, as text.
constexpr text whole(const char* name) { return {name, __builtin_strlen(name)}; }

/// A node as a value. `outputs<...>` is one too: its inputs are the graph's outputs. Names are no texts yet: to make
/// the nodes of a graph out of their types is most of what the graph costs, and every value in here costs.
struct node_info {
  static constexpr int few = 4;

  const char* name = "";
  step layer = nullptr;
  const char* inputs[few]{};                  // of a node with no more than a few
  int input_count = 0;
  node_role role = node_role::layer;
  const char* const* many_inputs = nullptr;
  const char* shared_with = "";

  [[nodiscard]] constexpr text called() const { return whole(name); }
  [[nodiscard]] constexpr text input(int i) const { return whole(input_count <= few ? inputs[i] : many_inputs[i]); }
  [[nodiscard]] constexpr text shared() const { return whole(shared_with); }
  constexpr void run(machine& m) const { layer(m); }
};

template <fixed_string... Names>
inline constexpr const char* names_of[] = {Names.characters..., nullptr};

/// The same, with its inputs.
template <fixed_string... Inputs>
constexpr node_info with_inputs(node_info node) {
  node.input_count = sizeof...(Inputs);
  node.many_inputs = names_of<Inputs...>;
  for (int i = 0; i != node.input_count && i != node_info::few; ++i) node.inputs[i] = node.many_inputs[i];
  return node;
}

/// Where an input comes from: a node (or the graph's own input: -1), and which of its outputs.
struct reference {
  int node = -1;
  int output = 0;
  int slot = -1;  // where an output beyond the first is kept
};

/// A place for an output beyond the first that somebody takes.
struct output_slot {
  int output = 0;
  int next = -1;  // slot of the same node
};

/// A graph, resolved: who feeds whom, and an order in which every node stands behind its inputs.
template <int Nodes, int References>
struct graph_plan {
  int order[Nodes + 1]{};
  int first_reference[Nodes + 2]{};
  int owner[Nodes + 1]{};  // the node whose layer and weights a node uses: itself, or the one that it shares
  reference references[References + 1]{};
  output_slot slot[References + 1]{};
  int last_slot[Nodes + 1]{};  // of a node, plus 1; from it on they are linked
  int slots = 0;           // references to outputs beyond the first
  int most_inputs = 1;
  int outputs_node = -1;   // the outputs<...>; without it, only_output
  int only_output = -1;
  int inputs = 0;          // input nodes
  rule broken = rule::none;
  int broken_node = 0;
  std::int64_t broken_number = 0;
};

/// Of the ends of a name, where names of one graph differ: a loop over all characters would cost more than it saves.
constexpr unsigned hash_of(text t) {
  const std::size_t n = t.length;
  const char* c = t.characters;
  if (n < 4) return n == 0 ? 0U : static_cast<unsigned char>(c[0]) * 31U + static_cast<unsigned char>(c[n - 1]) * 41U;
  const unsigned h = static_cast<unsigned char>(c[n - 1]) + static_cast<unsigned char>(c[n - 2]) * 10U +
                     static_cast<unsigned char>(c[n - 3]) * 100U + static_cast<unsigned char>(c[n - 4]) * 1000U +
                     static_cast<unsigned char>(c[0]) * 131U + static_cast<unsigned char>(c[n / 2]) * 71U;
  return h + static_cast<unsigned>(n) * 37U;
}

constexpr int table_size(int nodes) {
  int size = 4;
  while (size < 2 * nodes) size *= 2;
  return size;
}

/// "lstm:1" is the second output of lstm.
constexpr text split_output(text name, int& output) {
  output = 0;
  std::size_t digits = 0;
  const auto from_end = [name](std::size_t i) { return name[name.size() - 1 - i]; };
  while (digits < name.size() && from_end(digits) >= '0' && from_end(digits) <= '9') ++digits;
  if (digits == 0 || digits > 4 || digits + 1 >= name.size() || name[name.size() - 1 - digits] != ':') return name;
  for (std::size_t i = name.size() - digits; i != name.size(); ++i) output = output * 10 + (name[i] - '0');
  return {name.data(), name.size() - digits - 1};
}

/// Fills in a plan: the names over `nodes`, an order, and whether all nodes are used. Nodes that are values (nns/import)
/// have names of another form: they are only put in order.
template <class Plan, class Nodes = const node_info*>
struct resolver {
  Plan& plan;
  Nodes nodes;
  int count;
  int* hashed;  // a table of `size` (a power of two) nodes by name; -1 is free
  int size;
  char* color;  // 0 new, 1 waiting for its inputs, 2 ordered, 3 ordered and used
  int* stack;
  int last_reference = 0;
  bool declared_in_order = false;  // every node stands behind its inputs

  constexpr bool broken(rule which, int node, std::int64_t number = 0) {
    plan.broken = which;
    plan.broken_node = node;
    plan.broken_number = number;
    return false;
  }

  constexpr int& place_of(text name) {
    const unsigned mask = static_cast<unsigned>(size - 1);
    unsigned at = hash_of(name) & mask;
    while (hashed[at] >= 0 && !(nodes[hashed[at]].called() == name)) at = (at + 1) & mask;
    return hashed[at];
  }

  constexpr bool collect_names() {
    for (int i = 0; i != size; ++i) hashed[i] = -1;
    for (int i = 0; i != count; ++i) {
      plan.owner[i] = i;
      if (nodes[i].role == node_role::outputs) {
        if (plan.outputs_node >= 0) return broken(rule::name_used_twice, i);
        plan.outputs_node = i;
        continue;
      }
      if (nodes[i].role == node_role::input) ++plan.inputs;
      int& place = place_of(nodes[i].called());
      if (place >= 0) return broken(rule::name_used_twice, i);
      place = i;
    }
    return true;
  }

  constexpr bool refer(int node, int which) {
    reference r;
    const text name = nodes[node].input(which);
    // Mostly it is the node before. Equal names in types are one object; names made at run time are looked up.
    r.node = node > 0 && nodes[node - 1].name == name.characters ? node - 1 : place_of(name);
    if (r.node >= node) declared_in_order = false;
    if (r.node < 0) {
      const text before = split_output(name, r.output);
      r.node = place_of(before);
      if (r.node < 0 && !(before == text{"input"})) return broken(rule::name_not_known, node, which + 1);
    }
    if (r.output != 0 && r.node >= 0) {
      plan.slot[plan.slots] = {r.output, plan.last_slot[r.node] - 1};
      r.slot = plan.slots++;
      plan.last_slot[r.node] = plan.slots;
    }
    plan.references[last_reference++] = r;
    return true;
  }

  constexpr bool resolve_inputs() {
    declared_in_order = true;
    for (int i = 0; i != count; ++i) {
      plan.first_reference[i] = last_reference;
      const node_info& n = nodes[i];
      if (n.role == node_role::input && n.input_count != 0) return broken(rule::input_node_with_inputs, i);
      if (n.role != node_role::input && n.input_count == 0) return broken(rule::node_without_inputs, i);
      if (n.input_count > plan.most_inputs) plan.most_inputs = n.input_count;
      for (int j = 0; j != n.input_count; ++j)
        if (!refer(i, j)) return false;
      if (n.role == node_role::shared) {
        const int owner = place_of(n.shared());
        if (owner < 0) return broken(rule::name_not_known, i);
        if (nodes[owner].role != node_role::layer) return broken(rule::share_of_a_share, i);
        plan.owner[i] = owner;
      }
    }
    plan.first_reference[count] = last_reference;
    return true;
  }

  /// The first input of a node that is not ordered yet, or -1.
  [[nodiscard]] constexpr int waits_for(int node) const {
    for (int i = plan.first_reference[node]; i != plan.first_reference[node + 1]; ++i) {
      const int source = plan.references[i].node;
      if (source >= 0 && color[source] != 2) return source;
    }
    return -1;
  }

  /// Depth first, in the order of the declaration: a node stands behind its inputs, and else where it was written.
  constexpr bool put_in_order() {
    int ordered = 0;
    if (declared_in_order) {
      for (int i = 0; i != count; ++i)
        if (i != plan.outputs_node) plan.order[ordered++] = i, color[i] = 2;
      return ordered != 0 || broken(rule::empty_model, 0);
    }
    for (int root = 0; root != count; ++root) {
      if (color[root] != 0 || nodes[root].role == node_role::outputs) continue;
      int depth = 0;
      stack[0] = root;
      color[root] = 1;
      while (depth >= 0) {
        const int node = stack[depth];
        const int source = waits_for(node);
        if (source < 0) {
          color[node] = 2;
          plan.order[ordered++] = node;
          --depth;
        } else {
          if (color[source] == 1) return broken(rule::cycle, source);
          color[source] = 1;
          stack[++depth] = source;
        }
      }
    }
    return ordered != 0 || broken(rule::empty_model, 0);
  }

  /// Every node serves another one or is an output. Without outputs<...>, the one that serves nobody is the output.
  constexpr bool find_unused() {
    for (int i = 0; i != last_reference; ++i)
      if (plan.references[i].node >= 0) color[plan.references[i].node] = 3;
    int unused = -1;
    for (int i = 0; i != count; ++i) {
      if (color[i] != 2) continue;
      if (plan.outputs_node >= 0 || unused >= 0)
        return broken(rule::node_not_used, plan.outputs_node >= 0 ? i : unused);
      unused = i;
    }
    plan.only_output = unused;
    return true;
  }

  constexpr bool run() { return collect_names() && resolve_inputs() && put_in_order() && find_unused(); }
};

/// Runs the nodes of a resolved graph in their order. The arrays hold what is in flight. nodes[i] has .called(),
/// .role and .run(machine).
template <class Plan, class Nodes = const node_info*>
struct graph_run {
  machine& m;
  const Plan& plan;
  Nodes nodes;
  int count;
  tensor* results;   // each node's first output
  tensor* slots;     // further outputs that somebody takes
  tensor* gathered;  // one node's inputs
  nns::detail::count* weights;
  bool nested = false;
  int arrivals = 0;
  int taken = 0;
  tensor arrived[machine::max_outputs]{};

  constexpr void fetch(const reference& r, tensor& into) {
    if (r.node >= 0) {
      into = r.slot < 0 ? results[r.node] : slots[r.slot];
    } else if (r.output < arrivals) {
      into = arrived[r.output];
    } else {
      m.fail(arrivals == 0 ? rule::name_not_known : rule::output_not_there, r.output, arrivals);
    }
  }

  constexpr void gather(int node) {
    const int first = plan.first_reference[node];
    const int inputs = plan.first_reference[node + 1] - first;
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

  constexpr void keep(int node) {
    results[node] = {m.x, m.source, m.output};
    for (int slot = plan.last_slot[node] - 1; slot >= 0; slot = plan.slot[slot].next) {
      const int output = plan.slot[slot].output;
      if (output > m.extra) return m.fail(rule::output_not_there, output, m.inputs());
      slots[slot] = m.more[output - 1];
    }
  }

  constexpr void run_node(int node) {
    const auto& n = nodes[node];
    const bool shares = m.shares_weights;
    m.shares_weights = shares || n.role == node_role::shared;
    if (n.role == node_role::input) {
      begin_input();
    } else {
      m.starts_at = -1;
      gather(node);
      if (m.bad) return;
    }
    m.name = n.called();
    if (m.shares_weights)
      m.shared_with = n.role == node_role::shared ? nodes[plan.owner[node]].called() : text{};
    const nns::detail::count before = m.sum.trainable + m.sum.fixed + m.sum.shared;
    nodes[plan.owner[node]].run(m);
    if (m.bad) m.bad.leave(0);
    weights[node] = m.sum.trainable + m.sum.fixed + m.sum.shared - before;
    m.shares_weights = shares;
    m.name = {};
    if (!m.bad) keep(node);
  }

  constexpr void finish() {
    if (plan.outputs_node < 0) return m.arrive(results[plan.only_output]);
    gather(plan.outputs_node);
    if (m.extra >= machine::max_outputs) m.fail(rule::too_many_outputs, m.inputs());
    if (m.bad) return m.bad.leave(plan.outputs_node);
    for (int i = 0; i != m.extra; ++i) m.produced[i] = gathered[i + 1];
    m.more = m.produced;
  }

  constexpr void run() {
    nested = m.extra >= 0;
    arrivals = nested ? m.inputs() : 0;
    if (arrivals > machine::max_outputs) return m.fail(rule::too_many_inputs, machine::max_outputs, arrivals);
    if (nested && plan.inputs != 0 && plan.inputs != arrivals)
      return m.fail(rule::inputs_do_not_match, plan.inputs, arrivals);
    for (int i = 0; i < arrivals; ++i) arrived[i] = i == 0 ? tensor{m.x, m.source, m.output} : m.more[i - 1];
    const int to_run = count - (plan.outputs_node >= 0 ? 1 : 0);
    for (int i = 0; i != to_run; ++i) {
      run_node(plan.order[i]);
      if (m.bad) return m.bad.leave(plan.order[i]);
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

template <int N>
struct node_table {
  node_info nodes[N + 1]{};
  int references = 0;
};

template <class... Nodes>
inline constexpr node_info expanded_nodes[sizeof...(Nodes) + 1] = {Nodes::nns_info()..., {}};

/// Which of them is no node, or -1.
template <class... Nodes>
inline constexpr int foreign_node = []() consteval {
  constexpr bool is_node[] = {requires { Nodes::nns_info(); }..., false};
  int first = 0;
  while (is_node[first]) ++first;
  return first;
}();
template <class... Nodes>
  requires requires { node_table<sizeof...(Nodes)>{{Nodes::nns_info()...}}; }
inline constexpr int foreign_node<Nodes...> = -1;

template <class... Nodes>
constexpr auto lower_nodes(list<Nodes...>*) {
  node_table<static_cast<int>(sizeof...(Nodes))> result;
  const node_info* n = expanded_nodes<Nodes...>;
  for (int i = 0; i != static_cast<int>(sizeof...(Nodes)); ++i) {
    result.nodes[i] = n[i];
    result.references += n[i].input_count;
  }
  return result;
}

template <class List>
inline constexpr auto nodes_of = lower_nodes(static_cast<List*>(nullptr));

template <class List, int N, int References>
constexpr graph_plan<N, References> make_plan() {
  graph_plan<N, References> plan;
  int hashed[table_size(N)]{};
  char color[N + 1]{};
  int stack[N + 1]{};
  resolver<graph_plan<N, References>>{plan, nodes_of<List>.nodes, N, hashed, table_size(N), color, stack}.run();
  return plan;
}

template <class List, int N>
inline constexpr auto plan_of = make_plan<List, N, nodes_of<List>.references>();

template <class List, int N>
constexpr void run_graph(machine& m) {
  constexpr const auto& plan = plan_of<List, N>;
  if constexpr (plan.broken != rule::none) {
    m.fail(plan.broken, plan.broken_number);
    m.bad.leave(plan.broken_node);
  } else {
    tensor results[N];
    tensor slots[plan.slots + 1];
    tensor gathered[plan.most_inputs];
    count weights[N];
    using run = graph_run<std::remove_cvref_t<decltype(plan)>>;
    if (m.extra < 0 && m.name.empty())
      return run{m, plan, nodes_of<List>.nodes, N, results, slots, gathered, weights}.run();
    const machine::scope outer = m.enter("graph");
    run{m, plan, nodes_of<List>.nodes, N, results, slots, gathered, weights}.run();
    m.leave(outer);
  }
}

}  // namespace nns::detail

namespace nns::inline layers {

/// shared<"name">: the layer of another node of the graph. Its weights are counted there; its work, each time.
template <fixed_string Name>
struct shared {
  static constexpr text nns_shared = Name.view();
};

/// node<"name", layer, "input name"...>: a layer, a composition or a model that takes the outputs of other nodes.
/// "lstm:1" is a node's second output. node<"x", input<...>> is an input of the graph. In a graph that stands inside
/// another model, "input" is what arrives there.
template <fixed_string Name, class L, fixed_string... Inputs>
struct node {
  using nns_parts = detail::list<L>;
  static constexpr detail::node_info nns_info() {
    if constexpr (sizeof...(Inputs) <= detail::node_info::few)
      return {Name.characters, detail::step_of<L>, {Inputs.characters...}, sizeof...(Inputs)};
    else
      return detail::with_inputs<Inputs...>({Name.characters, detail::step_of<L>});
  }
};
template <fixed_string Name, std::int64_t... Extents, fixed_string... Inputs>
struct node<Name, input<Extents...>, Inputs...> {
  using nns_parts = detail::list<input<Extents...>>;
  static constexpr detail::node_info nns_info() {
    return {Name.characters, &input<Extents...>::nns_step, {}, sizeof...(Inputs), detail::node_role::input};
  }
};
template <fixed_string Name, fixed_string Owner, fixed_string... Inputs>
struct node<Name, shared<Owner>, Inputs...> {
  using nns_parts = detail::list<shared<Owner>>;
  static constexpr detail::node_info nns_info() {
    return detail::with_inputs<Inputs...>(
        {.name = Name.characters, .role = detail::node_role::shared, .shared_with = Owner.characters});
  }
};

/// outputs<"name"...>: what the graph yields, in this order. Without it, the last node declared is the output.
template <fixed_string... Names>
struct outputs {
  static constexpr detail::node_info nns_info() {
    return detail::with_inputs<Names...>({.role = detail::node_role::outputs});
  }
};

/// graph<node<...>..., outputs<...>>: a network of named nodes, in any order. A model, or a part of one.
/// Errors: a cycle, a name that is not there or used twice, a node that nobody uses.
template <class... Nodes>
struct graph {
  using nns_model = graph;
  using nns_parts = detail::list<Nodes...>;
  static constexpr void nns_step(detail::machine& m) {
    if constexpr (sizeof...(Nodes) == 0) {
      m.fail(detail::rule::empty_model);
    } else if constexpr (detail::foreign_node<Nodes...> >= 0) {
      m.fail(detail::rule::not_a_node);
      m.bad.leave(detail::foreign_node<Nodes...>);
    } else {
      detail::run_graph<nns_parts, static_cast<int>(sizeof...(Nodes))>(m);
    }
  }
};

}  // namespace nns::inline layers
