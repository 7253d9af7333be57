// dot and einsum_dense: the examples of Keras' documentation, counted by hand.
#include "asked.hpp"
#include <nns/layers/product.hpp>

using namespace nns::layers;
using asked::rule;
using namespace nns::literals;

namespace {

// Keras' EinsumDense("ab,bc->ac", output_shape=64, bias_axes="c") over 32 features is Dense(64)
struct as_dense : nns::sequential<input<32>, einsum_dense<"ab,bc->ac", 64, bias_axes<"c">>> {};
static_assert(again::output_shape<as_dense> == nns::shape{64});
static_assert(again::parameters<as_dense> == 32 * 64 + 64);
static_assert(again::forward<as_dense> == 2'048_MAC);

// "abc,cd->abd" with output_shape=(None, 64) over (32, 128): 32 128 64, and 128 64 + 64
struct on_each_step : nns::sequential<input<32, 128>,
                                      einsum_dense<"abc,cd->abd", nns::extents{-1, 64}, bias_axes<"d">>> {};
static_assert(again::output_shape<on_each_step> == nns::shape{32, 64});
static_assert(again::parameters<on_each_step> == 8'256);
static_assert(again::forward<on_each_step> == 262'144_MAC);

// "...x,xy->...y" with output_shape=64 is the same
struct on_any_step : nns::sequential<input<32, 128>, einsum_dense<"...x,xy->...y", 64, bias_axes<"y">>> {};
static_assert(again::output_shape<on_any_step> == nns::shape{32, 64});
static_assert(again::parameters<on_any_step> == 8'256);
static_assert(again::forward<on_any_step> == 262'144_MAC);

// "ab...,bc->ac...": along the first axis, the others stay: 5 7 10 64
struct along_the_first : nns::sequential<input<10, 5, 7>, einsum_dense<"ab...,bc->ac...", 64>> {};
static_assert(again::output_shape<along_the_first> == nns::shape{64, 5, 7});
static_assert(again::parameters<along_the_first> == 640);
static_assert(again::forward<along_the_first> == 22'400_MAC);

// The projections of attention with 12 heads of 64 over (T, 768), in and out: T 768 768 each
struct projections : nns::sequential<
    input<197, 768>,
    einsum_dense<"abc,cde->abde", nns::extents{-1, 12, 64}, bias_axes<"de">>,
    einsum_dense<"abde,def->abf", nns::extents{-1, 768}, bias_axes<"f">>> {};
static_assert(again::output_shape<projections> == nns::shape{197, 768});
static_assert(again::parameters<projections> == 2 * (768 * 768 + 768));
static_assert(again::forward<projections>.count == 2LL * 197 * 768 * 768);

// Keras 3.9.2 of the same models as JSON, and Hu et al. 2021, section 4.1: the kernel is fixed, and two matrices are
// trained, of (all of its extents but the last) r and r (the last) numbers; bias and multiply-adds stay.
template <class Layer, std::int64_t... Extents>
struct adapted : nns::sequential<input<Extents...>, Layer> {};
using adapted_einsum = adapted<einsum_dense<"abc,cde->abde", nns::extents{-1, 12, 64}, bias_axes<"de">, lora_rank<4>>, 197, 768>;
static_assert(again::non_trainable_parameters<adapted_einsum> == 768 * 12 * 64);
static_assert(again::trainable_parameters<adapted_einsum> == 768 * 12 * 4 + 4 * 64 + 12 * 64);
static_assert(again::forward<adapted_einsum>.count == 197LL * 768 * 12 * 64);
using adapted_dense = adapted<dense<6, no_bias, lora_rank<2>>, 12, 5>;
static_assert(again::non_trainable_parameters<adapted_dense> == 5 * 6);
static_assert(again::trainable_parameters<adapted_dense> == 5 * 2 + 2 * 6);
static_assert(again::forward<adapted_dense> == 360_MAC);
using adapted_conv = adapted<conv1d<6, kernel<3>, same, lora_rank<2>>, 10, 5>;
static_assert(again::non_trainable_parameters<adapted_conv> == 3 * 5 * 6);
static_assert(again::trainable_parameters<adapted_conv> == 3 * 5 * 2 + 2 * 6 + 6);
static_assert(again::forward<adapted_conv> == 900_MAC);
using adapted_embedding = adapted<embedding<9, 4, lora_rank<3>>, 7>;
static_assert(again::non_trainable_parameters<adapted_embedding> == 9 * 4);
static_assert(again::trainable_parameters<adapted_embedding> == 9 * 3 + 3 * 4);
static_assert(asked::refused_by<input<5>, dense<6, lora_rank<0>>> == rule::size_not_positive);
static_assert(asked::refused_by<input<5>, einsum_dense<"ab,bc->ac", 6, lora_rank<0>>> == rule::size_not_positive);
static_assert(asked::refused_by<input<5, 5>, depthwise_conv1d<kernel<3>, lora_rank<2>>> == rule::option_not_known_to_the_layer);

template <class Dot>
struct two : nns::graph<node<"a", input<3, 4>>, node<"b", input<5, 4>>, node<"out", Dot, "a", "b">> {};

// (3, 4) and (5, 4) along their last axes: (3, 5), 3 5 4 products
static_assert(again::output_shape<two<dot<2>>> == nns::shape{3, 5});
static_assert(again::forward<two<dot<2>>> == 60_MAC);
static_assert(again::forward<two<dot<-1, 2>>> == 60_MAC);

// Keras: two vectors give (1)
struct vectors : nns::graph<node<"a", input<8>>, node<"b", input<8>>, node<"out", dot<1>, "a", "b">> {};
static_assert(again::output_shape<vectors> == nns::shape{1});
static_assert(again::forward<vectors> == 8_MAC);

static_assert(asked::broken_by<two<dot<>>> == rule::wrong_count_of_numbers);
static_assert(asked::broken_by<two<dot<1, 2, 2>>> == rule::wrong_count_of_numbers);
static_assert(asked::broken_by<two<dot<3>>> == rule::axis_out_of_range);
static_assert(asked::broken_by<two<dot<1, 3>>> == rule::axis_out_of_range);
static_assert(asked::broken_by<two<dot<1>>> == rule::widths_differ);
// 5 + 5 axes are left of two times 6
struct many_axes : nns::graph<node<"a", input<1, 1, 1, 1, 1, 4>>, node<"b", input<1, 1, 1, 1, 1, 4>>,
                              node<"out", dot<-1>, "a", "b">> {};
static_assert(asked::broken_by<many_axes> == rule::rank_above_eight);

// No operands, a second comma or ellipsis, an arrow too short, letters that stand nowhere or for nothing, a bias along
// an axis that the output does not have.
template <auto Equation, auto Output, class... More>
inline constexpr rule over_steps = asked::refused_by<input<7, 32>, einsum_dense<Equation, Output, More...>>;
template <nns::fixed_string Equation, auto Output, class... More>
inline constexpr bool not_understood =
    over_steps<Equation, Output, More...> == rule::equation_not_understood;
static_assert(!not_understood<"abc,cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"", nns::extents{7, 64}>);
static_assert(not_understood<"abc->abd", nns::extents{7, 64}>);
static_assert(not_understood<"abc,cd", nns::extents{7, 64}>);
static_assert(not_understood<"abc,cd-", nns::extents{7, 64}>);
static_assert(not_understood<"abc,cd-abd", nns::extents{7, 64}>);
static_assert(not_understood<"abc->cd,abd", nns::extents{7, 64}>);
static_assert(not_understood<",cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"a1c,cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"abc,c1->abd", nns::extents{7, 64}>);
static_assert(not_understood<"abc,cd->ab1", nns::extents{7, 64}>);
static_assert(not_understood<"ab..,cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"ab.c.,cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"a...b...,bd->ad...", 64>);
static_assert(not_understood<"abc,...cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"a...c,cd->abd", 64>);
static_assert(not_understood<"abc,cd->a...d", 64>);
// Other ranks than the letters say, of the input and of the output; extents that contradict it
static_assert(not_understood<"ab,bd->ad", 64>);
static_assert(not_understood<"abcd...,de->abce...", nns::extents{7, 32, 64}>);
static_assert(not_understood<"abcde...,ef->abcdf...", nns::extents{7, 32, 1, 64}>);
static_assert(not_understood<"abc,cd->abd", 64>);
static_assert(not_understood<"abb,bd->ad", 64>);
static_assert(not_understood<"abc,cd->abd", nns::extents{8, 64}>);
static_assert(not_understood<"abc,cd->abd", nns::extents{7, 0}>);
static_assert(not_understood<"abc,cd->abd", nns::extents{7, -1}>);
static_assert(not_understood<"abc,cde->abd", nns::extents{7, 64}>);
static_assert(not_understood<"abc,cd->abe", nns::extents{7, 64}>);
static_assert(not_understood<"abc,cd->abd", nns::extents{7, 64}, bias_axes<"c">>);
static_assert(not_understood<"abc,cd->abd", nns::extents{7, 64}, bias_axes<"1">>);
static_assert(not_understood<"abc,cd->abd", nns::extents{7, 64}, bias_axes<"...">>);

// Steps that are not known: neither are the products, but the weights, 32 64 and 64, are. Capitals are letters too.
constexpr std::int64_t u = nns::shape::unknown;
using unknown_steps = nns::sequential<input<u, 32>, einsum_dense<"ABC,CD->ABD", nns::extents{-1, 64}, bias_axes<"D">>>;
static_assert(again::output_shape<unknown_steps> == nns::shape{u, 64});
static_assert(again::forward<unknown_steps>.count == u && again::parameters<unknown_steps> == 32 * 64 + 64);
// An output that says how many there will be
using said = nns::sequential<input<u, 32>, einsum_dense<"abc,cd->abd", nns::extents{7, 64}>>;
static_assert(again::output_shape<said> == nns::shape{7, 64} && again::forward<said>.count == 7 * 32 * 64);
// With an activation the output is kept twice: 7 64 of each
static_assert(asked::activations<input<7, 32>, einsum_dense<"abc,cd->abd", nns::extents{7, 64}, relu>> == 2 * 448);
static_assert(asked::refused_by<input<1, 1, 1, 1, 1, 1, 1, 4>, einsum_dense<"...x,xyz->...yz", nns::extents{2, 3}>> ==
              rule::rank_above_eight);

static_assert(not_understood<"ab{,cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"ab_,cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"a1cd,cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"ab..c,cd->abd", nns::extents{7, 64}>);
static_assert(not_understood<"abc,cd,de->abd", nns::extents{7, 64}>);
static_assert(not_understood<"abc,cd->a-d", nns::extents{7, 64}>);
static_assert(not_understood<"...abc,cd->...abd", nns::extents{7, 64}>);
// One letter for two axes, of which one is known
static_assert(asked::output<input<7, u>, einsum_dense<"abb,bd->ad", 64>> == nns::shape{64});

}  // namespace
