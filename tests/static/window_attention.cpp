// Attention in windows: whole Swin transformers and a MaxViT against torchvision's published table.
#include <nns/nns.hpp>
#include <nns/layers/window_attention.hpp>
#include <nns/models/blocks.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

template <std::int64_t C>
struct mlp : nns::sequential<dense<4 * C, gelu>, dense<C>> {};

/// Four stages of 2, 2, Depth and 2 blocks; channels and heads double between them.
template <class Input, class Patches, template <std::int64_t, std::int64_t> class Block,
          template <std::int64_t> class Merging, std::int64_t C, std::int64_t Heads, std::int64_t Depth,
          std::int64_t Classes>
struct swin : nns::sequential<
    Input, Patches, layer_normalization<>,
    repeat<2, Block<C, Heads>>, Merging<2 * C>,
    repeat<2, Block<2 * C, 2 * Heads>>, Merging<4 * C>,
    repeat<Depth, Block<4 * C, 4 * Heads>>, Merging<8 * C>,
    repeat<2, Block<8 * C, 8 * Heads>>, layer_normalization<>,
    reshape<-1, 8 * C>, global_average_pooling1d<>, dense<Classes>> {};

template <class Model>
constexpr bool has(std::int64_t parameters, std::int64_t millions_of_macs) {
  const std::int64_t thousandth = 1'000'000;
  return nns::parameters<Model> == parameters &&
         (nns::forward<Model>.count + thousandth / 2) / thousandth == millions_of_macs;
}

template <std::int64_t C, std::int64_t Heads>
struct block : nns::sequential<residual<layer_normalization<>, window_attention<Heads, 7>>,
                               residual<layer_normalization<>, mlp<C>>> {};
template <std::int64_t C, std::int64_t Heads, std::int64_t Depth>
using swin_v1 = swin<input<224, 224, 3>, conv2d<C, kernel<4>, strides<4>>, block, patch_merging, C, Heads, Depth, 1000>;

// torchvision 0.21: swin_t 28,288,354 parameters, 4.491 GMACs; swin_s 49,606,258, 8.741; swin_b 87,768,224, 15.431
static_assert(has<swin_v1<96, 3, 6>>(28'288'354, 4'491));
static_assert(has<swin_v1<96, 3, 18>>(49'606'258, 8'741));
static_assert(has<swin_v1<128, 4, 18>>(87'768'224, 15'431));

template <std::int64_t C, std::int64_t Heads>
struct block_v2 : nns::sequential<
    residual<window_attention<Heads, 8, continuous_position_bias<>>, layer_normalization<>>,
    residual<mlp<C>, layer_normalization<>>> {};
template <std::int64_t C, std::int64_t Heads, std::int64_t Depth>
using swin_v2 =
    swin<input<256, 256, 3>, conv2d<C, kernel<4>, strides<4>>, block_v2, patch_merging_v2, C, Heads, Depth, 1000>;

// torchvision 0.21: swin_v2_t 28,351,570 and 5.94; swin_v2_s 49,737,442 and 11.546; swin_v2_b 87,930,848 and 20.325
static_assert(has<swin_v2<96, 3, 6>>(28'351'570, 5'940));
static_assert(has<swin_v2<96, 3, 18>>(49'737'442, 11'546));
static_assert(has<swin_v2<128, 4, 18>>(87'930'848, 20'325));

template <std::int64_t C, std::int64_t Heads>
struct block_3d : nns::sequential<residual<layer_normalization<>, window_attention<Heads, nns::extents{8, 7, 7}>>,
                                  residual<layer_normalization<>, mlp<C>>> {};
template <std::int64_t C, std::int64_t Heads, std::int64_t Depth>
using swin3d = swin<input<16, 224, 224, 3>, conv3d<C, kernel<2, 4, 4>, strides<2, 4, 4>>, block_3d, patch_merging, C,
                    Heads, Depth, 400>;

// torchvision 0.21: swin3d_t 28,158,070 and 43.882; swin3d_s 49,816,678 and 82.841; swin3d_b 88,048,984 and 140.667
static_assert(has<swin3d<96, 3, 6>>(28'158'070, 43'882));
static_assert(has<swin3d<96, 3, 18>>(49'816'678, 82'841));
static_assert(has<swin3d<128, 4, 18>>(88'048'984, 140'667));

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
