// Networks as graphs: order, several inputs and outputs, shared layers, graphs in graphs.
#include "asked.hpp"

#include <type_traits>
#include <utility>

using namespace nns::layers;
using asked::rows_are;
using asked::rule;

namespace {

// Two inputs, one output. 8 4 + 6 4 + 8 2 products; 36 + 28 + 18 parameters; 8 + 6 + 4 + 4 + 8 + 2 elements.
struct two_inputs : nns::graph<
    node<"left", input<8>>, node<"right", input<6>>,
    node<"a", dense<4>, "left">, node<"b", dense<4>, "right">,
    node<"both", concatenate<>, "a", "b">,
    node<"score", dense<2>, "both">> {};
static_assert(again::forward<two_inputs> == nns::macs{72});
static_assert(again::parameters<two_inputs> == 82);
static_assert(again::activations<two_inputs> == 32);
static_assert(again::output_shape<two_inputs> == nns::shape{2});
static_assert(again::input_shapes<two_inputs>.size() == 2);
static_assert(again::input_shapes<two_inputs>[0] == nns::shape{8});
static_assert(again::input_shapes<two_inputs>[1] == nns::shape{6});
static_assert(rows_are<two_inputs>({"left", "right", "a", "b", "both", "score"}));
constexpr const auto& s = nns::summary<two_inputs>;
static_assert(s.layers[0].source == -1 && s.layers[1].source == -1 && s.layers[3].source == 1);
static_assert(s.layers[4].source == 2 && s.layers[4].more_sources == 1 && s.sources[s.layers[4].first_more] == 3);
static_assert(s.name == "two_inputs");

// Structs that derive from nodes are nodes, with the layers that messages and summaries then show. 4 8 + 8 8 products.
struct first_node : node<"first", dense<8>, "x"> {};
struct two_layers : nns::sequential<dense<8>, relu> {};
struct second_node : node<"second", two_layers, "first"> {};
struct derived_nodes : nns::graph<node<"x", input<4>>, first_node, second_node> {};
static_assert(again::forward<derived_nodes> == nns::macs{96});
static_assert(rows_are<derived_nodes>({"x", "first", "second/dense", "second/relu"}));
static_assert(nns::summary<derived_nodes>.blocks[0].kind == "two_layers");
static_assert(std::is_same_v<nns::detail::written_parts<second_node>, nns::detail::list<two_layers>>);
static_assert(!nns::detail::has_parts<outputs<"second">>);

// In any order: a node stands behind its inputs, and else where it was written.
using shuffled = nns::graph<node<"score", dense<2>, "both">, node<"both", concatenate<>, "a", "b">,
                            node<"b", dense<4>, "right">, node<"a", dense<4>, "left">,
                            node<"right", input<6>>, node<"left", input<8>>>;
static_assert(again::forward<shuffled> == nns::macs{72} && again::parameters<shuffled> == 82);
static_assert(again::output_shape<shuffled> == nns::shape{2});

// Several outputs, in the order in which they are named; one may be an inner node.
using heads = nns::graph<node<"x", input<8>>, node<"body", dense<4>, "x">, node<"class", dense<3>, "body">,
                         node<"box", dense<2>, "body">, outputs<"box", "class", "body">>;
static_assert(again::output_shapes<heads>.size() == 3);
static_assert(again::output_shapes<heads>[0] == nns::shape{2} && again::output_shapes<heads>[1] == nns::shape{3} &&
              again::output_shapes<heads>[2] == nns::shape{4});

// A node's second output; 10 steps of 8 features, 4 units.
using states = nns::graph<node<"x", input<10, 8>>, node<"lstm", lstm<4, return_sequences, return_state>, "x">,
                          node<"h", dense<2>, "lstm:1">, node<"c", dense<3>, "lstm:2">,
                          outputs<"h", "c", "lstm", "lstm:0">>;
static_assert(again::output_shapes<states>[0] == nns::shape{2} && again::output_shapes<states>[1] == nns::shape{3});
static_assert(again::output_shapes<states>[2] == nns::shape{10, 4});
static_assert(again::output_shapes<states>[3] == nns::shape{10, 4});
// A name with a colon of its own, as TensorFlow writes them, comes before a node's output.
using colon = nns::graph<node<"x:0", input<8>>, node<"x:1", dense<4>, "x:0">, node<"y", dense<2>, "x:1">>;
static_assert(again::output_shape<colon> == nns::shape{2});

// A siamese network: the tower's weights are counted once, its work twice. 8 4 twice, and 4 2 2.
using tower = nns::sequential<input<8>, dense<4, relu>, batch_normalization<>>;
struct siamese : nns::graph<
    node<"a", input<8>>, node<"b", input<8>>,
    node<"tower", tower, "a">, node<"again", shared<"tower">, "b">,
    node<"both", concatenate<>, "tower", "again">, node<"score", dense<2>, "both">> {};
static_assert(again::forward<siamese> == nns::macs{2 * 32 + 16});
// 36 + 16 and 18; of them 8 not trained
static_assert(again::parameters<siamese> == 70 && again::non_trainable_parameters<siamese> == 8);
// 8 + 8 + 2 (8 + 4) + 8 + 2
static_assert(again::activations<siamese> == 50);
static_assert(rows_are<siamese>({"a", "b", "tower/dense", "tower/batch_normalization", "again/dense",
                                 "again/batch_normalization", "both", "score"}));
static_assert(nns::summary<siamese>.layers[4].forward == nns::macs{32});
static_assert(nns::summary<siamese>.layers[4].parameters == 0);
// The sharer may stand in front of the owner, on another length: 5 steps and 7 steps.
using lengths = nns::graph<node<"again", shared<"fc">, "b">, node<"a", input<5, 8>>, node<"b", input<7, 8>>,
                           node<"fc", dense<4>, "a">, outputs<"fc", "again">>;
static_assert(again::forward<lengths> == nns::macs{12 * 32} && again::parameters<lengths> == 36);
// A shared graph, a shared repeat.
using sub = nns::graph<node<"p", dense<4>, "input">, node<"q", dense<4>, "input">, node<"sum", add<>, "p", "q">>;
using shares_graph = nns::graph<node<"a", input<8>>, node<"b", input<8>>, node<"f", sub, "a">,
                                node<"g", shared<"f">, "b">, outputs<"f", "g">>;
static_assert(again::parameters<shares_graph> == 72 && again::forward<shares_graph> == nns::macs{128});
static_assert(rows_are<shares_graph>({"a", "b", "f/p", "f/q", "f/sum", "g/p", "g/q", "g/sum"}));
using shares_copies = nns::graph<node<"a", input<8>>, node<"f", repeat<3, dense<8>>, "a">, node<"g", shared<"f">, "f">>;
static_assert(again::parameters<shares_copies> == 216 && again::forward<shares_copies> == nns::macs{384});
static_assert(rows_are<shares_copies>({"a", "f", "f_1", "f_2", "g", "g_1", "g_2"}));

// A graph inside a model sees what arrives as "input", or declares it.
using inside = nns::sequential<input<8>, dense<6>, sub, dense<2>>;
static_assert(again::forward<inside> == nns::macs{48 + 48 + 8});
static_assert(rows_are<inside>({"input", "dense", "p", "q", "sum", "dense_1"}));
static_assert(nns::summary<inside>.layers[2].depth == 1 && nns::summary<inside>.blocks[0].kind == "graph");
static_assert(nns::summary<inside>.layers[2].source == 1 && nns::summary<inside>.layers[3].source == 1);
using declared = nns::sequential<input<8>, two_inputs>;
static_assert(asked::broken_by<declared> == rule::inputs_do_not_match);
using outer = nns::graph<node<"l", input<8>>, node<"r", input<6>>, node<"inner", two_inputs, "l", "r">,
                         node<"last", dense<5>, "inner">>;
static_assert(again::forward<outer> == nns::macs{72 + 10});
static_assert(rows_are<outer>({"l", "r", "inner/a", "inner/b", "inner/both", "inner/score", "last"}));
static_assert(nns::summary<outer>.layers[3].source == 1);
// Twice the same graph: the copies' rows are numbered on.
static_assert(rows_are<nns::sequential<input<8>, repeat<2, nns::graph<node<"p", dense<8>, "input">>>>>(
    {"input", "p", "p_1"}));
// A graph may begin a model, and layers may follow.
using begins = nns::sequential<nns::graph<node<"x", input<8>>, node<"y", dense<4>, "x">>, dense<2>>;
static_assert(again::forward<begins> == nns::macs{40} && again::input_shape<begins> == nns::shape{8});
// Three outputs of an inner graph.
using uses_heads = nns::graph<node<"x", input<8>>, node<"h", heads, "x">,
                              node<"all", concatenate<>, "h", "h:1", "h:2">>;
static_assert(again::output_shape<uses_heads> == nns::shape{9});
// A node's layer that has a name of its own stands behind the node's.
static_assert(rows_are<nns::graph<node<"x", input<8>>, node<"y", named<"fc", dense<4>>, "x">>>({"x", "y/fc"}));

// A merge right behind a layer with several outputs; a layer that takes one does not.
static_assert(asked::output<input<5, 8>, bidirectional<lstm<4, return_sequences>, merge_none>, concatenate<>> ==
              nns::shape{5, 8});
static_assert(asked::refused_by<input<5, 8>, lstm<4, return_state>, dense<3>> == rule::too_many_inputs);

// Any number of inputs: those of a recommender, and as many as take a place on the heap several times over.
template <unsigned I>
using one_of_many = node<nns::numbered<"i", I>, input<2>>;
template <class>
struct many;
template <unsigned... I>
struct many<std::integer_sequence<unsigned, I...>>
    : nns::graph<one_of_many<I>..., node<"all", add<>, nns::numbered<"i", I>...>> {};
using clicks = many<std::make_integer_sequence<unsigned, 39>>;
static_assert(again::input_shapes<clicks>.size() == 39 && again::input_shapes<clicks>[38] == nns::shape{2});
static_assert(nns::summary<clicks>.layers.size() == 40 && nns::summary<clicks>.sources.size() == 38);
static_assert(again::input_shapes<many<std::make_integer_sequence<unsigned, 300>>>.size() == 300);
// The same inside another model: 39 times what arrives.
template <unsigned... I>
constexpr auto many_times(std::integer_sequence<unsigned, I...>)
    -> nns::graph<node<"x", input<2>>, node<"all", clicks, (static_cast<void>(I), nns::fixed_string{"x"})...>>;
using nested_clicks = decltype(many_times(std::make_integer_sequence<unsigned, 39>{}));
static_assert(again::output_shape<nested_clicks> == nns::shape{2});
static_assert(asked::broken_by<decltype(many_times(std::make_integer_sequence<unsigned, 38>{}))> ==
              rule::inputs_do_not_match);

static_assert(asked::broken_by<nns::graph<>> == rule::empty_model);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "z">>> == rule::name_not_known);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"x", dense<2>, "x">>> == rule::name_used_twice);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", add<>, "x", "z">,
                                          node<"z", dense<8>, "y">>> == rule::cycle);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<8>, "y">>> == rule::cycle);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "x">, node<"z", dense<2>, "x">>> ==
              rule::node_not_used);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "x">, node<"z", dense<2>, "x">,
                                          outputs<"z">>> == rule::node_not_used);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>>>> == rule::node_without_inputs);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>, "x">>> == rule::input_node_with_inputs);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "x:1">>> == rule::output_not_there);
