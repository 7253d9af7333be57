// AlexNet in one tower (Krizhevsky 2014, "One weird trick"). It varies by resolution and classes.
#pragma once

#include <nns/zoo/sizes.hpp>

namespace nns::zoo {

template <class S>
struct alexnet_of : sequential<
    image<S>,
    named<"conv1", conv2d<64, kernel<11>, strides<4>, padding<2>, relu>>,
    max_pooling2d<3, strides<2>>,
    named<"conv2", conv2d<192, kernel<5>, padding<2>, relu>>,
    max_pooling2d<3, strides<2>>,
    named<"conv3", conv2d<384, kernel<3>, padding<1>, relu>>,
    named<"conv4", conv2d<256, kernel<3>, padding<1>, relu>>,
    named<"conv5", conv2d<256, kernel<3>, padding<1>, relu>>,
    max_pooling2d<3, strides<2>>,
    adaptive_average_pooling2d<6>,
    flatten,
    dropout,
    named<"fc6", dense<4096, relu>>,
    dropout,
    named<"fc7", dense<4096, relu>>,
    named<"fc8", dense<S::classes>>> {};

template <size_among<by_resolution | by_classes>... Sizes>
struct alexnet : alexnet_of<sizes<own<>, Sizes...>> {};

namespace torchvision {
struct alexnet : zoo::alexnet<> {};
}  // namespace torchvision

}  // namespace nns::zoo
