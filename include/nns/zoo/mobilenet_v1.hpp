// MobileNet, the first version (Howard et al. 2017): alternating depthwise and 1x1 convolutions. It varies by width,
// resolution and classes.
#pragma once

#include <nns/zoo/sizes.hpp>

namespace nns::zoo {

/// Channels times the width, rounded down.
template <class S, std::int64_t Channels>
inline constexpr std::int64_t narrowed = Channels * S::values.width.numerator / S::values.width.denominator;

template <class S, int Filters, int Stride = 1>
struct mobilenet_v1_block : sequential<
    depthwise_conv2d<kernel<3>, strides<Stride>, same, no_bias>, batch_normalization<>, relu6,
    conv2d<narrowed<S, Filters>, kernel<1>, no_bias>, batch_normalization<>, relu6> {};

template <class S>
struct mobilenet_v1_of : sequential<
    image<S>,
    named<"conv1", conv2d<narrowed<S, 32>, kernel<3>, strides<2>, same, no_bias>, batch_normalization<>, relu6>,
    named<"block1", mobilenet_v1_block<S, 64>>,
    named<"block2", mobilenet_v1_block<S, 128, 2>>,
    named<"block3", mobilenet_v1_block<S, 128>>,
    named<"block4", mobilenet_v1_block<S, 256, 2>>,
    named<"block5", mobilenet_v1_block<S, 256>>,
    named<"block6", mobilenet_v1_block<S, 512, 2>>,
    named<"block7", repeat<5, mobilenet_v1_block<S, 512>>>,
    named<"block12", mobilenet_v1_block<S, 1024, 2>>,
    named<"block13", mobilenet_v1_block<S, 1024>>,
    global_average_pooling2d<>,
    dropout,
    named<"predictions", dense<S::classes>>> {};

template <size_among<by_width | by_resolution | by_classes>... Sizes>
struct mobilenet_v1 : mobilenet_v1_of<sizes<own<>, Sizes...>> {};

namespace keras {
struct mobilenet : mobilenet_v1<> {};
}  // namespace keras

}  // namespace nns::zoo