static_assert(asked::broken_by<nns::graph<node<"x", input<5, 8>>, node<"l", lstm<4, return_state>, "x">,
                                          node<"y", dense<2>, "l:3">>> == rule::output_not_there);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "x", "x">>> ==
              rule::too_many_inputs);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "input">, outputs<"x", "y">>> !=
              rule::none);
static_assert(asked::broken_by<nns::graph<node<"a", input<8>>, node<"b", input<6>>, node<"f", dense<4>, "a">,
                                          node<"g", shared<"f">, "b">, outputs<"f", "g">>> ==
              rule::shared_weights_differ);
static_assert(asked::broken_by<nns::graph<node<"a", input<8>>, node<"f", dense<8>, "a">, node<"g", shared<"f">, "f">,
                                          node<"h", shared<"g">, "g">>> == rule::share_of_a_share);
static_assert(asked::broken_by<nns::graph<node<"a", input<8>>, node<"g", shared<"f">, "a">>> == rule::name_not_known);

// Faults of a graph's parts
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, outputs<"x">, outputs<"x">>> == rule::name_used_twice);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, dense<8>>> == rule::not_a_node);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "x">, outputs<"z">>> ==
              rule::name_not_known);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<0>, "x">>> == rule::size_not_positive);
// Names with a colon that name no output: no number, nothing in front, more digits than any layer has outputs
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "x:">>> == rule::name_not_known);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, ":0">>> == rule::name_not_known);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "x:12345">>> ==
              rule::name_not_known);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "x7">>> == rule::name_not_known);
