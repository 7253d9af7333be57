// The plan of a graph: names are resolved once, over values, with a hash table; then the nodes are sorted so that each
// comes after its inputs. nns/models/graph_run.hpp runs it.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/machine.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::detail {

/// `model`: a layer that begins with inputs of its own, and takes no others.
enum class node_role : std::uint8_t { layer, input, shared, outputs, model };

/// The characters of a name that ends with a null character, as text.
constexpr text whole(const char* name) { return {name, NNS_BUILTIN(strlen)(name)}; }

/// A node as a value. `outputs<...>` is one, too: its inputs are the graph's outputs. Names are not texts yet: making
/// nodes from types is most of what a graph costs to compile, and every value in here adds to it.
struct NNS_BY_STEPS node_info {
  static constexpr int few = 4;

  const char* name = "";
  table_step layer = nullptr;
  const char* inputs[few]{};                  // of a node with only a few
  int input_count = 0;
  node_role role = node_role::layer;
  int takes = 0;                              // of a model: its inputs
  const char* const* many_inputs = nullptr;
  const char* shared_with = "";

  [[nodiscard]] constexpr text called() const { return whole(name); }
  [[nodiscard]] constexpr text input(int i) const { return whole(input_count <= few ? inputs[i] : many_inputs[i]); }
  [[nodiscard]] constexpr text shared() const { return whole(shared_with); }
  constexpr void run(machine& m) const { NNS_PERFORM(layer, m); }
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

/// A place for an output beyond the first that a node takes.
struct output_slot {
  int output = 0;
  int next = -1;  // slot of the same node
};

/// A resolved graph: the sources of all inputs, and an order in which every node comes after its inputs.
template <int Nodes, int References>
struct graph_plan {
  int order[static_cast<std::size_t>(Nodes + 1)]{};
  int first_reference[static_cast<std::size_t>(Nodes + 2)]{};  // if it is direct, plus 1; 0: takes the node before it
  int owner[static_cast<std::size_t>(Nodes + 1)]{};  // the node whose layer and weights a node uses: itself, or the one it shares
  reference references[static_cast<std::size_t>(References + 1)]{};
  output_slot slot[static_cast<std::size_t>(References + 1)]{};
  int last_slot[static_cast<std::size_t>(Nodes + 1)]{};  // of a node, plus 1; from it on they are linked
  int result[static_cast<std::size_t>(Nodes + 1)]{};  // where a node's first output is kept, plus 1; 0: only the next node takes it
  int results = 0;         // how many are kept
  bool is_direct = false;  // the order is that of the declaration; what only the next node takes stays where it is
  int slots = 0;           // references to outputs beyond the first
  int most_inputs = 1;
  int outputs_node = -1;   // the outputs<...>; without it, only_output
  int only_output = -1;
  int inputs = 0;          // input nodes
  rule broken = rule::none;
  int broken_node = 0;
  std::int64_t broken_number = 0;

