// SqueezeNet (Iandola et al. 2016), versions 1.0 and 1.1. They vary by resolution and classes.
#pragma once

#include <nns/zoo/sizes.hpp>

namespace nns::zoo {

/// A 1x1 convolution to few channels, then 1x1 and 3x3 convolutions side by side, half of the Filters each.
template <int Squeezed, int Filters>
struct fire : sequential<
    named<"squeeze", conv2d<Squeezed, kernel<1>, relu>>,
    concatenate<
        named<"expand1x1", conv2d<Filters / 2, kernel<1>, relu>>,
        named<"expand3x3", conv2d<Filters / 2, kernel<3>, padding<1>, relu>>>> {};

using squeezenet_pool = max_pooling2d<3, strides<2>, ceil_mode>;

template <class S>
struct squeezenet_classifier : sequential<dropout, conv2d<S::classes, kernel<1>, relu>, global_average_pooling2d<>> {};

template <class S>
struct squeezenet1_0_of : sequential<
    image<S>,
    named<"conv1", conv2d<96, kernel<7>, strides<2>, relu>>,
    squeezenet_pool,
    named<"fire2", fire<16, 128>>,
    named<"fire3", fire<16, 128>>,
    named<"fire4", fire<32, 256>>,
    squeezenet_pool,
    named<"fire5", fire<32, 256>>,
    named<"fire6", fire<48, 384>>,
    named<"fire7", fire<48, 384>>,
    named<"fire8", fire<64, 512>>,
    squeezenet_pool,
    named<"fire9", fire<64, 512>>,
    named<"classifier", squeezenet_classifier<S>>> {};

template <class S>
struct squeezenet1_1_of : sequential<
    image<S>,
    named<"conv1", conv2d<64, kernel<3>, strides<2>, relu>>,
    squeezenet_pool,
    named<"fire2", fire<16, 128>>,
    named<"fire3", fire<16, 128>>,
    squeezenet_pool,
    named<"fire4", fire<32, 256>>,
    named<"fire5", fire<32, 256>>,
    squeezenet_pool,
    named<"fire6", fire<48, 384>>,
    named<"fire7", fire<48, 384>>,
    named<"fire8", fire<64, 512>>,
    named<"fire9", fire<64, 512>>,
    named<"classifier", squeezenet_classifier<S>>> {};

template <size_among<by_resolution | by_classes>... Sizes>
struct squeezenet1_0 : squeezenet1_0_of<sizes<own<>, Sizes...>> {};

template <size_among<by_resolution | by_classes>... Sizes>
struct squeezenet1_1 : squeezenet1_1_of<sizes<own<>, Sizes...>> {};

namespace torchvision {
struct squeezenet1_0 : zoo::squeezenet1_0<> {};
struct squeezenet1_1 : zoo::squeezenet1_1<> {};
}  // namespace torchvision

}  // namespace nns::zoo