// The second input of a graph inside another, which one only reaches
using takes_second = nns::graph<node<"p", dense<8>, "input:1">>;
static_assert(asked::refused_by<input<8>, takes_second> == rule::output_not_there);
static_assert(asked::broken_by<nns::graph<node<"a", input<8>>, node<"b", input<6>>,
                                          node<"in", takes_second, "a", "b">>> == rule::none);
// Any number of outputs
template <unsigned... I>
constexpr auto many_outputs(std::integer_sequence<unsigned, I...>)
    -> nns::graph<node<"x", input<8>>, node<nns::numbered<"y", I>, dense<2>, "x">...,
                  outputs<nns::numbered<"y", I>...>>;
static_assert(
    again::output_shapes<decltype(many_outputs(std::make_integer_sequence<unsigned, 17>{}))>.size() == 17);
static_assert(
    again::output_shapes<decltype(many_outputs(std::make_integer_sequence<unsigned, 300>{}))>[299] == nns::shape{2});

static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "12">>> == rule::name_not_known);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "x-">>> == rule::name_not_known);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>, "xy7">>> == rule::name_not_known);
// Nothing arrives at a graph that is the model itself.
static_assert(asked::broken_by<takes_second> == rule::name_not_known);
// A graph with a name may begin a model, too: 8 4
using named_graph = nns::sequential<named<"body", nns::graph<node<"x", input<8>>, node<"y", dense<4>, "x">>>>;
static_assert(again::forward<named_graph> == nns::macs{32});

