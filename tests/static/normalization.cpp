// Normalisation: parameters as Keras and PyTorch built them, or C, 2 C, 2 C + 1 by hand.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

template <class L>
struct over_image : nns::sequential<input<11, 9, 6>, L> {};
template <class L>
inline constexpr std::int64_t learned = again::parameters<over_image<L>>;

// Keras 3.9.2: group_normalization with 2 groups over (11, 9, 6) has 12 parameters
static_assert(learned<group_normalization<2>> == 12);
static_assert(learned<group_normalization<3, no_scale>> == 6);
// PyTorch: GroupNorm over the first axis, 11 channels
static_assert(learned<group_normalization<11, axis<1>>> == 22);
// Keras: gamma and beta of the last axis; of the axes given
static_assert(learned<layer_normalization<>> == 12);
static_assert(learned<layer_normalization<no_center>> == 6);
static_assert(learned<layer_normalization<no_center, no_scale>> == 0);
// PyTorch: LayerNorm([9, 6]), 2 9 6
static_assert(learned<layer_normalization<axis<2, 3>>> == 108);
static_assert(learned<layer_normalization<axis<-1, -2, -3>>> == 2 * 11 * 9 * 6);
// 2 C, C, none
static_assert(learned<instance_normalization<>> == 12);
static_assert(learned<rms_normalization<>> == 6);
static_assert(learned<rms_normalization<no_scale>> == 0);
static_assert(learned<unit_normalization<>> == 0);
static_assert(learned<layer_scale<>> == 6);
// Keras' EfficientNetB0 keeps 7 numbers for 3 colours: 2 C + 1, none of them trainable
struct colours : nns::sequential<input<224, 224, 3>, normalization<>> {};
static_assert(again::parameters<colours> == 7);
static_assert(again::trainable_parameters<colours> == 0);

// The shape stays, and nothing is multiplied
struct all : nns::sequential<input<4, 8>, layer_normalization<>, group_normalization<4>, instance_normalization<>,
                             rms_normalization<>, unit_normalization<>, normalization<>, layer_scale<>> {};
static_assert(again::output_shape<all> == nns::shape{4, 8});
static_assert(again::forward<all>.count == 0);

// Batch normalisation. Keras on 64 channels: gamma, beta, moving mean, moving variance: 256, of them 128 not trained.
using x = input<56, 56, 64>;
static_assert(asked::parameters<x, batch_normalization<>> == 256);
static_assert(asked::trainable<x, batch_normalization<>> == 128);
static_assert(again::non_trainable_parameters<nns::sequential<x, batch_normalization<>>> == 128);
static_assert(asked::macs<x, batch_normalization<>> == 0);
static_assert(asked::output<x, batch_normalization<>> == nns::shape{56, 56, 64});
// The output, once: 56 56 64.
static_assert(asked::activations<x, batch_normalization<>> == 200'704);
// Without gamma or beta 64 less, and none trained without both.
static_assert(asked::parameters<x, batch_normalization<no_scale>> == 192);
static_assert(asked::trainable<x, batch_normalization<no_center>> == 64);
static_assert(asked::trainable<x, batch_normalization<no_scale, no_center>> == 0);
static_assert(asked::parameters<x, batch_normalization<no_center, no_scale>> == 128);
// The channels' axis, counted from 1 or from the end: 4 each of 3, 8, 9.
using y = input<3, 8, 9>;
static_assert(asked::parameters<y, batch_normalization<axis<1>>> == 12);
static_assert(asked::parameters<y, batch_normalization<axis<2>>> == 32);
// tf.keras with renorm=True has a moving standard deviation and two weights of renormalisation besides: 7 C, 5 C not trained.
static_assert(asked::parameters<y, batch_normalization<renorm>> == 7 * 9);
static_assert(asked::parameters<y, batch_normalization<renorm, axis<1>>> == 7 * 3);
static_assert(nns::non_trainable_parameters<nns::sequential<y, batch_normalization<renorm>>> == 5 * 9);
static_assert(nns::non_trainable_parameters<nns::sequential<y, batch_normalization<renorm, axis<1>>>> == 5 * 3);
static_assert(asked::parameters<y, batch_normalization<axis<3>>> == 36);
static_assert(asked::parameters<y, batch_normalization<axis<-1>>> == 36);
static_assert(asked::parameters<y, batch_normalization<axis<-3>>> == 12);
static_assert(asked::parameters<input<100>, batch_normalization<>> == 400);

static_assert(asked::refused_by<y, batch_normalization<axis<0>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<y, batch_normalization<axis<4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<y, batch_normalization<axis<-4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<y, batch_normalization<no_bias>> == rule::option_not_known_to_the_layer);

static_assert(asked::refused_by<y, layer_normalization<axis<4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<y, layer_normalization<axis<1, -3>>> == rule::axis_given_twice);
static_assert(asked::refused_by<y, rms_normalization<axis<2, 5>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<y, instance_normalization<axis<0>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<y, instance_normalization<axis<1, 2>>> == rule::one_axis_only);
static_assert(asked::refused_by<y, group_normalization<3, axis<4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<y, group_normalization<4>> == rule::channels_not_divisible_by_groups);
static_assert(asked::refused_by<y, group_normalization<7>> == rule::channels_not_divisible_by_groups);
static_assert(asked::refused_by<y, group_normalization<0>> == rule::size_not_positive);
// Channels that are not known leave the parameters unknown, and any groups may divide them.
constexpr std::int64_t u = nns::shape::unknown;
static_assert(asked::parameters<input<4, u>, group_normalization<3>> == u);
static_assert(asked::parameters<input<u, 4>, group_normalization<2>> == 8);

static_assert(asked::refused_by<input<INT64_MAX>, normalization<>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<input<INT64_MAX, 2>> == rule::count_overflows_63_bits);

}  // namespace
