// Xception (Chollet 2016): separable convolutions with shortcuts. It varies by resolution and classes.
#pragma once

#include <nns/zoo/sizes.hpp>

namespace nns::zoo {

template <int Filters>
struct separable_norm : sequential<separable_conv2d<Filters, kernel<3>, same, no_bias>, batch_normalization<>> {};

/// Two convolutions and a pool, to half the extents; Before... come before the first.
template <int Inner, int Filters, class... Before>
struct xception_halving : residual<
    Before...,
    separable_norm<Inner>,
    relu,
    separable_norm<Filters>,
    max_pooling2d<3, strides<2>, same>,
    shortcut<conv2d<Filters, kernel<1>, strides<2>, same, no_bias>, batch_normalization<>>> {};

template <class S>
struct xception_of : sequential<
    image<S>,
    named<"block1",
          conv2d<32, kernel<3>, strides<2>, no_bias>, batch_normalization<>, relu,
          conv2d<64, kernel<3>, no_bias>, batch_normalization<>, relu>,
    named<"block2", xception_halving<128, 128>>,
    named<"block3", xception_halving<256, 256, relu>>,
    named<"block4", xception_halving<728, 728, relu>>,
    named<"middle", repeat<8, residual<repeat<3, relu, separable_norm<728>>>>>,
    named<"block13", xception_halving<728, 1024, relu>>,
    named<"block14", separable_norm<1536>, relu, separable_norm<2048>, relu>,
    global_average_pooling2d<>,
    named<"predictions", dense<S::classes>>> {};

template <size_among<by_resolution | by_classes>... Sizes>
struct xception : xception_of<sizes<own<resolution<299>>, Sizes...>> {};

namespace keras {
struct xception : zoo::xception<> {};
}  // namespace keras

}  // namespace nns::zoo
