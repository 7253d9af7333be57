// ConvNeXt (Liu et al. 2022). It varies by the blocks of its third stage, the channels of its first, resolution and
// classes.
#pragma once

#include <nns/zoo/sizes.hpp>

namespace nns::zoo {

/// A depthwise convolution of 7x7, and a perceptron at every position.
template <int Channels>
struct convnext_block : residual<
    depthwise_conv2d<kernel<7>, padding<3>>,
    layer_normalization<>,
    dense<4 * Channels, gelu>,
    dense<Channels>,
    layer_scale<>,
    stochastic_depth> {};

/// To more channels and half the extents.
template <int Channels>
struct convnext_downsampling : sequential<layer_normalization<>, conv2d<Channels, kernel<2>, strides<2>>> {};

template <class S, int Channels, int Blocks>
struct convnext_of : sequential<
    image<S>,
    named<"stem", conv2d<Channels, kernel<4>, strides<4>>, layer_normalization<>>,
    named<"stage1", repeat<3, convnext_block<Channels>>>,
    named<"downsampling1", convnext_downsampling<2 * Channels>>,
    named<"stage2", repeat<3, convnext_block<2 * Channels>>>,
    named<"downsampling2", convnext_downsampling<4 * Channels>>,
    named<"stage3", repeat<Blocks, convnext_block<4 * Channels>>>,
    named<"downsampling3", convnext_downsampling<8 * Channels>>,
    named<"stage4", repeat<3, convnext_block<8 * Channels>>>,
    global_average_pooling2d<>,
    named<"norm", layer_normalization<>>,
    named<"classifier", dense<S::classes>>> {};

template <int Channels, int Blocks, size_among<by_resolution | by_classes>... Sizes>
struct convnext : convnext_of<sizes<own<>, Sizes...>, Channels, Blocks> {};

namespace torchvision {
struct convnext_tiny : convnext<96, 9> {};
struct convnext_small : convnext<96, 27> {};
struct convnext_base : convnext<128, 27> {};
struct convnext_large : convnext<192, 27> {};
}  // namespace torchvision

}  // namespace nns::zoo
