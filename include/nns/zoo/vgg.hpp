// VGG (Simonyan and Zisserman 2014) with 11, 13, 16 or 19 layers, plain or with batch normalisation. It varies by
// resolution and classes.
#pragma once

#include <nns/zoo/sizes.hpp>

namespace nns::zoo {

/// N convolutions of 3x3, each followed by Normalization... and relu, and a pool.
template <int N, std::int64_t Filters, class... Normalization>
struct vgg_stage : sequential<
    repeat<N, conv2d<Filters, kernel<3>, padding<1>>, Normalization..., relu>,
    max_pooling2d<2>> {};

/// Convolutions of each later stage of a network with this many layers; the first two stages have one in VGG-11, else
/// two.
constexpr int vgg_later_stages(int layers) { return layers == 19 ? 4 : layers == 16 ? 3 : 2; }

template <int Layers, class S, class... Normalization>
struct vgg_of : sequential<
    image<S>,
    named<"stage1", vgg_stage<(Layers > 11 ? 2 : 1), 64, Normalization...>>,
    named<"stage2", vgg_stage<(Layers > 11 ? 2 : 1), 128, Normalization...>>,
    named<"stage3", vgg_stage<vgg_later_stages(Layers), 256, Normalization...>>,
    named<"stage4", vgg_stage<vgg_later_stages(Layers), 512, Normalization...>>,
    named<"stage5", vgg_stage<vgg_later_stages(Layers), 512, Normalization...>>,
    adaptive_average_pooling2d<7>,
    flatten,
    named<"fc6", dense<4096, relu>>,
    dropout,
    named<"fc7", dense<4096, relu>>,
    dropout,
    named<"fc8", dense<S::classes>>> {
  static_assert(Layers == 11 || Layers == 13 || Layers == 16 || Layers == 19, "nns: VGG has 11, 13, 16 or 19 layers");
};

template <int Layers, size_among<by_resolution | by_classes>... Sizes>
struct vgg : vgg_of<Layers, sizes<own<>, Sizes...>> {};

/// With batch normalisation after each convolution, which keeps its bias.
template <int Layers, size_among<by_resolution | by_classes>... Sizes>
struct vgg_bn : vgg_of<Layers, sizes<own<>, Sizes...>, batch_normalization<>> {};

namespace torchvision {
struct vgg11 : vgg<11> {};
struct vgg13 : vgg<13> {};
struct vgg16 : vgg<16> {};
struct vgg19 : vgg<19> {};
struct vgg11_bn : vgg_bn<11> {};
struct vgg13_bn : vgg_bn<13> {};
struct vgg16_bn : vgg_bn<16> {};
struct vgg19_bn : vgg_bn<19> {};
}  // namespace torchvision

namespace keras {
struct vgg16 : vgg<16> {};
struct vgg19 : vgg<19> {};
}  // namespace keras

}  // namespace nns::zoo
