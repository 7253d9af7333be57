// Attention in windows: whole Swin transformers against torchvision's published table.
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
struct block_v2 : nns::sequential<residual<window_attention<Heads, 8, continuous_position_bias<>>, layer_normalization<>>,
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

}  // namespace
