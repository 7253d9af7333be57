// The Swin transformer (Liu et al. 2021), its second version (Liu et al. 2022), and its form for video (Liu et al.
// 2021, Video Swin). They vary by the width of their first stage, its heads, the blocks of the third stage, resolution
// and classes; for video also by frames.
#pragma once

#include <nns/layers/window_attention.hpp>
#include <nns/zoo/sizes.hpp>
#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

/// Attention in windows of 7x7, in every other block shifted by half a window, which costs the same.
struct swin_blocks {
  template <int Width, int Heads>
  using block = encoder_block<Width, window_attention<Heads, 7>>;
  template <int Width>
  using merging = patch_merging<Width>;
};

/// Windows of 8x8, normalisation after the attention and the perceptron, and biases that a small network computes.
struct swin_v2_blocks {
  template <int Width, int Heads>
  using block = sequential<
      residual<window_attention<Heads, 8, continuous_position_bias<>>, layer_normalization<>>,
      residual<plain_perceptron<Width>, layer_normalization<>>>;
  template <int Width>
  using merging = patch_merging_v2<Width>;
};

/// Windows of 7x7 over 8 pairs of frames.
struct swin3d_blocks {
  template <int Width, int Heads>
  using block = encoder_block<Width, window_attention<Heads, extents{8, 7, 7}>>;
  template <int Width>
  using merging = patch_merging<Width>;
};

/// Four stages of 2, 2, Depth and 2 blocks; between them positions are merged, and width and heads double.
template <class Input, class Patches, class Blocks, int Width, int Heads, int Depth, std::int64_t Classes>
struct swin_of : sequential<
    Input,
    named<"patches", Patches, layer_normalization<>>,
    named<"stage1", repeat<2, typename Blocks::template block<Width, Heads>>>,
    named<"merging1", typename Blocks::template merging<2 * Width>>,
    named<"stage2", repeat<2, typename Blocks::template block<2 * Width, 2 * Heads>>>,
    named<"merging2", typename Blocks::template merging<4 * Width>>,
    named<"stage3", repeat<Depth, typename Blocks::template block<4 * Width, 4 * Heads>>>,
    named<"merging3", typename Blocks::template merging<8 * Width>>,
    named<"stage4", repeat<2, typename Blocks::template block<8 * Width, 8 * Heads>>>,
    named<"norm", layer_normalization<>>,
    reshape<-1, 8 * Width>,
    global_average_pooling1d<>,
    named<"head", dense<Classes>>> {
  static_assert(Width % Heads == 0, "nns: the heads of a Swin transformer must divide its width");
};

template <class S, class Blocks, int Width, int Heads, int Depth>
using swin_on_image =
    swin_of<image<S>, conv2d<Width, kernel<4>, strides<4>>, Blocks, Width, Heads, Depth, S::classes>;

template <class S, int Width, int Heads, int Depth>
using swin_on_video = swin_of<
    input<S::frames, S::resolution, S::resolution, 3>, conv3d<Width, kernel<2, 4, 4>, strides<2, 4, 4>>, swin3d_blocks,
    Width, Heads, Depth, S::classes>;

template <int Width, int Heads, int Depth, size_among<by_resolution | by_classes>... Sizes>
struct swin : swin_on_image<sizes<own<>, Sizes...>, swin_blocks, Width, Heads, Depth> {};

template <int Width, int Heads, int Depth, size_among<by_resolution | by_classes>... Sizes>
struct swin_v2 : swin_on_image<sizes<own<resolution<256>>, Sizes...>, swin_v2_blocks, Width, Heads, Depth> {};

template <int Width, int Heads, int Depth, size_among<by_resolution | by_classes | by_frames>... Sizes>
struct swin3d : swin_on_video<sizes<own<classes<400>>, Sizes...>, Width, Heads, Depth> {};

namespace torchvision {
struct swin_t : swin<96, 3, 6> {};
struct swin_s : swin<96, 3, 18> {};
struct swin_b : swin<128, 4, 18> {};
struct swin_v2_t : swin_v2<96, 3, 6> {};
struct swin_v2_s : swin_v2<96, 3, 18> {};
struct swin_v2_b : swin_v2<128, 4, 18> {};
struct swin3d_t : swin3d<96, 3, 6> {};
struct swin3d_s : swin3d<96, 3, 18> {};
struct swin3d_b : swin3d<128, 4, 18> {};
}  // namespace torchvision

}  // namespace nns::zoo
