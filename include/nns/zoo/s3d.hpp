// S3D (Xie et al. 2017): GoogLeNet for video, its convolutions split in space and time. It varies by frames, resolution
// and classes.
#pragma once

#include <nns/layers/tensor.hpp>
#include <nns/zoo/video_resnet.hpp>

namespace nns::zoo {

/// A 1x1x1 convolution, normalised.
template <int Filters>
struct point_conv3d : sequential<conv3d<Filters, kernel<1>, no_bias>, batch_normalization<>, relu> {};

/// A convolution in every image and one along time, each normalised.
template <int Filters, int Kernel, int Stride = 1>
struct separable_conv3d : sequential<
    conv3d<Filters, kernel<1, Kernel, Kernel>, strides<1, Stride, Stride>, padding<0, Kernel / 2, Kernel / 2>, no_bias>,
    batch_normalization<>,
    relu,
    conv3d<Filters, kernel<Kernel, 1, 1>, strides<Stride, 1, 1>, padding<Kernel / 2, 0, 0>, no_bias>,
    batch_normalization<>,
    relu> {};

/// Four paths side by side, as in GoogLeNet.
template <int F0, int Reduced1, int F1, int Reduced2, int F2, int Pooled>
struct inception3d : concatenate<
    named<"branch0", point_conv3d<F0>>,
    named<"branch1", point_conv3d<Reduced1>, separable_conv3d<F1, 3>>,
    named<"branch2", point_conv3d<Reduced2>, separable_conv3d<F2, 3>>,
    named<"branch3", max_pooling3d<3, strides<1>, padding<1>>, point_conv3d<Pooled>>> {};

using image_pool3d = max_pooling3d<nns::extents{1, 3, 3}, strides<1, 2, 2>, padding<0, 1, 1>>;

template <class S>
struct s3d_of : sequential<
    frames_of<S>,
    named<"conv1", separable_conv3d<64, 7, 2>>,
    image_pool3d,
    named<"conv2", point_conv3d<64>>,
    named<"conv3", separable_conv3d<192, 3>>,
    image_pool3d,
    named<"inception3a", inception3d<64, 96, 128, 16, 32, 32>>,
    named<"inception3b", inception3d<128, 128, 192, 32, 96, 64>>,
    max_pooling3d<3, strides<2>, padding<1>>,
    named<"inception4a", inception3d<192, 96, 208, 16, 48, 64>>,
    named<"inception4b", inception3d<160, 112, 224, 24, 64, 64>>,
    named<"inception4c", inception3d<128, 128, 256, 24, 64, 64>>,
    named<"inception4d", inception3d<112, 144, 288, 32, 64, 64>>,
    named<"inception4e", inception3d<256, 160, 320, 32, 128, 128>>,
    max_pooling3d<2>,
    named<"inception5a", inception3d<256, 160, 320, 32, 128, 128>>,
    named<"inception5b", inception3d<384, 192, 384, 48, 128, 128>>,
    average_pooling3d<nns::extents{2, 7, 7}, strides<1>>,
    dropout,
    named<"classifier", conv3d<S::classes, kernel<1>>>,
    reduce_mean<axis<1, 2, 3>>> {};

/// Kinetics-400 in 16 frames of 224x224, unless other sizes are given.
template <size_among<by_frames | by_resolution | by_classes>... Sizes>
struct s3d : s3d_of<sizes<own<classes<400>>, Sizes...>> {};

namespace torchvision {
struct s3d : zoo::s3d<> {};
}  // namespace torchvision

}  // namespace nns::zoo