  /// The node that runs at a place in the order, and the one whose layer and weights a node uses.
  [[nodiscard]] constexpr int node_at(int place) const { return is_direct ? place : order[place]; }
  [[nodiscard]] constexpr int owner_of(int node) const { return is_direct ? node : owner[node]; }
};

/// A hash of a few characters, where the names of a graph usually differ (block4b_se_expand, conv3_block1_2_bn): a loop
/// over all characters would cost more than it saves. The product spreads a difference in one character over all bits.
/// It is one expression, since the evaluator pays for statements.
constexpr unsigned hash_of(const char* c, std::size_t n) {
  return (n > 8   ? ((((((((unsigned(n) * 31 + unsigned(c[4])) * 31 + unsigned(c[6])) * 31 + unsigned(c[n - 8])) * 31 +
                     unsigned(c[n - 6])) * 31 + unsigned(c[n - 4])) * 31 + unsigned(c[n - 3])) * 31 +
                  unsigned(c[n - 2])) * 31 + unsigned(c[n - 1]))
          : n > 3 ? ((((unsigned(n) * 31 + unsigned(c[0])) * 31 + unsigned(c[n - 4])) * 31 + unsigned(c[n - 3])) * 31 +
                     unsigned(c[n - 2])) * 31 + unsigned(c[n - 1])
          : n > 0 ? ((unsigned(n) * 31 + unsigned(c[0])) * 31 + unsigned(c[n / 2])) * 31 + unsigned(c[n - 1])
                  : 0) * 0x9E3779B1U >> 12;
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

/// Fills in a plan: the names over `nodes`, an order, and whether all nodes are used. Nodes that are values
/// (nns/import) have names of another form: they are only put in order.
template <class Plan, class Nodes = const node_info*>
struct resolver {
  Plan& plan;
  Nodes nodes;
  int count;
  int* hashed;  // a table of `size` (a power of two) nodes by name, plus 1; 0 is free
  int size;
  char* color;  // 0 new, 1 waiting for its inputs, 2 ordered, 3 used
  int* stack;
  int last_reference = 0;
  bool declared_in_order = false;  // every node comes after its inputs
  bool takes_own_input = false;    // a node takes what the graph receives

  constexpr bool broken(rule which, int node, std::int64_t number = 0) {
    plan.broken = which;
    plan.broken_node = node;
    plan.broken_number = number;
    return false;
  }

  constexpr int& place_of(text name) {
    const unsigned mask = static_cast<unsigned>(size - 1);
    unsigned at = hash_of(name.characters, name.length) & mask;
    while (hashed[at] != 0 && !(nodes[hashed[at] - 1].called() == name)) at = (at + 1) & mask;
    return hashed[at];
  }
  /// The node with this name, or -1.
  constexpr int find(text name) { return place_of(name) - 1; }

  constexpr bool collect_names() {
    for (int i = 0; i != count; ++i) {
      plan.owner[i] = i;
      const node_info& n = nodes[i];
      if (n.role != node_role::layer) {
        if (n.role == node_role::outputs) {
          if (plan.outputs_node >= 0) return broken(rule::name_used_twice, i);
          plan.outputs_node = i;
          continue;
        }
        plan.inputs += n.role == node_role::input ? 1 : n.takes;
      }
      int& place = place_of(n.called());
      if (place != 0) return broken(rule::name_used_twice, i);
      place = i + 1;
    }
    return true;
  }

  /// A graph as most are, in one loop: every node comes after its inputs, and none shares its layer. False if it is
  /// another one, or has a mistake: the plan is then of no use.
  constexpr bool link_in_order() {
    const unsigned mask = static_cast<unsigned>(size - 1);
    int ends = 0;
    for (int i = 0; i != count; ++i) {
      const node_info& n = nodes[i];
      // Most nodes take the output of the one before. A name is the same object wherever it is a template argument.
      if (i == 0 || n.input_count != 1 || n.role != node_role::layer || !NNS_ARE_ONE(n.inputs[0], nodes[i - 1].name)) {
        if (i != 0) stack[ends++] = i - 1;
        if (!link(i, n)) return false;
      }
      const std::size_t length = NNS_BUILTIN(strlen)(n.name);
      unsigned at = hash_of(n.name, length) & mask;
      for (; hashed[at] != 0; at = (at + 1) & mask)
        if (nodes[hashed[at] - 1].called() == text{n.name, length}) return false;
      hashed[at] = i + 1;
    }
    if (plan.outputs_node < 0) stack[ends++] = count - 1;
    for (int i = 0; i != ends; ++i) {
      if (plan.result[stack[i]] != 0) continue;
      if (plan.outputs_node >= 0 || plan.only_output >= 0) return false;
      plan.only_output = stack[i];
    }
    if (plan.only_output >= 0) plan.result[plan.only_output] = ++plan.results;
    plan.is_direct = true;
    return !takes_own_input || find("input") < 0;
  }

  /// The inputs of a node in such a graph.
  constexpr bool link(int node, const node_info& n) {
    if (n.role == node_role::outputs) {
      if (node == 0 || node != count - 1) return false;
      plan.outputs_node = node;
    } else if (n.role != node_role::layer) {
      if (n.role == node_role::shared || n.input_count != 0) return false;
      plan.inputs += n.role == node_role::input ? 1 : n.takes;
    } else if (n.input_count == 0) {
      return false;
    }
    plan.first_reference[node] = last_reference + 1;
    if (n.input_count > plan.most_inputs) plan.most_inputs = n.input_count;
    for (int i = 0; i != n.input_count; ++i)
      if (!refer(node, i)) return false;
    return true;
  }

  constexpr bool refer(int node, int which) {
    reference r;
    const text name = nodes[node].input(which);
    r.node = find(name);
    if (r.node >= node) declared_in_order = false;
    if (r.node < 0) {
      const text before = split_output(name, r.output);
      r.node = find(before);
      if (r.node < 0 && !(before == text{"input"})) return broken(rule::name_not_known, node, which + 1);
      takes_own_input = takes_own_input || r.node < 0;
    }
    if (r.output != 0 && r.node >= 0) {
      plan.slot[plan.slots] = {r.output, plan.last_slot[r.node] - 1};
      r.slot = plan.slots++;
      plan.last_slot[r.node] = plan.slots;
    }
    if (r.node >= 0) {
      color[r.node] = 3;
      if (plan.result[r.node] == 0) plan.result[r.node] = ++plan.results;
    }
    plan.references[last_reference++] = r;
    return true;
  }

  /// An input, a model with inputs of its own, and what shares that model's weights.
  template <class Node>
  [[nodiscard]] constexpr bool needs_no_inputs(const Node& n) {
    if (n.role != node_role::shared) return n.role == node_role::input || n.role == node_role::model;
    const int owner = find(n.shared());
    return owner < 0 || nodes[owner].role == node_role::model;
  }

  constexpr bool resolve_inputs() {
    declared_in_order = true;
    for (int i = 0; i != count; ++i) {
      plan.first_reference[i] = last_reference;
      const node_info& n = nodes[i];
      if (n.role == node_role::input && n.input_count != 0) return broken(rule::input_node_with_inputs, i);
      if (n.input_count == 0 && !needs_no_inputs(n)) return broken(rule::node_without_inputs, i);
      if (n.input_count > plan.most_inputs) plan.most_inputs = n.input_count;
      for (int j = 0; j != n.input_count; ++j)
        if (!refer(i, j)) return false;
      if (n.role == node_role::shared) {
        const int owner = find(n.shared());
        if (owner < 0) return broken(rule::name_not_known, i);
        if (nodes[owner].role != node_role::layer && nodes[owner].role != node_role::model)
          return broken(rule::share_of_a_share, i);
        plan.owner[i] = owner;
        if (n.input_count == 0) plan.inputs += nodes[owner].takes;
      }
    }
    plan.first_reference[count] = last_reference;
    if (!declared_in_order)
      for (int i = 0; i != count; ++i) color[i] = 0;
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

  /// Depth first, in the order of the declaration: a node comes after its inputs, and otherwise where it was written.
  constexpr bool put_in_order() {
    int ordered = 0;
    if (declared_in_order) {
      for (int i = 0; i != count; ++i)
        if (i != plan.outputs_node) plan.order[ordered++] = i;
      if (ordered == 0) return broken(rule::empty_model, 0);
      return true;
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
    return true;
  }

  /// Every node must be used by another one, or be an output. Without outputs<...>, the one that is not used is the
  /// output.
  constexpr bool find_unused() {
    if (!declared_in_order)
      for (int i = 0; i != last_reference; ++i)
        if (plan.references[i].node >= 0) color[plan.references[i].node] = 3;
    int unused = -1;
    for (int i = 0; i != count; ++i) {
      if (color[i] == 3 || i == plan.outputs_node) continue;
      if (plan.outputs_node >= 0 || unused >= 0)
        return broken(rule::node_not_used, plan.outputs_node >= 0 ? i : unused);
      unused = i;
    }
    plan.only_output = unused;
    return true;
  }

  /// Any graph. All first outputs are kept.
  constexpr bool link_in_any_order() {
    if (!collect_names() || !resolve_inputs() || !put_in_order() || !find_unused()) return false;
    for (int i = 0; i != count; ++i) plan.result[i] = i + 1;
    plan.results = count;
    return true;
  }
};

}  // namespace nns::detail
