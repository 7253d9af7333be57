// DeepLabV3 (Chen et al. 2017) on a dilated ResNet or MobileNetV3, with an auxiliary head that also runs: two outputs,
// the classes of every pixel by each head. It varies by the backbone, resolution and classes.
#pragma once

#include <nns/zoo/fcn.hpp>
#include <nns/zoo/mobilenet_v3.hpp>

namespace nns::zoo {

/// The large MobileNetV3 as a backbone: its low features, and its high ones with a stride of 16.
template <class S>
struct dilated_mobilenet_v3_low : mobilenet_v3_large_low<S> {
  static constexpr int channels = 40;
};
template <class S>
struct dilated_mobilenet_v3_high : mobilenet_v3_large_high<S, 2> {
  static constexpr int stride = 16;
};

/// Side by side: convolutions with three dilations, a 1x1 one, and the mean of the image, resized to the features.
template <std::int64_t Extent>
struct atrous_pyramid : concatenate<
    conv_norm<256, 1, 1, relu>,
    grouped_conv_norm<256, 3, 1, 1, 12, relu>,
    grouped_conv_norm<256, 3, 1, 1, 24, relu>,
    grouped_conv_norm<256, 3, 1, 1, 36, relu>,
    sequential<global_average_pooling2d<keepdims>, conv_norm<256, 1, 1, relu>, functional<resizing<Extent, Extent>>>> {};

template <std::int64_t Extent, class S>
struct deeplabv3_head : sequential<
    named<"pyramid", atrous_pyramid<Extent>>,
    named<"project", conv_norm<256, 1, 1, relu>, dropout>,
    conv_norm<256, 3, 1, relu>,
    conv2d<S::classes, kernel<1>>> {};

template <class S, class Low, class High>
struct deeplabv3_of : segmentation<S, Low, High,
                                   deeplabv3_head<(S::resolution + High::stride - 1) / High::stride, S>> {};

template <int Layers, class S>
struct deeplabv3_resnet_of : deeplabv3_of<S, dilated_resnet_low<Layers, S>, dilated_resnet_high<Layers, S>> {};

template <class S>
struct deeplabv3_mobilenet_v3_large_of : deeplabv3_of<S, dilated_mobilenet_v3_low<S>, dilated_mobilenet_v3_high<S>> {};

template <int Layers, size_among<by_resolution | by_classes>... Sizes>
struct deeplabv3_resnet : deeplabv3_resnet_of<Layers, segmentation_sizes<Sizes...>> {};

template <size_among<by_resolution | by_classes>... Sizes>
struct deeplabv3_mobilenet_v3_large : deeplabv3_mobilenet_v3_large_of<segmentation_sizes<Sizes...>> {};

namespace torchvision {
struct deeplabv3_resnet50 : deeplabv3_resnet<50> {};
struct deeplabv3_resnet101 : deeplabv3_resnet<101> {};
struct deeplabv3_mobilenet_v3_large : zoo::deeplabv3_mobilenet_v3_large<> {};
}  // namespace torchvision

}  // namespace nns::zoo
