// ShuffleNetV2 (Ma et al. 2018). It varies by the channels of its stages, resolution and classes.
#pragma once

#include <nns/layers/rearranging.hpp>
#include <nns/layers/slicing.hpp>
#include <nns/layers/tensor.hpp>
#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// One path of a unit: to Channels by a 1x1, a depthwise and a 1x1 convolution.
template <int Channels, int Stride>
struct shufflenet_way : sequential<
    conv_norm<Channels, 1, 1, relu>, depthwise_norm<3, Stride, 1>, conv_norm<Channels, 1, 1, relu>> {};

/// Half of the channels pass through, the others are computed.
template <int Channels>
struct shufflenet_unit : graph<
    node<"halves", split<2>, "input">,
    node<"branch2", shufflenet_way<Channels / 2, 1>, "halves:1">,
    node<"join", concatenate<>, "halves", "branch2">,
    node<"shuffle", channel_shuffle<2>, "join">> {};

/// To half the extents, on both paths.
template <int Channels>
struct shufflenet_downsampling : sequential<
    concatenate<
        named<"branch1", depthwise_norm<3, 2, 1>, conv_norm<Channels / 2, 1, 1, relu>>,
        named<"branch2", shufflenet_way<Channels / 2, 2>>>,
    channel_shuffle<2>> {};

template <int Channels, int Units>
struct shufflenet_stage : sequential<
    shufflenet_downsampling<Channels>, repeat<Units - 1, shufflenet_unit<Channels>>> {};

template <class S, int Channels2, int Channels3, int Channels4, int Head>
struct shufflenet_v2_of : sequential<
    image<S>,
    named<"stem", conv_norm<24, 3, 2, relu>>,
    max_pooling2d<3, strides<2>, padding<1>>,
    named<"stage2", shufflenet_stage<Channels2, 4>>,
    named<"stage3", shufflenet_stage<Channels3, 8>>,
    named<"stage4", shufflenet_stage<Channels4, 4>>,
    named<"head", conv_norm<Head, 1, 1, relu>>,
    reduce_mean<axis<1, 2>>,
    named<"fc", dense<S::classes>>> {};

/// The channels of the stages 2 to 4, and of the last convolution.
template <int Channels2, int Channels3, int Channels4, int Head, size_among<by_resolution | by_classes>... Sizes>
struct shufflenet_v2 : shufflenet_v2_of<sizes<own<>, Sizes...>, Channels2, Channels3, Channels4, Head> {};

namespace torchvision {
struct shufflenet_v2_x0_5 : shufflenet_v2<48, 96, 192, 1024> {};
struct shufflenet_v2_x1_0 : shufflenet_v2<116, 232, 464, 1024> {};
struct shufflenet_v2_x1_5 : shufflenet_v2<176, 352, 704, 1024> {};
struct shufflenet_v2_x2_0 : shufflenet_v2<244, 488, 976, 2048> {};
}  // namespace torchvision

}  // namespace nns::zoo
