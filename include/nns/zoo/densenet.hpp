// DenseNet (Huang et al. 2016) with bottlenecks and compression. It varies by depth, growth, resolution and classes.
#pragma once

#include <nns/models/functional.hpp>
#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// The features so far, and Growth new channels.
template <int Growth>
struct dense_layer : concatenate<
    identity,
    sequential<
        batch_normalization<>, relu, conv2d<4 * Growth, kernel<1>, no_bias>,
        batch_normalization<>, relu, conv2d<Growth, kernel<3>, padding<1>, no_bias>>> {};

/// To Channels channels and half the extents.
template <int Channels>
struct dense_transition : sequential<
    batch_normalization<>, relu, conv2d<Channels, kernel<1>, no_bias>, average_pooling2d<2>> {};

/// Four blocks of N1 to N4 layers. Each transition halves the channels.
template <class S, int Growth, int Stem, int N1, int N2, int N3, int N4>
struct densenet_of {
  static constexpr int channels2 = (Stem + N1 * Growth) / 2;
  static constexpr int channels3 = (channels2 + N2 * Growth) / 2;
  static constexpr int channels4 = (channels3 + N3 * Growth) / 2;
  using type = sequential<
      image<S>,
      named<"stem", conv_norm<Stem, 7, 2, relu>>,
      max_pooling2d<3, strides<2>, padding<1>>,
      named<"denseblock1", repeat<N1, dense_layer<Growth>>>,
      named<"transition1", dense_transition<channels2>>,
      named<"denseblock2", repeat<N2, dense_layer<Growth>>>,
      named<"transition2", dense_transition<channels3>>,
      named<"denseblock3", repeat<N3, dense_layer<Growth>>>,
      named<"transition3", dense_transition<channels4>>,
      named<"denseblock4", repeat<N4, dense_layer<Growth>>>,
      named<"norm", batch_normalization<>>,
      functional<relu>,  // torchvision calls these two as functions
      functional<global_average_pooling2d<>>,
      named<"classifier", dense<S::classes>>>;
};

/// The published depths; 161 is the one that grows by 48, the others grow by 32.
template <int Layers, class S>
struct densenet_with {
  static_assert(Layers == 121 || Layers == 161 || Layers == 169 || Layers == 201,
                "nns: DenseNet has 121, 161, 169 or 201 layers; other depths are densenet_of<...>");
  static constexpr int growth = Layers == 161 ? 48 : 32;
  static constexpr int n3 = Layers == 121 ? 24 : Layers == 161 ? 36 : Layers == 169 ? 32 : 48;
  static constexpr int n4 = Layers == 121 ? 16 : Layers == 161 ? 24 : 32;
  using type = typename densenet_of<S, growth, 2 * growth, 6, 12, n3, n4>::type;
};

template <int Layers, size_among<by_resolution | by_classes>... Sizes>
struct densenet : densenet_with<Layers, sizes<own<>, Sizes...>>::type {};

namespace torchvision {
struct densenet121 : densenet<121> {};
struct densenet161 : densenet<161> {};
struct densenet169 : densenet<169> {};
struct densenet201 : densenet<201> {};
}  // namespace torchvision

namespace keras {
struct densenet121 : densenet<121> {};
struct densenet169 : densenet<169> {};
struct densenet201 : densenet<201> {};
}  // namespace keras

}  // namespace nns::zoo
