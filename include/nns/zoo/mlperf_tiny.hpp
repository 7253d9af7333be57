// The five networks of MLPerf Tiny's benchmark, as its reference implementation defines them in Keras: keyword
// spotting, visual wake words, image classification, anomaly detection, streaming wake word.
#pragma once

#include <nns/nns.hpp>

namespace nns::zoo::mlperf_tiny {

using namespace nns::layers;

namespace parts {

/// A layer, batch normalisation and ReLU.
template <class L>
using normalized = sequential<L, batch_normalization<>, activation<relu>>;

template <std::int64_t Filters, std::int64_t Stride = 1>
using conv3x3 = conv2d<Filters, kernel<3>, strides<Stride>, same>;

/// MobileNet's unit: depthwise 3x3 and pointwise 1x1.
template <std::int64_t Filters, std::int64_t Stride = 1>
using separable_unit = sequential<normalized<depthwise_conv2d<kernel<3>, strides<Stride>, same>>,
                                  normalized<conv2d<Filters, kernel<1>, same>>>;

/// ResNet-8's stack: the first has the identity as its shortcut, the others halve the picture.
template <std::int64_t Filters>
using stack = sequential<residual<normalized<conv3x3<Filters, 2>>, conv3x3<Filters>, batch_normalization<>,
                                  shortcut<conv2d<Filters, kernel<1>, strides<2>, same>>>,
                         activation<relu>>;

/// The streaming wake word's unit: T taps in time, then pointwise.
template <std::int64_t Taps, std::int64_t Filters>
using streaming_unit = sequential<depthwise_conv2d<kernel<Taps, 1>, no_bias>,
                                  normalized<conv2d<Filters, kernel<1>, no_bias>>, dropout>;

}  // namespace parts

/// Keyword spotting: DS-CNN on 49 frames of 10 features, 12 words.
struct keyword_spotting : sequential<
    input<49, 10, 1>,
    parts::normalized<conv2d<64, kernel<10, 4>, strides<2>, same>>, dropout,
    repeat<4, parts::separable_unit<64>>, dropout,
    average_pooling2d<extents{24, 5}>, flatten,
    dense<12, softmax>> {};

/// Visual wake words: MobileNetV1 of a quarter width on 96x96 pictures, person or not.
struct visual_wake_words : sequential<
    input<96, 96, 3>,
    parts::normalized<parts::conv3x3<8, 2>>,
    parts::separable_unit<16>,
    parts::separable_unit<32, 2>, parts::separable_unit<32>,
    parts::separable_unit<64, 2>, parts::separable_unit<64>,
    parts::separable_unit<128, 2>, repeat<5, parts::separable_unit<128>>,
    parts::separable_unit<256, 2>, parts::separable_unit<256>,
    average_pooling2d<3>, flatten,
    dense<2, softmax>> {};

/// Image classification: ResNet-8 on CIFAR-10.
struct image_classification : sequential<
    input<32, 32, 3>,
    parts::normalized<parts::conv3x3<16>>,
    residual<parts::normalized<parts::conv3x3<16>>, parts::conv3x3<16>, batch_normalization<>>, activation<relu>,
    parts::stack<32>,
    parts::stack<64>,
    average_pooling2d<8>, flatten,
    dense<10, softmax>> {};

/// Anomaly detection: an autoencoder of ToyADMOS' spectrograms.
struct anomaly_detection : sequential<
    input<640>,
    repeat<4, parts::normalized<dense<128>>>,
    parts::normalized<dense<8>>,
    repeat<4, parts::normalized<dense<128>>>,
    dense<640>> {};

/// Streaming wake word: separable convolutions in time over 30 frames of 40 features.
struct streaming_wake_word : sequential<
    input<30, 1, 40>,
    parts::streaming_unit<3, 128>,
    parts::streaming_unit<5, 128>,
    parts::streaming_unit<10, 128>,
    parts::streaming_unit<15, 32>,
    flatten,
    dense<3, softmax>> {};

}  // namespace nns::zoo::mlperf_tiny
