// GoogLeNet (Szegedy et al. 2014) as torchvision builds it: with batch normalisation, with 3x3 in place of the 5x5
// convolutions, its relu called as a function, and without the auxiliary heads, which its pretrained network does not
// have. It varies by resolution and classes.
#pragma once

#include <nns/models/functional.hpp>
#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// Four paths side by side: filters of the 1x1 convolution; of the two 3x3 ones, each reduced first; and after the
/// pool.
template <int F1, int Reduced3, int F3, int Reduced5, int F5, int Pooled>
struct inception : concatenate<
    named<"branch1", conv_norm<F1, 1, 1, functional<relu>>>,
    named<"branch2", conv_norm<Reduced3, 1, 1, functional<relu>>, conv_norm<F3, 3, 1, functional<relu>>>,
    named<"branch3", conv_norm<Reduced5, 1, 1, functional<relu>>, conv_norm<F5, 3, 1, functional<relu>>>,
    named<"branch4", max_pooling2d<3, strides<1>, padding<1>>, conv_norm<Pooled, 1, 1, functional<relu>>>> {};

template <class S>
struct googlenet_of : sequential<
    image<S>,
    named<"conv1", conv_norm<64, 7, 2, functional<relu>>>,
    max_pooling2d<3, strides<2>, ceil_mode>,
    named<"conv2", conv_norm<64, 1, 1, functional<relu>>>,
    named<"conv3", conv_norm<192, 3, 1, functional<relu>>>,
    max_pooling2d<3, strides<2>, ceil_mode>,
    named<"inception3a", inception<64, 96, 128, 16, 32, 32>>,
    named<"inception3b", inception<128, 128, 192, 32, 96, 64>>,
    max_pooling2d<3, strides<2>, ceil_mode>,
    named<"inception4a", inception<192, 96, 208, 16, 48, 64>>,
    named<"inception4b", inception<160, 112, 224, 24, 64, 64>>,
    named<"inception4c", inception<128, 128, 256, 24, 64, 64>>,
    named<"inception4d", inception<112, 144, 288, 32, 64, 64>>,
    named<"inception4e", inception<256, 160, 320, 32, 128, 128>>,
    max_pooling2d<2, strides<2>, ceil_mode>,
    named<"inception5a", inception<256, 160, 320, 32, 128, 128>>,
    named<"inception5b", inception<384, 192, 384, 48, 128, 128>>,
    global_average_pooling2d<>,
    dropout,
    named<"fc", dense<S::classes>>> {};

template <size_among<by_resolution | by_classes>... Sizes>
struct googlenet : googlenet_of<sizes<own<>, Sizes...>> {};

namespace torchvision {
struct googlenet : zoo::googlenet<> {};
}  // namespace torchvision

}  // namespace nns::zoo
