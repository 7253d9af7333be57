// Options stand in any order, exclude each other, and are known to the layer that they are given to.
#include "asked.hpp"

#include <type_traits>

using namespace nns::layers;
using asked::rule;

namespace {

using x = input<16, 16, 4>;

// ceil(16 / 2) = 8; 64 8 4 9 products; 8 4 9 parameters; 2 64 8 activations.
template <class L>
constexpr bool is_the_same() {
  return asked::output<x, L> == nns::shape{8, 8, 8} && asked::macs<x, L> == 18'432 && asked::parameters<x, L> == 288 &&
         asked::activations<x, L> == 1'024;
}
static_assert(is_the_same<conv2d<8, kernel<3>, strides<2>, same, no_bias, relu>>());
static_assert(is_the_same<conv2d<8, relu, no_bias, same, strides<2>, kernel<3>>>());
static_assert(is_the_same<conv2d<8, same, kernel<3, 3>, relu, strides<2, 2>, no_bias>>());
static_assert(is_the_same<conv2d<8, strides<2>, relu, kernel<3>, no_bias, same, groups<1>, dilation<1>>>());

static_assert(asked::refused_by<x, conv2d<8, kernel<3>, kernel<3>>> == rule::option_given_twice);
static_assert(asked::refused_by<x, conv2d<8, kernel<3>, padding<1>, valid>> == rule::option_given_twice);
static_assert(asked::refused_by<x, conv2d<8, kernel<3>, relu, linear>> == rule::option_given_twice);
static_assert(asked::refused_by<x, conv2d<8, kernel<3>, return_sequences>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<x, conv2d<8, kernel<3>, dense<3>>> == rule::not_an_option);
static_assert(asked::refused_by<x, max_pooling2d<2, relu>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<x, batch_normalization<kernel<3>>> == rule::option_not_known_to_the_layer);

// The words that a user writes are found with nns:: and in nns::layers.
static_assert(std::is_same_v<nns::dense<3>, nns::layers::dense<3>>);
static_assert(std::is_same_v<nns::same, nns::layers::same>);
static_assert(nns::forward<nns::sequential<nns::input<3>, nns::dense<2, nns::relu>>> == nns::macs{6});

// Numbers of other types are numbers.
static_assert(asked::parameters<input<3>, dense<2u>> == 8);
enum : short { units = 2 };
static_assert(asked::parameters<input<3>, dense<units>> == 8);

// What is no number where one is needed, and numbers where one is enough
#if !defined(__clang__) || __clang_major__ >= 18  // before, clang has no floating-point template arguments at all
static_assert(asked::refused_by<input<8>, repeat_vector<2.5>> == rule::not_a_number);
static_assert(asked::refused_by<x, max_pooling2d<2.5>> == rule::not_a_number);
#endif
static_assert(asked::refused_by<input<8>, repeat_vector<nns::extents{3, 4}>> == rule::wrong_count_of_numbers);

// Options that a bool switches.
template <bool Biased, bool Padded>
using switched = nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, use_bias<Biased>, when<Padded, same, relu>>>;
static_assert(again::parameters<switched<true, false>> == 4 * 27 + 4 && again::parameters<switched<false, true>> == 4 * 27);
static_assert(again::output_shape<switched<true, true>> == nns::shape{8, 8, 4});
static_assert(again::output_shape<switched<true, false>> == nns::shape{6, 6, 4});
static_assert(again::activations<switched<true, true>> == 192 + 2 * 256);  // with an activation, twice
// Where it is false, nothing stands there: no option is given twice, and none is unknown to the layer.
static_assert(asked::refused_by<input<8>, dense<4, when<false, same>, relu, when<false, tanh_>>> == rule::none);
static_assert(asked::refused_by<input<8>, dense<4, when<true>, when<false>>> == rule::none);
static_assert(asked::refused_by<input<8>, dense<4, when<true, same>>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<input<8>, dense<4, relu, when<true, tanh_>>> == rule::option_given_twice);
static_assert(asked::refused_by<input<8>, dense<4, when<true, input<4>>>> == rule::not_an_option);
static_assert(asked::refused_by<input<8>, dense<4, use_bias<true>, no_bias>> == rule::option_given_twice);
static_assert(asked::refused_by<input<8>, when<true, relu>> == rule::option_among_layers);
static_assert(asked::output<input<8, 3>, concatenate<relu, tanh_, when<true, axis<1>>>> == nns::shape{16, 3});

}  // namespace
