// Feed-forward networks of the Deep Learning Benchmarking Suite: AlexNet, VGG, OverFeat, DeepMNIST, a speech model.
#pragma once

#include <nns/zoo/original/rows.hpp>

namespace nns::zoo::original {

/// Phoneme states from 540 speech features: a perceptron with five hidden layers.
struct english_acoustic_model : sequential<
    input<540>,
    rows<"dense", 5, dense<2048, relu>>,
    named<"dense6", dense<8192, softmax>>> {
  static constexpr text name = "EnglishAcousticModel";
};

/// Handwritten digits by a perceptron (Ciresan et al. 2010).
struct deep_mnist : sequential<
    input<28, 28, 1>,
    flatten,
    named<"dense1", dense<2500, relu>>,
    named<"dense2", dense<2000, relu>>,
    named<"dense3", dense<1500, relu>>,
    named<"dense4", dense<1000, relu>>,
    named<"dense5", dense<500, relu>>,
    named<"dense6", dense<10, softmax>>> {
  static constexpr text name = "DeepMNIST";
};

/// AlexNet in one tower: no groups, no local response normalisation. Filters of the five convolutions.
template <int F1, int F2, int F3, int F4, int F5>
struct alexnet_of : sequential<
    input<227, 227, 3>,
    named<"conv1", conv2d<F1, kernel<11>, strides<4>, relu>>,
    max_pooling2d<3, strides<2>>,
    named<"conv2", conv2d<F2, kernel<5>, same, relu>>,
    max_pooling2d<3, strides<2>>,
    named<"conv3", conv2d<F3, kernel<3>, same, relu>>,
    named<"conv4", conv2d<F4, kernel<3>, same, relu>>,
    named<"conv5", conv2d<F5, kernel<3>, same, relu>>,
    max_pooling2d<3, strides<2>>,
    flatten,
    named<"fc6", dense<4096, relu>>,
    dropout,
    named<"fc7", dense<4096, relu>>,
    dropout,
    named<"fc8", dense<1000, softmax>>> {};

/// Krizhevsky et al. 2012.
struct alexnet : alexnet_of<96, 256, 384, 384, 256> {
  static constexpr text name = "AlexNet";
};
/// "One weird trick" (Krizhevsky 2014).
struct alexnet_owt : alexnet_of<64, 192, 384, 256, 256> {
  static constexpr text name = "AlexNetOWT";
};

/// OverFeat, the fast one (Sermanet et al. 2013).
struct overfeat : sequential<
    input<231, 231, 3>,
    named<"conv1", conv2d<96, kernel<11>, strides<4>, relu>>,
    max_pooling2d<2>,
    named<"conv2", conv2d<256, kernel<5>, relu>>,
    max_pooling2d<2>,
    named<"conv3", conv2d<512, kernel<3>, same, relu>>,
    named<"conv4", conv2d<1024, kernel<3>, same, relu>>,
    named<"conv5", conv2d<1024, kernel<3>, same, relu>>,
    max_pooling2d<2>,
    flatten,
    named<"fc6", dense<3072, relu>>,
    dropout,
    named<"fc7", dense<4096, relu>>,
    dropout,
    named<"fc8", dense<1000, softmax>>> {
  static constexpr text name = "Overfeat";
};

/// VGG (Simonyan and Zisserman 2014): five blocks of N1 to N5 convolutions of 3x3, each block closed by a pool.
template <int N1, int N2, int N3, int N4, int N5>
struct vgg : sequential<
    input<224, 224, 3>,
    rows<"conv1_", N1, conv2d<64, kernel<3>, same, relu>>,
    named<"pool1", max_pooling2d<2>>,
    rows<"conv2_", N2, conv2d<128, kernel<3>, same, relu>>,
    named<"pool2", max_pooling2d<2>>,
    rows<"conv3_", N3, conv2d<256, kernel<3>, same, relu>>,
    named<"pool3", max_pooling2d<2>>,
    rows<"conv4_", N4, conv2d<512, kernel<3>, same, relu>>,
    named<"pool4", max_pooling2d<2>>,
    rows<"conv5_", N5, conv2d<512, kernel<3>, same, relu>>,
    named<"pool5", max_pooling2d<2>>,
    flatten,
    named<"fc6", dense<4096, relu>>,
    named<"dropout6", dropout>,
    named<"fc7", dense<4096, relu>>,
    named<"dropout7", dropout>,
    named<"fc8", dense<1000, softmax>>> {};

struct vgg11 : vgg<1, 1, 2, 2, 2> {
  static constexpr text name = "VGG11";
};
struct vgg13 : vgg<2, 2, 2, 2, 2> {
  static constexpr text name = "VGG13";
};
struct vgg16 : vgg<2, 2, 3, 3, 3> {
  static constexpr text name = "VGG16";
};
struct vgg19 : vgg<2, 2, 4, 4, 4> {
  static constexpr text name = "VGG19";
};

}  // namespace nns::zoo::original
