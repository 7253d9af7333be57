// MaxViT (Tu et al. 2022): convolutions, attention in windows and attention over a grid, in turn. It varies by the
// width of its first stage, the blocks of each stage, resolution and classes.
#pragma once

#include <nns/layers/window_attention.hpp>
#include <nns/zoo/sizes.hpp>
#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

/// An inverted residual that normalises first, with a gate that squeezes to a quarter of the Width.
template <int Width, int Stride>
struct maxvit_convolution : sequential<
    batch_normalization<>,
    conv2d<4 * Width, kernel<1>, no_bias>, batch_normalization<>, gelu,
    depthwise_conv2d<kernel<3>, strides<Stride>, padding<1>, no_bias>, batch_normalization<>, gelu,
    squeeze_excitation<Width / 4, 4 * Width, silu>,
    conv2d<Width, kernel<1>>> {};

/// To half the extents.
template <int Width>
struct maxvit_halving : residual<
    maxvit_convolution<Width, 2>,
    shortcut<average_pooling2d<3, strides<2>, padding<1>>, conv2d<Width, kernel<1>>>> {};

/// Attention inside windows of 7x7, then over a grid of 7x7 positions far apart, which costs the same.
template <int Width>
struct window_and_grid : repeat<2, encoder_block<Width, window_attention<Width / 32, 7>>> {};

template <int Width, int Blocks>
struct maxvit_stage : sequential<
    maxvit_halving<Width>,
    window_and_grid<Width>,
    repeat<Blocks - 1, residual<maxvit_convolution<Width, 1>>, window_and_grid<Width>>> {};

template <class S, int Width, int N1, int N2, int N3, int N4>
struct maxvit_of : sequential<
    image<S>,
    named<"stem",
          conv2d<Width, kernel<3>, strides<2>, padding<1>, no_bias>, batch_normalization<>, gelu,
          conv2d<Width, kernel<3>, padding<1>>>,
    named<"stage1", maxvit_stage<Width, N1>>,
    named<"stage2", maxvit_stage<2 * Width, N2>>,
    named<"stage3", maxvit_stage<4 * Width, N3>>,
    named<"stage4", maxvit_stage<8 * Width, N4>>,
    global_average_pooling2d<>,
    named<"norm", layer_normalization<>>,
    named<"pre_logits", dense<8 * Width, tanh_>>,
    named<"head", dense<S::classes, no_bias>>> {
  static_assert(N1 > 1 && N2 > 1 && N3 > 1 && N4 > 1, "nns: each stage of a MaxViT needs at least two blocks");
};

template <int Width, int N1, int N2, int N3, int N4, size_among<by_resolution | by_classes>... Sizes>
struct maxvit : maxvit_of<sizes<own<>, Sizes...>, Width, N1, N2, N3, N4> {};

namespace torchvision {
struct maxvit_t : maxvit<64, 2, 2, 5, 2> {};
}  // namespace torchvision

}  // namespace nns::zoo
