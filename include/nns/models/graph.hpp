// Networks that are graphs: nodes with names, wired by name, in any order.
#pragma once

#include <nns/detail/description.hpp>
#include <nns/detail/table.hpp>
#include <nns/layer.hpp>
#include <nns/layers/input.hpp>
#include <nns/models/graph_run.hpp>

#include <cstddef>

namespace nns::detail {

template <int N>
struct node_table {
  node_info nodes[static_cast<std::size_t>(N + 1)]{};
  int references = 0;
};

using node_maker = node_info (*)();
template <std::size_t N>
struct node_makers {
  node_maker all[N + 1];
};

/// The index of the first that is not a node, or -1.
template <class... Nodes>
inline constexpr int foreign_node = []() consteval {
  constexpr bool is_node[] = {requires { Nodes::nns_info(); }..., false};
  int first = 0;
  while (is_node[first]) ++first;
  return first;
}();
template <class... Nodes>
  requires requires { node_makers<sizeof...(Nodes)>{{&Nodes::nns_info..., nullptr}}; }
inline constexpr int foreign_node<Nodes...> = -1;

template <class... Nodes>
inline constexpr node_makers<sizeof...(Nodes)> expanded_nodes{{&Nodes::nns_info..., nullptr}};

// The nodes are made in the loop: making an array first, and copying from it, costs a twentieth more.
template <class... Nodes>
constexpr auto lower_nodes(list<Nodes...>*) {
  node_table<static_cast<int>(sizeof...(Nodes))> result;
  node_info* into = result.nodes;
  const node_makers<sizeof...(Nodes)>& makers = expanded_nodes<Nodes...>;
  for (std::size_t i = 0; i != sizeof...(Nodes); ++i) {
    into[i] = makers.all[i]();
    result.references += into[i].input_count;
  }
  return result;
}

template <class List>
inline constexpr auto nodes_of = lower_nodes(static_cast<List*>(nullptr));

template <class List, int N, int References>
constexpr graph_plan<N, References> make_plan() {
  graph_plan<N, References> plan;
  int hashed[static_cast<std::size_t>(table_size(N))]{};
  char color[static_cast<std::size_t>(N + 1)]{};
  int stack[static_cast<std::size_t>(N + 1)]{};
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
    tensor results[static_cast<std::size_t>(plan.results + 1)];
    tensor slots[static_cast<std::size_t>(plan.slots + 1)];
    tensor gathered[static_cast<std::size_t>(plan.most_inputs)];
    count weights[static_cast<std::size_t>(plan.is_direct ? 1 : N)];
    using run = graph_run<bare<decltype(plan)>>;
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
  using nns_parts = detail::list<L>;
  static constexpr detail::node_info nns_info() {
    if constexpr (sizeof...(Inputs) - 1 < detail::node_info::few && requires { &L::nns_step; }) {  // most nodes
      return {Name.characters, &L::nns_step, {Inputs.characters...}, sizeof...(Inputs)};
    } else if constexpr (sizeof...(Inputs) - 1 < detail::node_info::few) {
      return {Name.characters, detail::step_of<L>, {Inputs.characters...}, sizeof...(Inputs)};
    } else if constexpr (sizeof...(Inputs) == 0) {
      constexpr int takes = detail::declared_inputs(detail::step_of<L>);
      return {.name = Name.characters,
              .layer = detail::step_of<L>,
              .role = takes == 0 ? detail::node_role::layer : detail::node_role::model,
              .takes = takes};
    } else {
      return detail::with_inputs<Inputs...>({Name.characters, detail::step_of<L>});
    }
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