// Copies that take two tensors and yield two. The first one takes 4 and 8 wide, the others 4 and 4: 8 4 for the stem, then
// 4 4 + 8 4, and 4 times 4 4 + 4 4.
struct two_wide : nns::graph<node<"c", dense<4>, "input">, outputs<"c", "input">> {};
struct two_ways : nns::graph<node<"p", dense<4>, "input">, node<"q", dense<4>, "input:1">, node<"s", add<>, "p", "q">,
                             outputs<"s", "input">> {};
using pairs = nns::sequential<input<8>, two_wide, repeat<5, two_ways>>;
static_assert(again::forward<pairs> == nns::macs{32 + 48 + 4 * 32} && again::output_shapes<pairs>[1] == nns::shape{4});
// The second of them gets wider with each copy, by 2: 8 4, then 4 4 + n 2 for n of 8, 10 and 12.
struct wider : nns::graph<node<"x", dense<4>, "input">, node<"w", dense<2>, "input:1">,
                          node<"y", concatenate<>, "input:1", "w">, outputs<"x", "y">> {};
using widening = nns::sequential<input<8>, two_wide, repeat<3, wider>>;
static_assert(again::forward<widening> == nns::macs{32 + 32 + 36 + 40} && again::output_shapes<widening>[1] == nns::shape{14});

// A repeat hands its further inputs on to each copy: a decoder of three layers with one memory.
template <int D> using decoder = nns::graph<node<"self", multi_head_attention<2, D/2>, "input">, node<"sum", add<>, "input", "self">,
  node<"cross", multi_head_attention<2, D/2>, "sum", "input:1">, node<"sum2", add<>, "sum", "cross">>;
struct dec : nns::graph<node<"x", input<5, 8>>, node<"memory", input<7, 6>>, node<"d", repeat<3, decoder<8>>, "x", "memory">> {};
// a copy: self: 4*5*64 + 2*25*8 ; cross: q 5*64, k,v 2*7*6*8, o 5*64, 2*5*7*8
static_assert(again::forward<dec>.count == 3*(4*5*64+2*25*8 + 2*5*64+2*7*6*8+2*5*7*8));
static_assert(nns::summary<dec>.total.forward == nns::forward<dec>);
static_assert(rows_are<dec>({"x","memory","d/self","d/sum","d/cross","d/sum2","d_1/self","d_1/sum","d_1/cross","d_1/sum2","d_2/self","d_2/sum","d_2/cross","d_2/sum2"}));
static_assert(nns::summary<dec>.layers[8].source == 7);

}  // namespace
