// Networks that are graphs: nodes with names, wired by name, in any order.
#pragma once

#include <nns/detail/description.hpp>
#include <nns/detail/table.hpp>
#include <nns/layer.hpp>
#include <nns/layers/input.hpp>
#include <nns/models/graph_run.hpp>

#include <cstddef>
#include <type_traits>

namespace nns::detail {

template <int N>
struct NNS_BY_STEPS node_table {
  node_info nodes[static_cast<std::size_t>(N + 1)]{};
  int references = 0;
};

using node_maker = node_info (*)();
template <std::size_t N>
struct node_makers {
  node_maker all[N + 1];
};

/// The functions that make the nodes, if all are nodes.
template <class List>
inline constexpr node_makers<0> makers_of{};
template <class... Nodes>
  requires requires { typename list<decltype(&Nodes::nns_info)...>; }
inline constexpr node_makers<sizeof...(Nodes)> makers_of<list<Nodes...>>{{&Nodes::nns_info..., nullptr}};

template <class List>
inline constexpr bool are_nodes = sizeof(makers_of<List>) != sizeof(node_makers<0>);

/// The index of the first that is not a node.
template <class... Nodes>
constexpr int foreign_node(list<Nodes...>*) {
  constexpr bool is_node[] = {requires { Nodes::nns_info(); }..., false};
  int first = 0;
  while (is_node[first]) ++first;
  return first;
}

// The nodes are made in the loop: making an array first, and copying from it, costs a twentieth more.
template <std::size_t N>
constexpr auto lower_nodes(const node_makers<N>& makers) {
  node_table<static_cast<int>(N)> result;
  node_info* into = result.nodes;
  for (std::size_t i = 0; i != N; ++i) {
    into[i] = makers.all[i]();
    result.references += into[i].input_count;
  }
  return result;
}

template <class List>
inline constexpr auto nodes_of = lower_nodes(makers_of<List>);

template <int N, int References>
constexpr graph_plan<N, References> make_plan(const node_info* nodes, bool in_order) {
  graph_plan<N, References> plan;
  int hashed[static_cast<std::size_t>(table_size(N))]{};
  char color[static_cast<std::size_t>(N + 1)]{};
  int stack[static_cast<std::size_t>(N + 1)]{};
  resolver<graph_plan<N, References>> r{plan, nodes, N, hashed, table_size(N), color, stack};
  if (in_order && !r.link_in_order()) return make_plan<N, References>(nodes, false);
  if (!in_order) r.link_in_any_order();
  return plan;
}

template <class List, int N>
inline constexpr auto plan_of = make_plan<N, nodes_of<List>.references>(nodes_of<List>.nodes, true);

template <class List, int N>
constexpr void run_graph(machine& m) {
  constexpr const auto& plan = plan_of<List, N>;
  if constexpr (plan.broken != rule::none) {
    m.fail(plan.broken, plan.broken_number);
    m.bad.leave(plan.broken_node);
  } else {
    tensor results[static_cast<std::size_t>(plan.results + 1)];
    tensor slots[static_cast<std::size_t>(plan.slots + 1)];
    tensor gathered[static_cast<std::size_t>(plan.most_inputs)];
    count weights[static_cast<std::size_t>(plan.is_direct ? 1 : N)];
    using run = graph_run<std::remove_cvref_t<decltype(plan)>>;
    if (m.begins_model())
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
/// "lstm:1" is a node's second output. node<"x", input<...>> is an input of the graph. A model with inputs of its own
/// adds these to the graph's inputs: node<"query", tower>. In a graph inside another model, "input" is the tensor that
/// the graph receives, and "input:1" the second one.
template <fixed_string Name, class L, fixed_string... Inputs>  // node<"fc", dense<4>, "x">
struct node {
  static constexpr detail::node_info nns_info() {
    if constexpr (sizeof...(Inputs) - 1 < detail::node_info::few && requires { &L::nns_step; }) {  // most nodes
      return {Name.characters, &L::nns_step, {Inputs.characters...}, sizeof...(Inputs)};
    } else if constexpr (requires { L::nns_shared; }) {
      return detail::with_inputs<Inputs...>(
          {.name = Name.characters, .role = detail::node_role::shared, .shared_with = L::nns_shared.characters});
    } else if constexpr (sizeof...(Inputs) - 1 < detail::node_info::few) {
      return {Name.characters, detail::in_table<L>, {Inputs.characters...}, sizeof...(Inputs)};
    } else if constexpr (sizeof...(Inputs) == 0) {
      constexpr int takes = detail::declared_inputs(detail::in_table<L>);
      return {.name = Name.characters,
              .layer = detail::in_table<L>,
              .role = takes == 0 ? detail::node_role::layer : detail::node_role::model,
              .takes = takes};
    } else {
      return detail::with_inputs<Inputs...>({Name.characters, detail::in_table<L>});
    }
  }
};
template <fixed_string Name, std::int64_t... Extents, fixed_string... Inputs>
struct node<Name, input<Extents...>, Inputs...> {
  static constexpr detail::node_info nns_info() {
    return {Name.characters, &input<Extents...>::nns_step, {}, sizeof...(Inputs), detail::node_role::input};
  }
};

/// outputs<"name"...>: the outputs of the graph, in this order. Without it, the output is the node that no other node
/// uses.
template <fixed_string... Names>
struct outputs {
  static constexpr detail::node_info nns_info() {
    return detail::with_inputs<Names...>({.role = detail::node_role::outputs});
  }
};

/// graph<node<...>..., outputs<...>>: a network of named nodes, in any order. A model, or a part of one.
/// Errors: a cycle, a name that does not exist or is used twice, a node that is never used.
template <class... Nodes>
struct graph {
  using nns_model = graph;
  using nns_composition = graph;
  using nns_parts = detail::list<Nodes...>;
  static constexpr void NNS_STEP(detail::machine& m) {
    if constexpr (sizeof...(Nodes) == 0) {
      m.fail(detail::rule::empty_model);
    } else if constexpr (!detail::are_nodes<nns_parts>) {
      m.fail(detail::rule::not_a_node);
      m.bad.leave(detail::foreign_node(static_cast<nns_parts*>(nullptr)));
    } else {
      detail::run_graph<nns_parts, static_cast<int>(sizeof...(Nodes))>(m);
    }
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers

namespace nns::detail {

// A node has no nns_parts: a type in each of them would cost g++ a twentieth of a graph. Its layer is found by its
// arguments.

template <fixed_string Name, class L, fixed_string... Inputs>
L* layer_in(node<Name, L, Inputs...>*);  // also of a struct that derives from it
void* layer_in(void*);                   // outputs<...>

template <class L>
struct opened_node {
  using nns_parts = list<L>;
};
/// A node as a composition of its layer; any other type as it is.
template <class T>
struct opened {
  using type = T;
};
template <class Node>
concept node_of_a_layer = requires { &Node::nns_info; } &&
                          !NNS_IS_SAME(decltype(detail::layer_in(static_cast<Node*>(nullptr))), void*);
template <node_of_a_layer Node>
struct opened<Node> {
  using type = opened_node<std::remove_pointer_t<decltype(detail::layer_in(static_cast<Node*>(nullptr)))>>;
};
template <node_of_a_layer Node>
struct written<Node> : opened<Node> {};

template <class... L>
list<L...> pointed_at(L*...);
template <class First, class... Nodes>
  requires requires { &First::nns_info; }
struct described_parts<list<First, Nodes...>> {
  using type = decltype(detail::pointed_at(detail::layer_in(static_cast<First*>(nullptr)),
                                           detail::layer_in(static_cast<Nodes*>(nullptr))...));
};

}  // namespace nns::detail
