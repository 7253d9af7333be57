// Inception-ResNet v2 (Szegedy et al. 2016), as Keras has it. It varies by resolution and classes.
#pragma once

#include <nns/zoo/inception_v3.hpp>

namespace nns::zoo {

/// The outputs of Branches..., brought to Channels channels and added to the input. The factor of the sum is fixed and
/// not counted.
template <int Channels, class... Branches>
struct inception_residual : residual<concatenate<Branches...>, conv2d<Channels, kernel<1>>> {};

/// The module between the stem and the first residuals.
template <class N>
struct inception_resnet_a : concatenate<
    named<"branch_0", inception_conv<N, 96, kernel<1>>>,
    named<"branch_1", inception_conv<N, 48, kernel<1>>, inception_conv<N, 64, kernel<5>, same>>,
    named<"branch_2", inception_conv<N, 64, kernel<1>>, repeat<2, inception_conv<N, 96, kernel<3>, same>>>,
    named<"branch_pool", average_pooling2d<3, strides<1>, same>, inception_conv<N, 64, kernel<1>>>> {};

/// For extents of 35.
template <class N>
struct block35 : inception_residual<
    320,
    inception_conv<N, 32, kernel<1>>,
    sequential<inception_conv<N, 32, kernel<1>>, inception_conv<N, 32, kernel<3>, same>>,
    sequential<inception_conv<N, 32, kernel<1>>, inception_conv<N, 48, kernel<3>, same>,
               inception_conv<N, 64, kernel<3>, same>>> {};

/// From 35 to 17.
template <class N>
struct inception_resnet_b : concatenate<
    named<"branch_0", inception_conv<N, 384, kernel<3>, strides<2>>>,
    named<"branch_1",
          inception_conv<N, 256, kernel<1>>,
          inception_conv<N, 256, kernel<3>, same>,
          inception_conv<N, 384, kernel<3>, strides<2>>>,
    named<"branch_pool", max_pooling2d<3, strides<2>>>> {};

/// For 17.
template <class N>
struct block17 : inception_residual<
    1088,
    inception_conv<N, 192, kernel<1>>,
    sequential<inception_conv<N, 128, kernel<1>>, inception_conv<N, 160, kernel<1, 7>, same>,
               inception_conv<N, 192, kernel<7, 1>, same>>> {};

/// From 17 to 8.
template <class N>
struct inception_resnet_c : concatenate<
    named<"branch_0", inception_conv<N, 256, kernel<1>>, inception_conv<N, 384, kernel<3>, strides<2>>>,
    named<"branch_1", inception_conv<N, 256, kernel<1>>, inception_conv<N, 288, kernel<3>, strides<2>>>,
    named<"branch_2",
          inception_conv<N, 256, kernel<1>>,
          inception_conv<N, 288, kernel<3>, same>,
          inception_conv<N, 320, kernel<3>, strides<2>>>,
    named<"branch_pool", max_pooling2d<3, strides<2>>>> {};

/// For 8.
template <class N>
struct block8 : inception_residual<
    2080,
    inception_conv<N, 192, kernel<1>>,
    sequential<inception_conv<N, 192, kernel<1>>, inception_conv<N, 224, kernel<1, 3>, same>,
               inception_conv<N, 256, kernel<3, 1>, same>>> {};

template <class S, class N>
struct inception_resnet_v2_of : sequential<
    inception_stem<S, N>,
    named<"mixed_5b", inception_resnet_a<N>>,
    named<"block35", repeat<10, block35<N>, relu>>,
    named<"mixed_6a", inception_resnet_b<N>>,
    named<"block17", repeat<20, block17<N>, relu>>,
    named<"mixed_7a", inception_resnet_c<N>>,
    named<"block8", repeat<9, block8<N>, relu>, block8<N>>,
    named<"conv_7b", inception_conv<N, 1536, kernel<1>>>,
    global_average_pooling2d<>,
    named<"predictions", dense<S::classes>>> {};

/// Its normalisation does not scale.
template <size_among<by_resolution | by_classes>... Sizes>
struct inception_resnet_v2
    : inception_resnet_v2_of<sizes<own<resolution<299>>, Sizes...>, batch_normalization<no_scale>> {};

namespace keras {
struct inception_resnet_v2 : zoo::inception_resnet_v2<> {};
}  // namespace keras

}  // namespace nns::zoo
