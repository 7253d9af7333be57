// ResNet, the second version (He et al. 2016): normalisation and activation come before the convolutions. As in Keras,
// the stride is in the last block of a stage. It varies by depth, resolution and classes.
#pragma once

#include <nns/zoo/resnet_v1.hpp>

namespace nns::zoo {

/// Convolutions of 1x1, 3x3 and 1x1; only the last has a bias.
template <int Planes, int Stride = 1>
struct resnet_v2_convolutions : sequential<
    conv_norm<Planes, 1, 1, relu>,
    conv_norm<Planes, 3, Stride, relu>,
    conv2d<4 * Planes, kernel<1>>> {};

/// The first block of a stage: both paths begin after the normalisation.
template <int Planes, int Stride = 1>
struct resnet_v2_first : sequential<
    batch_normalization<>, relu,
    residual<resnet_v2_convolutions<Planes, Stride>, shortcut<conv2d<4 * Planes, kernel<1>, strides<Stride>>>>> {};

template <int Planes, int Stride>
struct resnet_v2_block : residual<
    batch_normalization<>, relu, resnet_v2_convolutions<Planes, Stride>,
    shortcut<max_pooling2d<1, strides<Stride>>>> {};
template <int Planes>
struct resnet_v2_block<Planes, 1> : residual<batch_normalization<>, relu, resnet_v2_convolutions<Planes>> {};

/// N blocks.
template <int N, int Planes, int Stride>
struct resnet_v2_stage : sequential<
    resnet_v2_first<Planes>, repeat<N - 2, resnet_v2_block<Planes, 1>>, resnet_v2_block<Planes, Stride>> {};

template <class S, int N2, int N3>
struct resnet_v2_of : sequential<
    image<S>,
    named<"stem", conv2d<64, kernel<7>, strides<2>, padding<3>>, max_pooling2d<3, strides<2>, padding<1>>>,
    named<"conv2", resnet_v2_stage<3, 64, 2>>,
    named<"conv3", resnet_v2_stage<N2, 128, 2>>,
    named<"conv4", resnet_v2_stage<N3, 256, 2>>,
    named<"conv5", resnet_v2_stage<3, 512, 1>>,
    named<"post", batch_normalization<>, relu>,
    global_average_pooling2d<>,
    named<"predictions", dense<S::classes>>> {};

template <int Layers, size_among<by_resolution | by_classes>... Sizes>
struct resnet_v2 : resnet_v2_of<sizes<own<>, Sizes...>, resnet_depth<Layers>::n2, resnet_depth<Layers>::n3> {};

namespace keras {
struct resnet50_v2 : resnet_v2<50> {};
struct resnet101_v2 : resnet_v2<101> {};
struct resnet152_v2 : resnet_v2<152> {};
}  // namespace keras

}  // namespace nns::zoo
