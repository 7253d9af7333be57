// MobileNetV2 (Sandler et al. 2018): inverted residuals. It varies by width, resolution and classes.
#pragma once

#include <nns/models/functional.hpp>
#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// Blocks that turn In channels into Out, both before they are scaled.
template <class S, int Expansion, int In, int Out, int Blocks, int Stride>
using mobilenet_v2_stage = first_then<
    inverted_residual<relu6, 3, Stride, scaled<S, In>, Expansion * scaled<S, In>, scaled<S, Out>>,
    Blocks,
    inverted_residual<relu6, 3, 1, scaled<S, Out>, Expansion * scaled<S, Out>, scaled<S, Out>>>;

template <class S>
struct mobilenet_v2_of : sequential<
    image<S>,
    named<"stem", conv_norm<scaled<S, 32>, 3, 2, relu6>>,
    named<"stage1", mobilenet_v2_stage<S, 1, 32, 16, 1, 1>>,
    named<"stage2", mobilenet_v2_stage<S, 6, 16, 24, 2, 2>>,
    named<"stage3", mobilenet_v2_stage<S, 6, 24, 32, 3, 2>>,
    named<"stage4", mobilenet_v2_stage<S, 6, 32, 64, 4, 2>>,
    named<"stage5", mobilenet_v2_stage<S, 6, 64, 96, 3, 1>>,
    named<"stage6", mobilenet_v2_stage<S, 6, 96, 160, 3, 2>>,
    named<"stage7", mobilenet_v2_stage<S, 6, 160, 320, 1, 1>>,
    named<"head", conv_norm<widened<S, 1280>, 1, 1, relu6>>,
    functional<global_average_pooling2d<>>,
    dropout,
    named<"classifier", dense<S::classes>>> {};

template <size_among<by_width | by_resolution | by_classes>... Sizes>  // width<3, 4>, resolution<192>, classes<10>
struct mobilenet_v2 : mobilenet_v2_of<sizes<own<>, Sizes...>> {};

namespace torchvision {
struct mobilenet_v2 : zoo::mobilenet_v2<> {};
}  // namespace torchvision

namespace keras {
struct mobilenet_v2 : zoo::mobilenet_v2<> {};
}  // namespace keras

}  // namespace nns::zoo
