// Inception v3 (Szegedy et al. 2015). It varies by resolution and classes; its auxiliary head can be left out.
#pragma once

#include <nns/models/functional.hpp>
#include <nns/zoo/sizes.hpp>

#include <type_traits>

namespace nns::zoo {

/// A layer that torchvision calls as a function; Keras, whose normalisation N does not scale, has only layers.
template <class N, class L>
using inception_call = std::conditional_t<std::is_same_v<N, batch_normalization<no_scale>>, L, functional<L>>;

/// A convolution without bias, batch normalisation and relu; no padding unless it is among the options.
template <class Normalization, int Filters, class... Options>
struct inception_conv : sequential<conv2d<Filters, Options..., no_bias>, Normalization,
                                   inception_call<Normalization, relu>> {};

/// The first kind of module, for extents of 35: convolutions up to 5x5.
template <class N, int Pooled>
struct inception_a : concatenate<
    named<"branch1x1", inception_conv<N, 64, kernel<1>>>,
    named<"branch5x5", inception_conv<N, 48, kernel<1>>, inception_conv<N, 64, kernel<5>, padding<2>>>,
    named<"branch3x3dbl",
          inception_conv<N, 64, kernel<1>>,
          repeat<2, inception_conv<N, 96, kernel<3>, padding<1>>>>,
    named<"branch_pool", inception_call<N, average_pooling2d<3, strides<1>, padding<1>>>, inception_conv<N, Pooled, kernel<1>>>> {};

/// From 35 to 17.
template <class N>
struct inception_b : concatenate<
    named<"branch3x3", inception_conv<N, 384, kernel<3>, strides<2>>>,
    named<"branch3x3dbl",
          inception_conv<N, 64, kernel<1>>,
          inception_conv<N, 96, kernel<3>, padding<1>>,
          inception_conv<N, 96, kernel<3>, strides<2>>>,
    named<"branch_pool", inception_call<N, max_pooling2d<3, strides<2>>>>> {};

/// The second kind, for 17: convolutions of 7x7 as 1x7 and 7x1.
template <class N, int C>
struct inception_c : concatenate<
    named<"branch1x1", inception_conv<N, 192, kernel<1>>>,
    named<"branch7x7",
          inception_conv<N, C, kernel<1>>,
          inception_conv<N, C, kernel<1, 7>, padding<0, 3>>,
          inception_conv<N, 192, kernel<7, 1>, padding<3, 0>>>,
    named<"branch7x7dbl",
          inception_conv<N, C, kernel<1>>,
          inception_conv<N, C, kernel<7, 1>, padding<3, 0>>,
          inception_conv<N, C, kernel<1, 7>, padding<0, 3>>,
          inception_conv<N, C, kernel<7, 1>, padding<3, 0>>,
          inception_conv<N, 192, kernel<1, 7>, padding<0, 3>>>,
    named<"branch_pool", inception_call<N, average_pooling2d<3, strides<1>, padding<1>>>, inception_conv<N, 192, kernel<1>>>> {};

/// From 17 to 8.
template <class N>
struct inception_d : concatenate<
    named<"branch3x3", inception_conv<N, 192, kernel<1>>, inception_conv<N, 320, kernel<3>, strides<2>>>,
    named<"branch7x7x3",
          inception_conv<N, 192, kernel<1>>,
          inception_conv<N, 192, kernel<1, 7>, padding<0, 3>>,
          inception_conv<N, 192, kernel<7, 1>, padding<3, 0>>,
          inception_conv<N, 192, kernel<3>, strides<2>>>,
    named<"branch_pool", inception_call<N, max_pooling2d<3, strides<2>>>>> {};

/// 1x3 and 3x1 side by side.
template <class N>
struct inception_fork : concatenate<
    inception_conv<N, 384, kernel<1, 3>, padding<0, 1>>, inception_conv<N, 384, kernel<3, 1>, padding<1, 0>>> {};

/// The third kind, for 8: branches that fork once more.
template <class N>
struct inception_e : concatenate<
    named<"branch1x1", inception_conv<N, 320, kernel<1>>>,
    named<"branch3x3", inception_conv<N, 384, kernel<1>>, inception_fork<N>>,
    named<"branch3x3dbl",
          inception_conv<N, 448, kernel<1>>,
          inception_conv<N, 384, kernel<3>, padding<1>>,
          inception_fork<N>>,
    named<"branch_pool", inception_call<N, average_pooling2d<3, strides<1>, padding<1>>>, inception_conv<N, 192, kernel<1>>>> {};

/// The head after the last module of the second kind.
template <class S, class N>
struct inception_auxiliary : sequential<
    inception_call<N, average_pooling2d<5, strides<3>>>,
    inception_conv<N, 128, kernel<1>>,
    inception_conv<N, 768, kernel<5>>,
    inception_call<N, global_average_pooling2d<>>,
    dense<S::classes>> {};

/// From the image to extents of 35.
template <class S, class N>
struct inception_stem : sequential<
    image<S>,
    named<"conv_1a", inception_conv<N, 32, kernel<3>, strides<2>>>,
    named<"conv_2a", inception_conv<N, 32, kernel<3>>>,
    named<"conv_2b", inception_conv<N, 64, kernel<3>, padding<1>>>,
    max_pooling2d<3, strides<2>>,
    named<"conv_3b", inception_conv<N, 80, kernel<1>>>,
    named<"conv_4a", inception_conv<N, 192, kernel<3>>>,
    max_pooling2d<3, strides<2>>> {};

/// N is the normalisation, Auxiliary a layer that passes its input through.
template <class S, class N, class Auxiliary>
struct inception_v3_of : sequential<
    inception_stem<S, N>,
    named<"mixed_5b", inception_a<N, 32>>,
    named<"mixed_5c", inception_a<N, 64>>,
    named<"mixed_5d", inception_a<N, 64>>,
    named<"mixed_6a", inception_b<N>>,
    named<"mixed_6b", inception_c<N, 128>>,
    named<"mixed_6c", inception_c<N, 160>>,
    named<"mixed_6d", inception_c<N, 160>>,
    named<"mixed_6e", inception_c<N, 192>>,
    named<"auxiliary", Auxiliary>,
    named<"mixed_7a", inception_d<N>>,
    named<"mixed_7b", inception_e<N>>,
    named<"mixed_7c", inception_e<N>>,
    global_average_pooling2d<>,
    dropout,
    named<"fc", dense<S::classes>>> {};

/// With the auxiliary head, whose weights count; its work counts only in training.
template <size_among<by_resolution | by_classes>... Sizes>
struct inception_v3
    : inception_v3_of<sizes<own<resolution<299>>, Sizes...>, batch_normalization<>,
                      training_only<inception_auxiliary<sizes<own<>, Sizes...>, batch_normalization<>>>> {};

/// Without the auxiliary head.
template <size_among<by_resolution | by_classes>... Sizes>
struct inception_v3_without_auxiliary_head
    : inception_v3_of<sizes<own<resolution<299>>, Sizes...>, batch_normalization<>, identity> {};

namespace torchvision {
struct inception_v3 : zoo::inception_v3<> {};
}  // namespace torchvision

namespace keras {
/// Without the auxiliary head, and with a normalisation that does not scale.
struct inception_v3 : inception_v3_of<sizes<own<resolution<299>>>, batch_normalization<no_scale>, identity> {};
}  // namespace keras

}  // namespace nns::zoo
