// Graphs that are wrong, and right ones, planned and run when the program runs: each breaks the rule whose sentence
// (nns/detail/rules.hpp) says what was done, and no other.
#include "catch.hpp"

#include <nns/interop/catch2.hpp>  // prints shapes: one program prints them in one way
#include <nns/nns.hpp>

using namespace nns::layers;
using nns::shape;
using nns::detail::rule;

namespace {

// All have four nodes and four references, so that one instantiation of the plan and of the run meets every fault.
using x = node<"x", input<8>>;
using a = node<"a", dense<8>, "x">;
using sum = node<"sum", add<>, "a", "b">;

template <class... Nodes>
rule planned(const nns::graph<Nodes...>*) {
  using nodes = nns::detail::list<Nodes...>;
  constexpr int references = nns::detail::nodes_of<nodes>.references;
  STATIC_REQUIRE(sizeof...(Nodes) == 4);
  STATIC_REQUIRE(references == 4);
  const rule broken = nns::detail::make_plan<4, references>(nns::detail::nodes_of<nodes>.nodes, true).broken;
  CHECK(nns::detail::make_plan<4, references>(nns::detail::nodes_of<nodes>.nodes, false).broken == broken);
  return broken;
}

/// What evaluation says when nothing about the model can be found out before.
template <class M>
nns::detail::step hidden() {
  static const volatile nns::detail::step step = nns::detail::step_of<M>;
  return step;
}
template <class M>
nns::detail::evaluation evaluated() {
  return nns::detail::evaluate(hidden<M>(), nns::convention::standard);
}

template <class Graph>
void is_refused_as_planned(rule expected) {
  CHECK(planned(static_cast<const Graph*>(nullptr)) == expected);
  CHECK(evaluated<Graph>().bad.broken == expected);
}

template <class Model, class Graph = Model>
void is_refused_when_run(rule expected) {
  CHECK(planned(static_cast<const Graph*>(nullptr)) == rule::none);
  CHECK(evaluated<Model>().bad.broken == expected);
}

template <class Model>
shape output() {
  const nns::detail::evaluation e = evaluated<Model>();
  CHECK(e.bad.broken == rule::none);
  return e.output;
}

TEST_CASE("a graph's names, inputs and order") {
  is_refused_as_planned<nns::graph<x, a, a, node<"sum", add<>, "a", "x">>>(rule::name_used_twice);
  is_refused_as_planned<nns::graph<x, a, outputs<"a">, outputs<"a", "x">>>(rule::name_used_twice);
  is_refused_as_planned<nns::graph<x, node<"y", input<8>, "x">, a, node<"sum", add<>, "a", "y">>>(
      rule::input_node_with_inputs);
  is_refused_as_planned<nns::graph<x, node<"a", dense<8>>, node<"b", add<>, "x", "a">, sum>>(rule::node_without_inputs);
  is_refused_as_planned<nns::graph<x, a, node<"b", dense<8>, "y">, sum>>(rule::name_not_known);
  is_refused_as_planned<nns::graph<x, a, node<"b", shared<"y">, "x">, sum>>(rule::name_not_known);
  is_refused_as_planned<nns::graph<x, a, node<"b", shared<"sum">, "x">, node<"sum", shared<"a">, "a", "b">>>(
      rule::share_of_a_share);
  is_refused_as_planned<nns::graph<x, node<"a", add<>, "x", "b">, node<"b", dense<8>, "a">, node<"c", dense<8>, "b">>>(
      rule::cycle);
  is_refused_as_planned<nns::graph<x, a, node<"b", dense<8>, "x">, node<"sum", add<>, "x", "x">>>(rule::node_not_used);
  is_refused_as_planned<nns::graph<x, a, node<"sum", add<>, "x", "x">, outputs<"sum">>>(rule::node_not_used);
  using nothing = nns::detail::list<outputs<"input">>;
  CHECK(nns::detail::make_plan<1, 1>(nns::detail::nodes_of<nothing>.nodes, true).broken == rule::empty_model);
  CHECK(evaluated<nns::graph<outputs<"input">>>().bad.broken == rule::empty_model);
}

TEST_CASE("the first of several faults is told") {
  // One tensor arrives; a third and a second one are read.
  const nns::detail::fault bad =
      evaluated<nns::sequential<input<8>, nns::graph<node<"a", add<>, "input:2", "input:1">>>>().bad;
  CHECK(bad.broken == rule::output_not_there);
  CHECK(bad.first == 2);
  CHECK(bad.second == 1);
}

TEST_CASE("a node may have a name without characters") {
  using model = nns::graph<x, node<"", dense<8>, "x">, node<"b", dense<8>, "">, node<"sum", add<>, "", "b">>;
  CHECK(planned(static_cast<const model*>(nullptr)) == rule::none);
  CHECK(output<model>() == shape{8});
}

TEST_CASE("any number of tensors arrives at a graph") {
  using inner = nns::graph<node<"sum", add<>, "input:17", "input">>;
  using outer = nns::graph<node<"x", input<8>>,
                           node<"in", inner, "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x", "x",
                                "x", "x">>;
  const nns::detail::fault bad = evaluated<outer>().bad;
  CHECK(bad.broken == rule::output_not_there);
  CHECK(bad.first == 17);
  CHECK(bad.second == 17);
  // Nothing has arrived where nothing ran.
  nns::detail::machine idle;
  nns::detail::conclude(idle);
  CHECK(idle.bad.broken == rule::no_input);
}

TEST_CASE("an extent that is not known is that of the model inside, or of what arrives") {
  constexpr std::int64_t open = shape::unknown;
  using columns = nns::sequential<input<open, 8>, dense<4>>;
  using four = nns::sequential<input<4, 8>, dense<4>>;
  CHECK(output<nns::sequential<input<4, 8>, columns>>() == shape{4, 4});
  CHECK(output<nns::sequential<input<open, 8>, four>>() == shape{open, 4});
  CHECK(output<nns::sequential<input<open, 8>, columns>>() == shape{open, 4});
  CHECK(evaluated<nns::sequential<input<open, 7>, four>>().bad.broken == rule::input_differs);
}

TEST_CASE("what only shapes show") {
  is_refused_when_run<nns::graph<x, a, node<"b", conv1d<4, kernel<3>>, "x">, sum>>(rule::wrong_rank);
  is_refused_when_run<nns::graph<x, a, node<"b", dense<8>, "a:1">, sum>>(rule::output_not_there);
  is_refused_when_run<nns::graph<x, node<"a", dense<4>, "x">, node<"b", shared<"a">, "a">, sum>>(
      rule::shared_weights_differ);
  // What arrives at a graph that stands inside another model is called input: alone, nothing arrives.
  using inner = nns::graph<node<"a", dense<7>, "input">, node<"b", dense<6>, "a">, node<"c", dense<5>, "b">,
                           node<"d", dense<4>, "c">>;
  is_refused_when_run<inner>(rule::name_not_known);
  CHECK(output<nns::sequential<input<8>, inner>>() == shape{4});
  using second = nns::graph<node<"a", dense<7>, "input:1">, node<"b", dense<6>, "a">, node<"c", dense<5>, "b">,
                            node<"d", dense<4>, "c">>;
  is_refused_when_run<nns::sequential<input<8>, second>, second>(rule::output_not_there);
  is_refused_when_run<nns::graph<x, a, node<"b", dense<8>, "a">, outputs<"b", "input">>>(rule::name_not_known);
  // Two inputs are declared; one arrives.
  using pair = nns::graph<x, node<"y", input<8>>, node<"a", add<>, "x", "y">, node<"b", add<>, "a", "x">>;
  CHECK(output<pair>() == shape{8});
  is_refused_when_run<nns::sequential<input<8>, pair>, pair>(rule::inputs_do_not_match);
}

TEST_CASE("graphs that are right, in whatever order they are written") {
  CHECK(output<nns::graph<x, a, node<"b", shared<"a">, "x">, sum>>() == shape{8});
  CHECK(output<nns::graph<sum, node<"b", dense<8>, "x">, a, x>>() == shape{8});
  const nns::detail::evaluation two = evaluated<nns::graph<x, a, node<"b", dense<3>, "a">, outputs<"b", "a">>>();
  REQUIRE(two.outputs == 2);
  CHECK(two.output == shape{3});
  using both = nns::graph<x, a, node<"b", dense<3>, "a">, outputs<"b", "a">>;
  const auto ends = nns::detail::find_ends<1, 2>(hidden<both>());
  CHECK(ends.inputs[0] == shape{8});
  CHECK(ends.outputs[0] == shape{3});
  CHECK(ends.outputs[1] == shape{8});
  // An LSTM of 2 units: its output, and behind it its two states.
  CHECK(output<nns::graph<node<"x", input<5, 4>>, node<"a", lstm<2, return_state>, "x">, node<"b", dense<2>, "a:1">,
                          sum>>() == shape{2});
  // A block of one's own, whose rows take its name.
  struct block : nns::graph<x, a, node<"b", dense<8>, "x">, sum> {};
  CHECK(output<nns::sequential<input<8>, named<"block", block>, block>>() == shape{8});
}

/// Says what its input's extents say, less 10.
struct told {
  static constexpr shape output(const shape& in) { return {in[5] - 10}; }
  static constexpr nns::cost cost(const shape& in, const shape&) {
    return {nns::macs{in[0] - 10}, nns::macs{in[1] - 10}, in[2] - 10, in[3] - 10, in[4] - 10};
  }
};

// nns/layer.hpp: negative backward multiply-adds, trainable parameters and activations say that the rule decides: twice
// the forward pass, all parameters, the elements of the output.
TEST_CASE("a layer of one's own says what it costs") {
  const nns::detail::evaluation all = evaluated<nns::sequential<input<15, 17, 19, 14, 13, 16>, told>>();
  REQUIRE(all.bad.broken == rule::none);
  CHECK(all.sum.forward.value == 5);
  CHECK(all.sum.backward().value == 7);
  CHECK(all.sum.trainable.value == 4);
  CHECK(all.sum.fixed.value == 9 - 4);
  CHECK(all.sum.activations.value == 3 + 15 * 17 * 19 * 14 * 13 * 16);  // the input's elements are kept, too
  CHECK(all.output == shape{6});
  const nns::detail::evaluation usual = evaluated<nns::sequential<input<15, 1, 19, 1, 1, 16>, told>>();
  REQUIRE(usual.bad.broken == rule::none);
  CHECK(usual.sum.backward().value == 2 * 5);
  CHECK(usual.sum.trainable.value == 9);
  CHECK(usual.sum.activations.value == 6 + 15 * 19 * 16);
  CHECK(output<nns::sequential<input<15, 1, 19, 1, 1, 9>, told>>() == shape{shape::unknown});
  CHECK(evaluated<nns::sequential<input<15, 1, 19, 1, 1, 10>, told>>().bad.broken == rule::own_extent_not_positive);
  CHECK(evaluated<nns::sequential<input<15, 1, 19, 1, 1, 5>, told>>().bad.broken == rule::own_extent_not_positive);
  CHECK(evaluated<nns::sequential<input<9, 1, 19, 1, 1, 16>, told>>().bad.broken == rule::cost_is_negative);
  CHECK(evaluated<nns::sequential<input<15, 1, 9, 1, 1, 16>, told>>().bad.broken == rule::cost_is_negative);
  CHECK(evaluated<nns::sequential<input<15, 1, 13, 14, 1, 16>, told>>().bad.broken == rule::cost_is_negative);
}

}  // namespace
