// ResNet (He et al. 2015) with the stride in the 3x3 convolution, ResNeXt (Xie et al. 2016), and wide ResNet (Zagoruyko
// and Komodakis 2016). They vary by depth, groups and width of the 3x3 convolutions, resolution and classes.
#pragma once

#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// Two convolutions of 3x3.
struct basic_block {
  static constexpr int expansion = 1;

  template <int Planes, int Stride, int Dilation, class... Shortcut>
  using block = sequential<
      residual<conv_norm<Planes, 3, Stride, relu>, conv_norm<Planes, 3>, Shortcut...>,
      relu>;
};

/// Convolutions of 1x1, 3x3 and 1x1, the last with four times the planes. BaseWidth is the width of a group of the
/// first two for 64 planes.
template <int Groups = 1, int BaseWidth = 64>
struct bottleneck_block {
  static constexpr int expansion = 4;

  template <int Planes, int Stride, int Dilation, class... Shortcut>
  using block = sequential<
      residual<
          conv_norm<Planes * BaseWidth / 64 * Groups, 1, 1, relu>,
          grouped_conv_norm<Planes * BaseWidth / 64 * Groups, 3, Stride, Groups, Dilation, relu>,
          conv_norm<4 * Planes, 1>,
          Shortcut...>,
      relu>;
};

/// N blocks; the first changes the extents and channels, and so does its shortcut. The first may be dilated less than
/// the others (DilatedBefore), if a stride was replaced by a dilation.
template <class Block, int N, int Planes, int Stride, int Dilation = 1, int DilatedBefore = 1>
using resnet_stage = first_then<
    mp::mp_if_c<
        Stride == 1 && Planes == 64 && Block::expansion == 1,
        typename Block::template block<Planes, 1, 1>,
        typename Block::template block<Planes, Stride, DilatedBefore,
                                       shortcut<conv_norm<Block::expansion * Planes, 1, Stride>>>>,
    N,
    typename Block::template block<Planes, 1, Dilation>>;

/// The layers before the first stage.
struct resnet_stem : sequential<conv_norm<64, 7, 2, relu>, max_pooling2d<3, strides<2>, padding<1>>> {};

/// Four stages of N1 to N4 blocks.
template <class S, class Block, int N1, int N2, int N3, int N4>
struct resnet_of : sequential<
    image<S>,
    named<"stem", resnet_stem>,
    named<"layer1", resnet_stage<Block, N1, 64, 1>>,
    named<"layer2", resnet_stage<Block, N2, 128, 2>>,
    named<"layer3", resnet_stage<Block, N3, 256, 2>>,
    named<"layer4", resnet_stage<Block, N4, 512, 2>>,
    global_average_pooling2d<>,
    named<"fc", dense<S::classes>>> {};

/// The published depths: 18 and 34 of basic blocks, 50, 101 and 152 of bottlenecks.
template <int Layers, class Bottleneck, class S>
struct resnet_with {
  static_assert(Layers == 18 || Layers == 34 || Layers == 50 || Layers == 101 || Layers == 152,
                "nns: ResNet has 18, 34, 50, 101 or 152 layers; other depths are resnet_of<...>");
  static constexpr int n1 = Layers == 18 ? 2 : 3;
  static constexpr int n2 = Layers == 18 ? 2 : Layers == 152 ? 8 : 4;
  static constexpr int n3 = Layers == 18 ? 2 : Layers == 101 ? 23 : Layers == 152 ? 36 : 6;
  static constexpr int n4 = Layers == 18 ? 2 : 3;
  using type = resnet_of<S, mp::mp_if_c<(Layers < 50), basic_block, Bottleneck>, n1, n2, n3, n4>;
};

template <int Layers, size_among<by_resolution | by_classes>... Sizes>
struct resnet : resnet_with<Layers, bottleneck_block<>, sizes<own<>, Sizes...>>::type {};

/// Groups of 3x3 convolutions; Width is the width of a group for 64 planes.
template <int Layers, int Groups, int Width, size_among<by_resolution | by_classes>... Sizes>
struct resnext : resnet_with<Layers, bottleneck_block<Groups, Width>, sizes<own<>, Sizes...>>::type {
  static_assert(Layers >= 50, "nns: a ResNeXt is made of bottlenecks, so it has 50 layers or more");
};

/// Bottlenecks whose inner convolutions are Factor times as wide.
template <int Layers, int Factor, size_among<by_resolution | by_classes>... Sizes>
struct wide_resnet : resnet_with<Layers, bottleneck_block<1, 64 * Factor>, sizes<own<>, Sizes...>>::type {
  static_assert(Layers >= 50, "nns: a wide ResNet is made of bottlenecks, so it has 50 layers or more");
};

namespace torchvision {
struct resnet18 : resnet<18> {};
struct resnet34 : resnet<34> {};
struct resnet50 : resnet<50> {};
struct resnet101 : resnet<101> {};
struct resnet152 : resnet<152> {};
struct resnext50_32x4d : resnext<50, 32, 4> {};
struct resnext101_32x8d : resnext<101, 32, 8> {};
struct resnext101_64x4d : resnext<101, 64, 4> {};
struct wide_resnet50_2 : wide_resnet<50, 2> {};
struct wide_resnet101_2 : wide_resnet<101, 2> {};
}  // namespace torchvision

}  // namespace nns::zoo
