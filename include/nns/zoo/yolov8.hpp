// YOLOv8 (Ultralytics 2023): boxes and classes of objects at three scales. It varies by yolo_sizes, resolution and classes.
#pragma once

#include <nns/layers/slicing.hpp>
#include <nns/zoo/sizes.hpp>

#include <utility>

namespace nns::zoo {

/// What YOLOv8 varies by, as one value: the factor and the maximum of channels, and how many bottlenecks replace three
/// and six.
struct yolo_sizes {
  ratio width{1, 4};
  std::int64_t most_channels = 1'024;
  std::int64_t three = 1;
  std::int64_t six = 2;

  [[nodiscard]] constexpr std::int64_t channels(std::int64_t n) const {
    const std::int64_t wanted = (n < most_channels ? n : most_channels) * width.numerator;
    const std::int64_t unit = 8 * width.denominator;
    return (wanted + unit - 1) / unit * 8;
  }
};

template <std::int64_t Filters, std::int64_t Kernel = 3, std::int64_t Stride = 1>
using yolo_conv = sequential<conv2d<Filters, kernel<Kernel>, strides<Stride>, padding<Kernel / 2>, no_bias>,
                             batch_normalization<>, silu>;

template <std::int64_t Filters, bool Shortcut>
using yolo_bottleneck =
    std::conditional_t<Shortcut, residual<yolo_conv<Filters>, yolo_conv<Filters>>,
                       sequential<yolo_conv<Filters>, yolo_conv<Filters>>>;

/// Splits the channels into halves; the second goes through the bottlenecks, and all of their outputs are joined.
template <std::int64_t Filters, bool Shortcut, class I>
struct yolo_stage_of;
template <std::int64_t Filters, bool Shortcut, unsigned... I>
struct yolo_stage_of<Filters, Shortcut, std::integer_sequence<unsigned, I...>> : graph<
    node<"in", yolo_conv<Filters, 1>, "input">,
    node<"halves", chunk<2>, "in">,
    node<numbered<"b", 0>, identity, "halves:1">,
    node<numbered<"b", I + 1>, yolo_bottleneck<Filters / 2, Shortcut>, numbered<"b", I>>...,
    node<"joined", concatenate<>, "halves", numbered<"b", 0>, numbered<"b", I + 1>...>,
    node<"out", yolo_conv<Filters, 1>, "joined">> {};
template <std::int64_t Filters, std::int64_t N, bool Shortcut>
struct yolo_stage
    : yolo_stage_of<Filters, Shortcut, std::make_integer_sequence<unsigned, static_cast<unsigned>(N)>> {};

/// Maxima over windows of 5, 9 and 13.
template <std::int64_t Filters>
struct yolo_pyramid_pooling : graph<
    node<"in", yolo_conv<Filters / 2, 1>, "input">,
    node<"p1", max_pooling2d<5, strides<1>, padding<2>>, "in">,
    node<"p2", max_pooling2d<5, strides<1>, padding<2>>, "p1">,
    node<"p3", max_pooling2d<5, strides<1>, padding<2>>, "p2">,
    node<"joined", concatenate<>, "in", "p1", "p2", "p3">,
    node<"out", yolo_conv<Filters, 1>, "joined">> {};

template <std::int64_t Hidden, std::int64_t Outputs>
using yolo_head = sequential<yolo_conv<Hidden>, yolo_conv<Hidden>, conv2d<Outputs, kernel<1>>, reshape<-1, Outputs>>;

/// Each side of a box is a distribution over 16 distances: the mean is a product with 16 weights that are not trained.
using yolo_box = sequential<reshape<-1, 4, 16>, softmax, frozen<dense<1, no_bias>>, reshape<-1, 4>>;

constexpr std::int64_t larger(std::int64_t a, std::int64_t b) { return a < b ? b : a; }

/// Two outputs: (positions, 4) boxes and (positions, classes) scores.
template <yolo_sizes S, class Given>
struct yolov8_of : graph<
    node<"image", image<Given>>,
    node<"p2", sequential<yolo_conv<S.channels(64), 3, 2>, yolo_conv<S.channels(128), 3, 2>,
                          yolo_stage<S.channels(128), S.three, true>>, "image">,
    node<"p3", sequential<yolo_conv<S.channels(256), 3, 2>, yolo_stage<S.channels(256), S.six, true>>, "p2">,
    node<"p4", sequential<yolo_conv<S.channels(512), 3, 2>, yolo_stage<S.channels(512), S.six, true>>, "p3">,
    node<"p5", sequential<yolo_conv<S.channels(1'024), 3, 2>, yolo_stage<S.channels(1'024), S.three, true>,
                          yolo_pyramid_pooling<S.channels(1'024)>>, "p4">,
    node<"up5", up_sampling2d<2>, "p5">,
    node<"join4", concatenate<>, "up5", "p4">,
    node<"n4", yolo_stage<S.channels(512), S.three, false>, "join4">,
    node<"up4", up_sampling2d<2>, "n4">,
    node<"join3", concatenate<>, "up4", "p3">,
    node<"n3", yolo_stage<S.channels(256), S.three, false>, "join3">,
    node<"down3", yolo_conv<S.channels(256), 3, 2>, "n3">,
    node<"rejoin4", concatenate<>, "down3", "n4">,
    node<"m4", yolo_stage<S.channels(512), S.three, false>, "rejoin4">,
    node<"down4", yolo_conv<S.channels(512), 3, 2>, "m4">,
    node<"rejoin5", concatenate<>, "down4", "p5">,
    node<"m5", yolo_stage<S.channels(1'024), S.three, false>, "rejoin5">,
    node<"sides3", yolo_head<larger(S.channels(256) / 4, 64), 64>, "n3">,
    node<"sides4", yolo_head<larger(S.channels(256) / 4, 64), 64>, "m4">,
    node<"sides5", yolo_head<larger(S.channels(256) / 4, 64), 64>, "m5">,
    node<"sides", concatenate<axis<1>>, "sides3", "sides4", "sides5">,
    node<"boxes", yolo_box, "sides">,
    node<"scores3", yolo_head<larger(S.channels(256), Given::classes < 100 ? Given::classes : 100), Given::classes>, "n3">,
    node<"scores4", yolo_head<larger(S.channels(256), Given::classes < 100 ? Given::classes : 100), Given::classes>, "m4">,
    node<"scores5", yolo_head<larger(S.channels(256), Given::classes < 100 ? Given::classes : 100), Given::classes>, "m5">,
    node<"scores", sequential<concatenate<axis<1>>, sigmoid>, "scores3", "scores4", "scores5">,
    outputs<"boxes", "scores">> {
  static_assert(Given::resolution % 32 == 0, "nns: the extent of YOLOv8's images must be a multiple of 32");
};

template <yolo_sizes S, size_among<by_resolution | by_classes>... Sizes>
struct yolov8 : yolov8_of<S, sizes<own<resolution<640>, classes<80>>, Sizes...>> {};

struct yolov8n : yolov8<yolo_sizes{}> {};
struct yolov8s : yolov8<yolo_sizes{.width = {1, 2}}> {};
struct yolov8m : yolov8<yolo_sizes{.width = {3, 4}, .most_channels = 768, .three = 2, .six = 4}> {};
struct yolov8l : yolov8<yolo_sizes{.width = {1, 1}, .most_channels = 512, .three = 3, .six = 6}> {};
struct yolov8x : yolov8<yolo_sizes{.width = {5, 4}, .most_channels = 512, .three = 3, .six = 6}> {};

}  // namespace nns::zoo
