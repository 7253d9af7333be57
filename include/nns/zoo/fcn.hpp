// FCN (Long et al. 2014) on a dilated ResNet, with an auxiliary head that also runs: two outputs, the classes of every
// pixel by each head. It varies by the backbone's layers, resolution and classes (including the background).
#pragma once

#include <nns/layers/preprocessing.hpp>
#include <nns/models/functional.hpp>
#include <nns/zoo/resnet.hpp>

namespace nns::zoo {

/// ResNet up to its third stage, whose stride is replaced by a dilation of 2.
template <int Layers, class S, class Depths = resnet_with<Layers, bottleneck_block<>, S>>
struct dilated_resnet_low : sequential<
    named<"stem", resnet_stem>,
    named<"layer1", resnet_stage<bottleneck_block<>, Depths::n1, 64, 1>>,
    named<"layer2", resnet_stage<bottleneck_block<>, Depths::n2, 128, 2>>,
    named<"layer3", resnet_stage<bottleneck_block<>, Depths::n3, 256, 1, 2, 1>>> {
  static_assert(Layers >= 50, "nns: a backbone with dilations is made of bottlenecks, so it has 50 layers or more");
  static constexpr int channels = 1024;
};

/// Its last stage, with a dilation of 4.
template <int Layers, class S, class Depths = resnet_with<Layers, bottleneck_block<>, S>>
struct dilated_resnet_high : resnet_stage<bottleneck_block<>, Depths::n4, 512, 1, 4, 2> {
  static constexpr int channels = 2048;
  static constexpr int stride = 8;
};

/// A 3x3 convolution to a quarter of the channels, and the classes.
template <int Channels, class S>
struct fcn_head : sequential<
    conv_norm<Channels / 4, 3, 1, relu>,
    dropout,
    conv2d<S::classes, kernel<1>>> {};

/// A backbone in two parts, each with a head, whose outputs are both scaled to the image.
template <class S, class Low, class High, class Head>
struct segmentation : graph<
    node<"image", image<S>>,
    node<"low", Low, "image">,
    node<"high", High, "low">,
    node<"classifier", Head, "high">,
    node<"out", functional<resizing<S::resolution, S::resolution>>, "classifier">,
    node<"aux_classifier", fcn_head<Low::channels, S>, "low">,
    node<"aux", functional<resizing<S::resolution, S::resolution>>, "aux_classifier">,
    outputs<"out", "aux">> {};

/// The default sizes of segmentation networks: Pascal VOC's twenty classes and the background.
template <class... Sizes>
using segmentation_sizes = sizes<own<resolution<520>, classes<21>>, Sizes...>;

template <int Layers, class S>
struct fcn_resnet_of : segmentation<S, dilated_resnet_low<Layers, S>, dilated_resnet_high<Layers, S>,
                                    fcn_head<2048, S>> {};

template <int Layers, size_among<by_resolution | by_classes>... Sizes>
struct fcn_resnet : fcn_resnet_of<Layers, segmentation_sizes<Sizes...>> {};

namespace torchvision {
struct fcn_resnet50 : fcn_resnet<50> {};
struct fcn_resnet101 : fcn_resnet<101> {};
}  // namespace torchvision

}  // namespace nns::zoo
