// MnasNet-B1 (Tan et al. 2018): inverted residuals found by a search. It varies by width, resolution and classes.
#pragma once

#include <nns/layers/tensor.hpp>
#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// Blocks that turn In channels into Out, both before they are scaled.
template <class S, int Kernel, int Expansion, int In, int Out, int Blocks, int Stride>
using mnasnet_stage = first_then<
    inverted_residual<relu, Kernel, Stride, scaled<S, In>, Expansion * scaled<S, In>, scaled<S, Out>>,
    Blocks,
    inverted_residual<relu, Kernel, 1, scaled<S, Out>, Expansion * scaled<S, Out>, scaled<S, Out>>>;

template <class S>
struct mnasnet_of : sequential<
    image<S>,
    named<"stem", conv_norm<scaled<S, 32>, 3, 2, relu>>,
    named<"separable", depthwise_norm<3, 1, 1, relu>, conv_norm<scaled<S, 16>, 1>>,
    named<"stage1", mnasnet_stage<S, 3, 3, 16, 24, 3, 2>>,
    named<"stage2", mnasnet_stage<S, 5, 3, 24, 40, 3, 2>>,
    named<"stage3", mnasnet_stage<S, 5, 6, 40, 80, 3, 2>>,
    named<"stage4", mnasnet_stage<S, 3, 6, 80, 96, 2, 1>>,
    named<"stage5", mnasnet_stage<S, 5, 6, 96, 192, 4, 2>>,
    named<"stage6", mnasnet_stage<S, 3, 6, 192, 320, 1, 1>>,
    named<"head", conv_norm<1280, 1, 1, relu>>,
    reduce_mean<axis<1, 2>>,
    dropout,
    named<"classifier", dense<S::classes>>> {};

template <size_among<by_width | by_resolution | by_classes>... Sizes>
struct mnasnet : mnasnet_of<sizes<own<>, Sizes...>> {};

namespace torchvision {
struct mnasnet0_5 : mnasnet<width<1, 2>> {};
struct mnasnet0_75 : mnasnet<width<3, 4>> {};
struct mnasnet1_0 : mnasnet<> {};
struct mnasnet1_3 : mnasnet<width<13, 10>> {};
}  // namespace torchvision

}  // namespace nns::zoo
