// Attention in windows: whole Swin transformers and a MaxViT against torchvision's published table.
#include <nns/nns.hpp>
#include <nns/layers/window_attention.hpp>
#include <nns/models/blocks.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

template <std::int64_t C>
struct mlp : nns::sequential<dense<4 * C, gelu>, dense<C>> {};

template <std::int64_t C, std::int64_t Heads>
struct block : nns::sequential<residual<layer_normalization<>, window_attention<Heads, 7>>,
                               residual<layer_normalization<>, mlp<C>>> {};

struct swin_t : nns::sequential<
    input<224, 224, 3>,
    conv2d<96, kernel<4>, strides<4>>, layer_normalization<>,
    repeat<2, block<96, 3>>, patch_merging<192>,
    repeat<2, block<192, 6>>, patch_merging<384>,
    repeat<6, block<384, 12>>, patch_merging<768>,
    repeat<2, block<768, 24>>, layer_normalization<>,
    global_average_pooling2d<>, dense<1000>> {};

// torchvision 0.21, swin_t: 28,288,354 parameters, 4.491 GMACs
static_assert(nns::parameters<swin_t> == 28'288'354);
static_assert(nns::forward<swin_t> >= 4.4905_GMAC && nns::forward<swin_t> < 4.4915_GMAC);

template <std::int64_t C, std::int64_t Heads>
struct block_v2 : nns::sequential<
    residual<window_attention<Heads, 8, continuous_position_bias<>>, layer_normalization<>>,
    residual<mlp<C>, layer_normalization<>>> {};

struct swin_v2_t : nns::sequential<
    input<256, 256, 3>,
    conv2d<96, kernel<4>, strides<4>>, layer_normalization<>,
    repeat<2, block_v2<96, 3>>, patch_merging_v2<192>,
    repeat<2, block_v2<192, 6>>, patch_merging_v2<384>,
    repeat<6, block_v2<384, 12>>, patch_merging_v2<768>,
    repeat<2, block_v2<768, 24>>, layer_normalization<>,
    global_average_pooling2d<>, dense<1000>> {};

// torchvision 0.21, swin_v2_t: 28,351,570 parameters, 5.94 GMACs
static_assert(nns::parameters<swin_v2_t> == 28'351'570);
static_assert(nns::forward<swin_v2_t> >= 5.9395_GMAC && nns::forward<swin_v2_t> < 5.9405_GMAC);

template <std::int64_t C, std::int64_t Heads>
struct block_3d : nns::sequential<residual<layer_normalization<>, window_attention<Heads, nns::extents{8, 7, 7}>>,
                                  residual<layer_normalization<>, mlp<C>>> {};

struct swin3d_t : nns::sequential<
    input<16, 224, 224, 3>,
    conv3d<96, kernel<2, 4, 4>, strides<2, 4, 4>>, layer_normalization<>,
    repeat<2, block_3d<96, 3>>, patch_merging<192>,
    repeat<2, block_3d<192, 6>>, patch_merging<384>,
    repeat<6, block_3d<384, 12>>, patch_merging<768>,
    repeat<2, block_3d<768, 24>>, layer_normalization<>,
    global_average_pooling3d<>, dense<400>> {};

// torchvision 0.21, swin3d_t: 28,158,070 parameters, 43.882 GMACs
static_assert(nns::parameters<swin3d_t> == 28'158'070);
static_assert(nns::forward<swin3d_t> >= 43.8815_GMAC && nns::forward<swin3d_t> < 43.8825_GMAC);

template <std::int64_t C>
struct mb_conv : nns::sequential<
    batch_normalization<>,
    conv2d<4 * C, kernel<1>, no_bias>, batch_normalization<>, gelu,
    depthwise_conv2d<kernel<3>, padding<1>, no_bias>, batch_normalization<>, gelu,
    squeeze_excitation<C / 4, 4 * C, silu>, conv2d<C, kernel<1>>> {};
template <std::int64_t C>
struct mb_conv_halving : nns::sequential<
    batch_normalization<>,
    conv2d<4 * C, kernel<1>, no_bias>, batch_normalization<>, gelu,
    depthwise_conv2d<kernel<3>, strides<2>, padding<1>, no_bias>, batch_normalization<>, gelu,
    squeeze_excitation<C / 4, 4 * C, silu>, conv2d<C, kernel<1>>> {};

template <std::int64_t C>
struct window_and_grid : repeat<2, residual<layer_normalization<>, window_attention<C / 32, 7>>,
                                residual<layer_normalization<>, mlp<C>>> {};

template <std::int64_t C, std::int64_t Layers>
struct stage : nns::sequential<
    residual<mb_conv_halving<C>, shortcut<average_pooling2d<3, strides<2>, padding<1>>, conv2d<C, kernel<1>>>>,
    window_and_grid<C>,
    repeat<Layers - 1, residual<mb_conv<C>>, window_and_grid<C>>> {};

struct maxvit_t : nns::sequential<
    input<224, 224, 3>,
    conv2d<64, kernel<3>, strides<2>, padding<1>, no_bias>, batch_normalization<>, gelu,
    conv2d<64, kernel<3>, padding<1>>,
    stage<64, 2>, stage<128, 2>, stage<256, 5>, stage<512, 2>,
    global_average_pooling2d<>, layer_normalization<>, dense<512, tanh_>, dense<1000, no_bias>> {};

// torchvision 0.21, maxvit_t: 30,919,624 learnable parameters, 5.558 GMACs
static_assert(nns::trainable_parameters<maxvit_t> == 30'919'624);
static_assert(nns::forward<maxvit_t> >= 5.5575_GMAC && nns::forward<maxvit_t> < 5.5585_GMAC);

// An image that windows do not fill is padded: 10x10 in windows of 7 is 14 14 positions, 49 in each window
struct padded : nns::sequential<input<10, 10, 8>, window_attention<2, 7>> {};
static_assert(nns::output_shape<padded> == nns::shape{10, 10, 8});
static_assert(nns::forward<padded>.count == 4 * 196 * 64 + 2 * 196 * 49 * 8);
// Padding is zero only before it is projected: 100 positions make queries, keys and values
static_assert(nns::forward<padded, nns::convention::in_bounds>.count == 3 * 100 * 64 + 196 * 64 + 2 * 196 * 49 * 8);
// A video's window is shrunk to it: 4 positions in time of 8
struct short_video : nns::sequential<input<4, 7, 7, 8>, window_attention<2, nns::extents{8, 7, 7}>> {};
static_assert(nns::forward<short_video>.count == 4 * 196 * 64 + 2 * 196 * 196 * 8);

}  // namespace
