// Merges: of branches that see the same input, and of a node's inputs.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

using x = input<4, 4, 8>;
using a = dense<3>;

// Two dense layers on 16 positions: 2 16 8 3 products, 2 (8 3 + 3) parameters; three outputs of 48 are kept.
template <class Merge>
constexpr bool merges_two() {
  return asked::output<x, Merge> == nns::shape{4, 4, 3} && asked::macs<x, Merge> == 768 &&
         asked::parameters<x, Merge> == 54 && asked::activations<x, Merge> == 144;
}
static_assert(merges_two<add<a, a>>());
static_assert(merges_two<subtract<a, a>>());
static_assert(merges_two<multiply<a, a>>());
static_assert(merges_two<average<a, a>>());
static_assert(merges_two<maximum<a, a>>());
static_assert(merges_two<minimum<a, a>>());
// Any number of branches, but for subtract.
static_assert(asked::output<x, average<a, a, a, a, a>> == nns::shape{4, 4, 3});
static_assert(asked::parameters<x, maximum<a, a, a>> == 81);
static_assert(asked::refused_by<x, subtract<a, a, a>> == rule::too_many_inputs);
static_assert(asked::refused_by<x, add<a>> == rule::too_few_inputs);
static_assert(asked::refused_by<x, add<>> == rule::too_few_inputs);
static_assert(asked::refused_by<x, concatenate<a>> == rule::too_few_inputs);

// As in Keras, extents of 1 are stretched, and a shape of a lower rank stands at the end.
static_assert(asked::output<x, add<identity, dense<1>>> == nns::shape{4, 4, 8});
static_assert(asked::output<x, multiply<dense<1>, identity>> == nns::shape{4, 4, 8});
static_assert(asked::output<x, multiply<identity, global_average_pooling2d<>>> == nns::shape{4, 4, 8});
static_assert(asked::output<x, multiply<global_average_pooling2d<>, identity>> == nns::shape{4, 4, 8});
static_assert(asked::output<input<4, 1>, add<identity, permute<2, 1>>> == nns::shape{4, 4});
static_assert(asked::output<input<4, 1>, add<identity, permute<2, 1>, dense<4>>> == nns::shape{4, 4});
static_assert(asked::refused_by<x, add<dense<3>, dense<4>>> == rule::shapes_differ);
static_assert(asked::refused_by<x, add<identity, sequential<conv2d<8, kernel<2>>>>> == rule::shapes_differ);

// Inception's kind: 3 + 5 + 8 channels.
static_assert(asked::output<x, concatenate<a, dense<5>, identity>> == nns::shape{4, 4, 16});
static_assert(asked::output<x, concatenate<a, dense<5>, axis<-1>>> == nns::shape{4, 4, 8});
static_assert(asked::output<x, concatenate<a, dense<5>, axis<3>>> == nns::shape{4, 4, 8});
// Along another axis, the option anywhere among the branches: 4 + 4, 4 + 3.
static_assert(asked::output<x, concatenate<identity, identity, axis<1>>> == nns::shape{8, 4, 8});
static_assert(asked::output<x, concatenate<axis<-3>, identity, cropping2d<nns::sides{{1, 0}, {0, 0}}>>> ==
              nns::shape{7, 4, 8});
static_assert(asked::refused_by<x, concatenate<identity, identity, axis<4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, concatenate<identity, identity, axis<0>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, concatenate<identity, dense<3>, axis<1>>> ==
              rule::extents_differ_outside_the_axis);
static_assert(asked::refused_by<x, concatenate<identity, flatten>> == rule::ranks_differ);
static_assert(asked::refused_by<x, add<identity, identity, axis<1>>> == rule::option_not_known_to_the_layer);

// A branch may be a composition, a model with an input of its own, or an activation.
using tower = nns::sequential<input<4, 4, 8>, conv2d<5, kernel<3>, same>, relu>;
static_assert(asked::output<x, concatenate<tower, sequential<a, relu>, softmax>> == nns::shape{4, 4, 16});
static_assert(asked::parameters<x, concatenate<tower, sequential<a, relu>, softmax>> == 5 * 8 * 9 + 5 + 27);
// Branches in branches: 3 + (2 + 1) channels.
static_assert(asked::output<x, concatenate<a, concatenate<dense<2>, dense<1>>>> == nns::shape{4, 4, 6});

// Merges without branches take the node's inputs.
using joined = nns::graph<node<"in", input<8>>, node<"a", dense<3>, "in">, node<"b", dense<4>, "in">,
                          node<"both", concatenate<>, "a", "b", "in">>;
static_assert(again::output_shape<joined> == nns::shape{15});
using first_axis = nns::graph<node<"in", input<5, 8>>, node<"a", dense<8>, "in">,
                              node<"both", concatenate<axis<1>>, "a", "in">>;
static_assert(again::output_shape<first_axis> == nns::shape{10, 8});

static_assert(asked::output<x, stack<identity, relu, axis<-1>>> == nns::shape{4, 4, 8, 2});
static_assert(asked::refused_by<x, stack<identity, dense<3>>> == rule::shapes_differ);
static_assert(asked::refused_by<x, stack<identity, flatten>> == rule::ranks_differ);
static_assert(asked::refused_by<x, stack<identity, relu, axis<5>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, stack<identity, relu, axis<1, 2>>> == rule::one_axis_only);
static_assert(asked::refused_by<x, concatenate<identity, relu, axis<1, 2>>> == rule::one_axis_only);
static_assert(asked::refused_by<input<1, 1, 1, 1, 1, 1, 1, 1>, stack<identity, relu>> == rule::rank_above_eight);
static_assert(asked::refused_by<input<INT64_MAX>, concatenate<identity, identity>> == rule::count_overflows_63_bits);

// What is known of one input is known of the sum, and of the other axes of a concatenation.
constexpr std::int64_t u = nns::shape::unknown;
template <class Merge, class A, class B>
inline constexpr nns::shape merged =
    again::output_shape<nns::graph<node<"a", A>, node<"b", B>, node<"out", Merge, "a", "b">>>;
static_assert(merged<add<>, input<u, 8>, input<5, 8>> == nns::shape{5, 8});
static_assert(merged<add<>, input<5, 8>, input<u, 8>> == nns::shape{5, 8});
static_assert(merged<add<>, input<u, 8>, input<1, 8>> == nns::shape{u, 8});
static_assert(merged<concatenate<>, input<u, 8>, input<5, 3>> == nns::shape{5, 11});
static_assert(merged<concatenate<>, input<5, 8>, input<u, 3>> == nns::shape{5, 11});
static_assert(merged<concatenate<>, input<5, u>, input<5, 3>> == nns::shape{5, u});

static_assert(asked::refused_by<input<u, 1LL << 62>, concatenate<identity, identity>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<input<5, 8>, lstm<4, return_state>, add<identity, relu>> == rule::too_many_inputs);

}  // namespace
