// Models with inputs of their own inside other models: as nodes of a graph, and side by side in a merge.
#include "asked.hpp"
#include "rerun.hpp"

#include <nns/layers/product.hpp>

namespace {

using namespace nns::layers;
using asked::rows_are;
using nns::detail::rule;

// Models with inputs of their own are nodes. (a) 30 16 + 16 8 and 32 8 products, and a dot of 8.
struct query : nns::sequential<input<30>, dense<16, relu>, dense<8>> {};
struct item : nns::graph<node<"id", input<20>>, node<"text", input<12>>, node<"both", concatenate<>, "id", "text">, node<"out", dense<8>, "both">> {};
struct towers : nns::graph<node<"query", query>, node<"item", item>, node<"score", dot<1>, "query", "item">> {};
static_assert(again::input_shapes<towers>.size() == 3);
static_assert(again::input_shapes<towers>[0] == nns::shape{30} && again::input_shapes<towers>[2] == nns::shape{12});
static_assert(again::forward<towers>.count == 30*16+16*8+32*8+8);
static_assert(again::output_shape<towers> == nns::shape{1});
static_assert(rows_are<towers>({"query/input", "query/dense", "query/dense_1", "item/id", "item/text", "item/both", "item/out", "score"}));
// The whole inside another model takes what arrives for each of them.
using outer = nns::graph<node<"a", input<20>>, node<"q", input<30>>, node<"b", input<12>>, node<"in", towers, "q", "a", "b">>;
static_assert(again::forward<outer> == again::forward<towers>);
static_assert(asked::broken_by<nns::graph<node<"q", input<30>>, node<"in", towers, "q", "q", "q">>> == rule::input_differs);
static_assert(asked::broken_by<nns::graph<node<"q", input<30>>, node<"in", towers, "q">>> == rule::inputs_do_not_match);
// One tower applied twice, to an input of its own each time
struct twins : nns::graph<node<"left", query>, node<"right", shared<"left">>, node<"score", dot<1>, "left", "right">> {};
static_assert(again::input_shapes<twins>.size() == 2 && again::parameters<twins> == again::parameters<query>);
static_assert(again::forward<twins>.count == 2*(30*16+16*8)+8);
using outer_twins = nns::graph<node<"a", input<30>>, node<"b", input<30>>, node<"in", twins, "a", "b">>;
static_assert(again::forward<outer_twins> == again::forward<twins>);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", dense<2>>>> == rule::node_without_inputs);
static_assert(asked::broken_by<nns::graph<node<"x", input<8>>, node<"y", shared<"x">>>> != rule::none);
// Side by side in a merge
struct side : nns::sequential<concatenate<query, nns::sequential<input<5>, dense<3>>>, dense<2>> {};
static_assert(again::input_shapes<side>.size() == 2 && again::output_shape<side> == nns::shape{2});
static_assert(again::forward<side>.count == 30*16+16*8+15+22);
struct merged : add<query, query> {};
static_assert(again::parameters<merged> == 2*again::parameters<query>);
using nested_side = nns::graph<node<"a", input<30>>, node<"b", input<5>>, node<"in", side, "a", "b">>;
static_assert(again::forward<nested_side> == again::forward<side>);
static_assert(asked::broken_by<nns::sequential<concatenate<query, dense<3>>>> == rule::no_input);
static_assert(asked::broken_by<nns::sequential<concatenate<dense<3>, query>>> == rule::no_input);
static_assert(asked::refused_by<input<5, 8>, lstm<4, return_state>, add<query, query>> == rule::input_differs);

}  // namespace
