// ResNet-18 for video (Tran et al. 2017): with 3D convolutions, with 2D ones after the first stage, and with 3D ones
// split in space and time. They vary by frames, resolution and classes.
#pragma once

#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// The input of a video network.
template <class S>
using frames_of = input<S::frames, S::resolution, S::resolution, 3>;

/// 3D convolutions of 3x3x3.
struct whole_conv3d {
  template <int Stride>
  using steps = strides<Stride>;
  template <int Middle, int Filters, int Stride>
  using conv = conv3d<Filters, kernel<3>, strides<Stride>, padding<1>, no_bias>;
};

/// Convolutions of 3x3 in every image.
struct image_conv3d {
  template <int Stride>
  using steps = strides<1, Stride, Stride>;
  template <int Middle, int Filters, int Stride>
  using conv = conv3d<Filters, kernel<1, 3, 3>, strides<1, Stride, Stride>, padding<0, 1, 1>, no_bias>;
};

/// A convolution in every image, and one along time.
struct split_conv3d {
  template <int Stride>
  using steps = strides<Stride>;
  template <int Middle, int Filters, int Stride>
  using conv = sequential<
      conv3d<Middle, kernel<1, 3, 3>, strides<1, Stride, Stride>, padding<0, 1, 1>, no_bias>,
      batch_normalization<>,
      relu,
      conv3d<Filters, kernel<3, 1, 1>, strides<Stride, 1, 1>, padding<1, 0, 0>, no_bias>>;
};

/// Channels between a split convolution's halves, so that it has as many weights as a whole one.
constexpr int split_channels(int in, int out) { return in * out * 27 / (in * 9 + 3 * out); }

template <class Conv, int In, int Out, int Stride, class... Shortcut>
using video_block = sequential<
    residual<
        typename Conv::template conv<split_channels(In, Out), Out, Stride>, batch_normalization<>, relu,
        typename Conv::template conv<split_channels(In, Out), Out, 1>, batch_normalization<>,
        Shortcut...>,
    relu>;

template <class Conv, int In, int Out>
using video_stage = sequential<
    video_block<Conv, In, Out, 2,
                shortcut<conv3d<Out, kernel<1>, typename Conv::template steps<2>, no_bias>, batch_normalization<>>>,
    video_block<Conv, Out, Out, 1>>;

struct video_stem : sequential<
    conv3d<64, kernel<3, 7, 7>, strides<1, 2, 2>, padding<1, 3, 3>, no_bias>, batch_normalization<>, relu> {};

struct split_video_stem : sequential<
    conv3d<45, kernel<1, 7, 7>, strides<1, 2, 2>, padding<0, 3, 3>, no_bias>, batch_normalization<>, relu,
    conv3d<64, kernel<3, 1, 1>, padding<1, 0, 0>, no_bias>, batch_normalization<>, relu> {};

/// FirstConv is the convolution of the first stage, Conv of the others.
template <class S, class Stem, class FirstConv, class Conv>
struct video_resnet_of : sequential<
    frames_of<S>,
    named<"stem", Stem>,
    named<"layer1", repeat<2, video_block<FirstConv, 64, 64, 1>>>,
    named<"layer2", video_stage<Conv, 64, 128>>,
    named<"layer3", video_stage<Conv, 128, 256>>,
    named<"layer4", video_stage<Conv, 256, 512>>,
    global_average_pooling3d<>,
    named<"fc", dense<S::classes>>> {};

/// Kinetics-400 in frames of 112x112, unless other sizes are given.
template <class... Sizes>
using video_sizes = sizes<own<resolution<112>, classes<400>>, Sizes...>;

template <size_among<by_frames | by_resolution | by_classes>... Sizes>
struct r3d_18 : video_resnet_of<video_sizes<Sizes...>, video_stem, whole_conv3d, whole_conv3d> {};

template <size_among<by_frames | by_resolution | by_classes>... Sizes>
struct mc3_18 : video_resnet_of<video_sizes<Sizes...>, video_stem, whole_conv3d, image_conv3d> {};

template <size_among<by_frames | by_resolution | by_classes>... Sizes>
struct r2plus1d_18 : video_resnet_of<video_sizes<Sizes...>, split_video_stem, split_conv3d, split_conv3d> {};

namespace torchvision {
struct r3d_18 : zoo::r3d_18<> {};
struct mc3_18 : zoo::mc3_18<> {};
struct r2plus1d_18 : zoo::r2plus1d_18<> {};
}  // namespace torchvision

}  // namespace nns::zoo
