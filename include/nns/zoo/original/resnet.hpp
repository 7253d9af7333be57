// ResNet (He et al. 2015, 2016) of the Deep Learning Benchmarking Suite. A bottleneck strides in its 3x3 convolution,
// and the first unit of every stage has a projection, even if the shapes agree.
// The units are graphs, because Keras orders the rows of both paths together: by their distance from the output.
#pragma once

#include <nns/zoo/original/rows.hpp>

namespace nns::zoo::original {

template <int Filters, int Kernel, int Stride = 1>
using plain_conv2d = conv2d<Filters, kernel<Kernel>, strides<Stride>, same, no_bias>;

/// Two convolutions of 3x3. A stage begins with `first`; `next` has an identity shortcut.
struct basic_unit {
  static constexpr int width = 64;  // of the first stage

  template <int F, int Stride>
  using first = graph<
      node<"branch2a/conv", plain_conv2d<F, 3, Stride>, "input">,
      node<"branch2a/bn", batch_normalization<>, "branch2a/conv">,
      node<"branch2a/relu", activation<relu>, "branch2a/bn">,
      node<"branch1/conv", plain_conv2d<F, 1, Stride>, "input">,
      node<"branch2b/conv", plain_conv2d<F, 3>, "branch2a/relu">,
      node<"branch1/bn", batch_normalization<>, "branch1/conv">,
      node<"branch2b/bn", batch_normalization<>, "branch2b/conv">,
      node<"sum", add<>, "branch1/bn", "branch2b/bn">,
      node<"relu", activation<relu>, "sum">>;

  template <int F>
  using next = graph<
      node<"branch2a/conv", plain_conv2d<F, 3>, "input">,
      node<"branch2a/bn", batch_normalization<>, "branch2a/conv">,
      node<"branch2a/relu", activation<relu>, "branch2a/bn">,
      node<"branch2b/conv", plain_conv2d<F, 3>, "branch2a/relu">,
      node<"branch2b/bn", batch_normalization<>, "branch2b/conv">,
      node<"sum", add<>, "input", "branch2b/bn">,
      node<"relu", activation<relu>, "sum">>;
};

/// Convolutions of 1x1, 3x3 and 1x1, the first two on a quarter of the channels.
struct bottleneck_unit {
  static constexpr int width = 256;

  template <int F, int Stride>
  using first = graph<
      node<"branch2a/conv", plain_conv2d<F / 4, 1>, "input">,
      node<"branch2a/bn", batch_normalization<>, "branch2a/conv">,
      node<"branch2a/relu", activation<relu>, "branch2a/bn">,
      node<"branch2b/conv", plain_conv2d<F / 4, 3, Stride>, "branch2a/relu">,
      node<"branch2b/bn", batch_normalization<>, "branch2b/conv">,
      node<"branch2b/relu", activation<relu>, "branch2b/bn">,
      node<"branch1/conv", plain_conv2d<F, 1, Stride>, "input">,
      node<"branch2c/conv", plain_conv2d<F, 1>, "branch2b/relu">,
      node<"branch1/bn", batch_normalization<>, "branch1/conv">,
      node<"branch2c/bn", batch_normalization<>, "branch2c/conv">,
      node<"sum", add<>, "branch1/bn", "branch2c/bn">,
      node<"relu", activation<relu>, "sum">>;

  template <int F>
  using next = graph<
      node<"branch2a/conv", plain_conv2d<F / 4, 1>, "input">,
      node<"branch2a/bn", batch_normalization<>, "branch2a/conv">,
      node<"branch2a/relu", activation<relu>, "branch2a/bn">,
      node<"branch2b/conv", plain_conv2d<F / 4, 3>, "branch2a/relu">,
      node<"branch2b/bn", batch_normalization<>, "branch2b/conv">,
      node<"branch2b/relu", activation<relu>, "branch2b/bn">,
      node<"branch2c/conv", plain_conv2d<F, 1>, "branch2b/relu">,
      node<"branch2c/bn", batch_normalization<>, "branch2c/conv">,
      node<"sum", add<>, "input", "branch2c/bn">,
      node<"relu", activation<relu>, "sum">>;
};

/// Four stages of N1 to N4 units; each stage but the first halves the extents, and doubles the channels.
template <class Unit, int N1, int N2, int N3, int N4, int F = Unit::width>
struct resnet : sequential<
    input<224, 224, 3>,
    named<"conv1",
          named<"conv", plain_conv2d<64, 7, 2>>,
          named<"bn", batch_normalization<>>,
          named<"relu", activation<relu>>,
          named<"mpool", max_pooling2d<3, strides<2>, same>>>,
    named<"res1a", typename Unit::template first<F, 1>>,
    rows<"res1b", N1 - 1, typename Unit::template next<F>>,
    named<"res2a", typename Unit::template first<2 * F, 2>>,
    rows<"res2b", N2 - 1, typename Unit::template next<2 * F>>,
    named<"res3a", typename Unit::template first<4 * F, 2>>,
    rows<"res3b", N3 - 1, typename Unit::template next<4 * F>>,
    named<"res4a", typename Unit::template first<8 * F, 2>>,
    rows<"res4b", N4 - 1, typename Unit::template next<8 * F>>,
    named<"apool", average_pooling2d<7>>,
    flatten,
    named<"output", dense<1000, softmax>>> {};

struct resnet18 : resnet<basic_unit, 2, 2, 2, 2> {
  static constexpr text name = "ResNet18";
};
struct resnet34 : resnet<basic_unit, 3, 4, 6, 3> {
  static constexpr text name = "ResNet34";
};
struct resnet50 : resnet<bottleneck_unit, 3, 4, 6, 3> {
  static constexpr text name = "ResNet50";
};
struct resnet101 : resnet<bottleneck_unit, 3, 4, 23, 3> {
  static constexpr text name = "ResNet101";
};
struct resnet152 : resnet<bottleneck_unit, 3, 8, 36, 3> {
  static constexpr text name = "ResNet152";
};
struct resnet200 : resnet<bottleneck_unit, 3, 24, 36, 3> {
  static constexpr text name = "ResNet200";
};
struct resnet269 : resnet<bottleneck_unit, 3, 30, 48, 8> {
  static constexpr text name = "ResNet269";
};

}  // namespace nns::zoo::original
