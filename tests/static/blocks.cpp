// Compositions: squeeze and excitation, gates, patches; adaptive pooling.
#include "asked.hpp"
#include <nns/models/blocks.hpp>

using namespace nns::layers;
using asked::rule;
using namespace nns::literals;

namespace {

// Two 1x1 convolutions on the means of 64 channels, 64 to 16 and back
struct excited : nns::sequential<input<56, 56, 64>, squeeze_excitation<16, 64>> {};
static_assert(again::output_shape<excited> == nns::shape{56, 56, 64});
static_assert(again::forward<excited> == 2'048_MAC);
static_assert(again::parameters<excited> == 2 * 1'024 + 16 + 64);

// A gated linear unit: the input times what is made of it, 8 8
struct gated : nns::sequential<input<5, 8>, gate<dense<8, sigmoid, no_bias>>> {};
static_assert(again::output_shape<gated> == nns::shape{5, 8});
static_assert(again::forward<gated> == 320_MAC);

// ViT-B/16: 14 14 patches, 224 224 3 768 multiply-adds; H/14 at 518: 37 37
struct patches : nns::sequential<input<224, 224, 3>, patch_embedding<768, 16>> {};
static_assert(again::output_shape<patches> == nns::shape{196, 768});
static_assert(again::forward<patches>.count == 224LL * 224 * 3 * 768);
struct large_patches : nns::sequential<input<518, 518, 3>, patch_embedding<1280, 14>> {};
static_assert(again::output_shape<large_patches> == nns::shape{1'369, 1'280});

// Swin's: 4 96 to 192 at 28 28 positions; normalised before (384 features) or behind (192)
struct merged : nns::sequential<input<56, 56, 96>, patch_merging<192>> {};
static_assert(again::output_shape<merged> == nns::shape{28, 28, 192});
static_assert(again::forward<merged>.count == 784 * 384 * 192);
static_assert(again::parameters<merged> == 384 * 192 + 2 * 384);
struct merged_v2 : nns::sequential<input<57, 55, 96>, patch_merging_v2<192>> {};
static_assert(again::output_shape<merged_v2> == nns::shape{29, 28, 192});
static_assert(again::parameters<merged_v2> == 384 * 192 + 2 * 192);

// PyTorch: AdaptiveAvgPool2d(7), (5, None) written out, and three axes
struct adapted : nns::sequential<input<13, 17, 8>, adaptive_average_pooling2d<7>> {};
static_assert(again::output_shape<adapted> == nns::shape{7, 7, 8});
struct adapted_max : nns::sequential<input<13, 17, 8>, adaptive_max_pooling2d<nns::extents{5, 17}>> {};
static_assert(again::output_shape<adapted_max> == nns::shape{5, 17, 8});
struct adapted_video : nns::sequential<input<8, 16, 13, 17>, adaptive_average_pooling3d<1, channels_first>> {};
static_assert(again::output_shape<adapted_video> == nns::shape{8, 1, 1, 1});

static_assert(asked::output<input<13, 8>, adaptive_average_pooling1d<7>> == nns::shape{7, 8});
static_assert(asked::refused_by<input<13, 8>, adaptive_average_pooling2d<7>> == rule::wrong_rank);
static_assert(asked::refused_by<input<13, 17, 8>, adaptive_average_pooling2d<0>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<13, 17, 8>, adaptive_max_pooling2d<nns::extents{1, 2, 3}>> ==
              rule::one_number_or_one_per_axis);

}  // namespace
