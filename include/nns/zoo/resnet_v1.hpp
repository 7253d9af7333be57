// ResNet with 50, 101 and 152 layers as first published (He et al. 2015), with the stride in a bottleneck's first
// convolution, and with biases, as in Keras. It varies by depth, resolution and classes.
#pragma once

#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// A convolution with a bias, and batch normalisation.
template <int Filters, int Kernel, int Stride = 1>
struct biased_conv_norm : sequential<
    conv2d<Filters, kernel<Kernel>, strides<Stride>, padding<Kernel / 2>>, batch_normalization<>> {};

template <int Planes, int Stride, class... Shortcut>
struct resnet_v1_block : sequential<
    residual<
        biased_conv_norm<Planes, 1, Stride>, relu,
        biased_conv_norm<Planes, 3>, relu,
        biased_conv_norm<4 * Planes, 1>,
        Shortcut...>,
    relu> {};

template <int N, int Planes, int Stride>
using resnet_v1_stage = first_then<
    resnet_v1_block<Planes, Stride, shortcut<biased_conv_norm<4 * Planes, 1, Stride>>>, N, resnet_v1_block<Planes, 1>>;

/// Four stages of 3, N2, N3 and 3 blocks.
template <class S, int N2, int N3>
struct resnet_v1_of : sequential<
    image<S>,
    named<"stem", biased_conv_norm<64, 7, 2>, relu, max_pooling2d<3, strides<2>, padding<1>>>,
    named<"conv2", resnet_v1_stage<3, 64, 1>>,
    named<"conv3", resnet_v1_stage<N2, 128, 2>>,
    named<"conv4", resnet_v1_stage<N3, 256, 2>>,
    named<"conv5", resnet_v1_stage<3, 512, 2>>,
    global_average_pooling2d<>,
    named<"predictions", dense<S::classes>>> {};

/// The published depths: the blocks of the second and the third stage.
template <int Layers>
struct resnet_depth {
  static_assert(Layers == 50 || Layers == 101 || Layers == 152, "nns: this ResNet has 50, 101 or 152 layers");
  static constexpr int n2 = Layers == 152 ? 8 : 4;
  static constexpr int n3 = Layers == 101 ? 23 : Layers == 152 ? 36 : 6;
};

template <int Layers, size_among<by_resolution | by_classes>... Sizes>
struct resnet_v1 : resnet_v1_of<sizes<own<>, Sizes...>, resnet_depth<Layers>::n2, resnet_depth<Layers>::n3> {};

namespace keras {
struct resnet50 : resnet_v1<50> {};
struct resnet101 : resnet_v1<101> {};
struct resnet152 : resnet_v1<152> {};
}  // namespace keras

}  // namespace nns::zoo
