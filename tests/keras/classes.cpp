// Every class of Keras' layers with a config as Keras writes it: its output, parameters and multiply-adds, which are
// the rules of counting worked out by hand, factor by factor.
#include "keras/written.hpp"

namespace {

using nns::shape;
using written::functional_of;
using written::input;
using written::layer;
using written::model_of;
using written::node;

constexpr std::int64_t open = nns::unknown;

struct known {
  const char* class_name;
  const char* config;
  shape output;
  std::int64_t parameters;
  std::int64_t forward;
};

void counts(const std::string& text, const known& k) {
  const nns::keras_file file{text};
  INFO(k.class_name << ", " << k.config);
  INFO(file.error().message);
  REQUIRE(file);
  CHECK(file.summary().total.output == k.output);
  CHECK(file.summary().total.parameters == k.parameters);
  CHECK(file.summary().total.forward.count == k.forward);
}

template <std::size_t N>
void each_counts(const known (&all)[N]) {
  for (const known& k : all) counts(model_of(layer(k.class_name, k.config)), k);
}

TEST_CASE("dense layers") {
  each_counts({
      {"Dense", R"("batch_input_shape": [null, 5, 4], "units": 3, "use_bias": false)", {5, 3}, 4 * 3, 5 * 4 * 3},
      {"Dense", R"("input_dim": 4, "input_length": 5, "output_dim": 3)", {5, 3}, 4 * 3 + 3, 5 * 4 * 3},
      {"Dense", R"("batch_input_shape": [null, 4], "units": [3], "use_bias": 0)", {3}, 4 * 3, 4 * 3},
      {"Dense", R"("batch_input_shape": [null, 4], "units": 3, "use_bias": 1)", {3}, 4 * 3 + 3, 4 * 3},
      {"Dense", R"("batch_input_shape": [null, 4], "input_dim": 4, "output_dim": 3)", {3}, 4 * 3 + 3, 4 * 3},
      {"TimeDistributedDense", R"("batch_input_shape": [null, 5, 4], "output_dim": 3)", {5, 3}, 15, 5 * 4 * 3},
      {"Highway", R"("input_dim": 4, "activation": "relu")", {4}, 2 * (4 * 4 + 4), 2 * 4 * 4},
      {"Highway", R"("batch_input_shape": [null, 4], "bias": false)", {4}, 2 * 4 * 4, 2 * 4 * 4},
      {"MaxoutDense", R"("input_dim": 4, "output_dim": 3, "nb_feature": 2)", {3}, 2 * (4 * 3 + 3), 2 * 4 * 3},
      {"MaxoutDense", R"("batch_input_shape": [null, 4], "output_dim": 3)", {3}, 4 * (4 * 3 + 3), 4 * 4 * 3},
      {"EinsumDense",
       R"("batch_input_shape": [null, 5, 4], "equation": "abc,cd->abd", "output_shape": [null, 8], "bias_axes": "d")",
       {5, 8},
       4 * 8 + 8,
       5 * 4 * 8},
      {"EinsumDense", R"("batch_input_shape": [null, 4], "equation": "ab,bc->ac", "output_shape": 8)", {8}, 32, 32},
      {"Embedding", R"("input_dim": 100, "output_dim": 8, "input_length": 10)", {10, 8}, 100 * 8, 0},
      {"Embedding",
       R"("batch_input_shape": [null, 6], "input_dim": 9, "output_dim": 8, "input_length": [6])",
       {6, 8},
       9 * 8,
       0},
      {"Embedding", R"("batch_input_shape": [null, 6], "input_dim": 9, "output_dim": 8)", {6, 8}, 9 * 8, 0},
  });
}

TEST_CASE("convolutions") {
  each_counts({
      // (11 - 3) / 2 + 1 = 5 positions
      {"Convolution1D",
       R"("nb_filter": 6, "filter_length": 3, "subsample_length": 2, "input_dim": 4, "input_length": 11)",
       {5, 6},
       6 * 3 * 4 + 6,
       5 * 6 * 3 * 4},
      {"Convolution1D",
       R"("nb_filter": 6, "filter_length": 3, "input_dim": 4, "input_length": null)",
       {open, 6},
       78,
       open},
      {"Convolution1D",
       R"("batch_input_shape": [null, 11, 4], "nb_filter": 6, "filter_length": 3, "input_dim": 4)",
       {9, 6},
       6 * 3 * 4 + 6,
       9 * 6 * 3 * 4},
      {"Conv1D",
       R"("batch_input_shape": [null, 10, 2], "filters": 4, "kernel_size": [3], "padding": "causal",
        "dilation_rate": [2])",
       {10, 4},
       4 * 3 * 2 + 4,
       10 * 4 * 3 * 2},
      {"Convolution2D",
       R"("batch_input_shape": [null, 6, 6, 2], "nb_filter": 3, "nb_row": 3, "nb_col": 2,
        "dim_ordering": "default")",
       {4, 5, 3},
       3 * 6 * 2 + 3,
       4 * 5 * 3 * 6 * 2},
      {"AtrousConvolution2D",
       R"("batch_input_shape": [null, 2, 8, 8], "nb_filter": 3, "nb_row": 3, "nb_col": 3,
        "atrous_rate": [2, 2], "border_mode": "same", "dim_ordering": "th")",
       {3, 8, 8},
       3 * 9 * 2 + 3,
       64 * 3 * 9 * 2},
      {"Conv2D",
       R"("batch_input_shape": [null, 4, 6, 6], "filters": 6, "kernel_size": 3, "groups": 2,
        "data_format": "channels_first")",
       {6, 4, 4},
       6 * 9 * 2 + 6,
       16 * 6 * 9 * 2},
      {"Conv2D",
       R"("batch_input_shape": [null, 6, 7, 1], "filters": 1, "kernel_size": [3, 3], "strides": [1, 2])",
       {4, 3, 1},
       9 + 1,
       12 * 9},
      {"Convolution3D",
       R"("batch_input_shape": [null, 4, 5, 5, 2], "nb_filter": 4, "kernel_dim1": 2, "kernel_dim2": 3,
        "kernel_dim3": 3)",
       {3, 3, 3, 4},
       4 * 18 * 2 + 4,
       27 * 4 * 18 * 2},
      {"LocallyConnected1D",
       R"("batch_input_shape": [null, 8, 3], "filters": 2, "kernel_size": 3)",
       {6, 2},
       6 * (2 * 3 * 3 + 2),
       6 * 2 * 3 * 3},
      {"LocallyConnected2D",
       R"("batch_input_shape": [null, 4, 4, 1], "filters": 2, "kernel_size": [3, 3],
        "use_bias": false)",
       {2, 2, 2},
       4 * 2 * 9,
       4 * 2 * 9},
      // Depthwise: a multiplier of 2 makes two maps of each of 4 channels.
      {"DepthwiseConv1D",
       R"("batch_input_shape": [null, 10, 4], "kernel_size": 3, "depth_multiplier": 2)",
       {8, 8},
       8 * 3 + 8,
       8 * 8 * 3},
      {"DepthwiseConvolution2D",
       R"("batch_input_shape": [null, 5, 5, 4], "kernel_size": 3)",
       {3, 3, 4},
       4 * 9 + 4,
       9 * 4 * 9},
      {"SeparableConv1D",
       R"("batch_input_shape": [null, 10, 4], "filters": 5, "kernel_size": 3, "depth_multiplier": 2)",
       {8, 5},
       8 * 3 + 8 * 5 + 5,
       8 * (8 * 3 + 8 * 5)},
      {"SeparableConv2D",
       R"("batch_input_shape": [null, 5, 5, 4], "filters": 5, "kernel_size": 3)",
       {3, 3, 5},
       4 * 9 + 4 * 5 + 5,
       9 * (4 * 9 + 4 * 5)},
  });
}

TEST_CASE("transposed convolutions count over their input") {
  each_counts({
      // max(5 2, 4 2 + 3) = 11
      {"Conv1DTranspose",
       R"("batch_input_shape": [null, 5, 3], "filters": 2, "kernel_size": [3], "strides": [2])",
       {11, 2},
       3 * 2 * 3 + 2,
       5 * 3 * 2 * 3},
      // 4 2 + 3 mod 2 + 1 = 10
      {"Conv2DTranspose",
       R"("batch_input_shape": [null, 5, 5, 3], "filters": 4, "kernel_size": [3, 3], "strides": [2, 2],
        "padding": "same", "output_padding": [1, 1])",
       {10, 10, 4},
       3 * 4 * 9 + 4,
       25 * 3 * 4 * 9},
      // Without output_padding: 5 2.
      {"Conv2DTranspose",
       R"("batch_input_shape": [null, 5, 5, 3], "filters": 4, "kernel_size": [3, 3], "strides": [2, 2],
        "padding": "same", "output_padding": null)",
       {10, 10, 4},
       3 * 4 * 9 + 4,
       25 * 3 * 4 * 9},
      {"Conv3DTranspose",
       R"("batch_input_shape": [null, 2, 2, 2, 1], "filters": 2, "kernel_size": 2)",
       {3, 3, 3, 2},
       2 * 8 + 2,
       8 * 2 * 8},
      // Keras 1 states the output.
      {"Deconvolution2D",
       R"("batch_input_shape": [null, 12, 12, 3], "nb_filter": 3, "nb_row": 3, "nb_col": 3,
        "output_shape": [null, 14, 14, 3], "dim_ordering": "tf")",
       {14, 14, 3},
       3 * 3 * 9 + 3,
       144 * 3 * 3 * 9},
      {"Deconvolution2D",
       R"("batch_input_shape": [null, 3, 6, 6], "nb_filter": 2, "nb_row": 3, "nb_col": 3,
        "subsample": [2, 2], "border_mode": "same", "output_shape": [null, 2, 11, 12], "dim_ordering": "th")",
       {2, 11, 12},
       3 * 2 * 9 + 2,
       36 * 3 * 2 * 9},
      {"Deconv2D",
       R"("batch_input_shape": [null, 12, 12, 3], "nb_filter": 3, "nb_row": 3, "nb_col": 3,
        "output_shape": [null, null, null, 3])",
       {14, 14, 3},
       3 * 3 * 9 + 3,
       144 * 3 * 3 * 9},
  });
}

TEST_CASE("pooling and rearranging cost nothing") {
  each_counts({
      {"MaxPooling1D", R"("batch_input_shape": [null, 9, 4], "pool_length": 3, "stride": 2)", {4, 4}, 0, 0},
      {"MaxPooling2D",
       R"("batch_input_shape": [null, 9, 9, 4], "pool_size": [3, 2], "strides": [2, 1], "padding": "same")",
       {5, 9, 4},
       0,
       0},
      {"MaxPooling2D", R"("batch_input_shape": [null, 9, 9, 4])", {4, 4, 4}, 0, 0},
      {"AveragePooling3D",
       R"("batch_input_shape": [null, 4, 4, 4, 2], "pool_size": [2, 2, 2], "strides": null)",
       {2, 2, 2, 2},
       0,
       0},
      {"MaxPooling3D", R"("batch_input_shape": [null, 6, 4, 4, 1], "pool_size": [3, 2, 2])", {2, 2, 2, 1}, 0, 0},
      {"GlobalAveragePooling2D", R"("batch_input_shape": [null, 5, 5, 3], "keepdims": true)", {1, 1, 3}, 0, 0},
      {"GlobalMaxPooling1D", R"("batch_input_shape": [null, 5, 3], "keepdims": false)", {3}, 0, 0},
      {"ZeroPadding1D", R"("batch_input_shape": [null, 5, 3])", {7, 3}, 0, 0},
      {"ZeroPadding1D",
       R"("batch_input_shape": [null, 5, 3], "padding": {"left_pad": 1, "right_pad": 2})",
       {8, 3},
       0,
       0},
      {"ZeroPadding2D", R"("batch_input_shape": [null, 5, 5, 3], "padding": 2)", {9, 9, 3}, 0, 0},
      {"ZeroPadding2D", R"("batch_input_shape": [null, 5, 5, 3], "padding": [[1, 2], [3, 4]])", {8, 12, 3}, 0, 0},
      {"ZeroPadding2D", R"("batch_input_shape": [null, 5, 5, 3], "padding": {})", {5, 5, 3}, 0, 0},
      {"ZeroPadding2D",
       R"("batch_input_shape": [null, 5, 5, 3],
        "padding": {"top_pad": 1, "bottom_pad": 2, "left_pad": 3, "right_pad": 4})",
       {8, 12, 3},
       0,
       0},
      {"ZeroPadding3D",
       R"("batch_input_shape": [null, 2, 2, 2, 1], "padding": [[1, 1], [1, 1], [1, 1]])",
       {4, 4, 4, 1},
       0,
       0},
      {"Cropping1D", R"("batch_input_shape": [null, 9, 3], "cropping": [1, 2])", {6, 3}, 0, 0},
      {"Cropping2D", R"("batch_input_shape": [null, 9, 9, 3], "cropping": [[1, 1], [2, 2]])", {7, 5, 3}, 0, 0},
      {"Cropping2D",
       R"("batch_input_shape": [null, 3, 9, 9], "cropping": [1, 2], "data_format": "channels_first")",
       {3, 7, 5},
       0,
       0},
      {"Cropping3D", R"("batch_input_shape": [null, 4, 4, 4, 2])", {2, 2, 2, 2}, 0, 0},
      {"Cropping3D",
       R"("batch_input_shape": [null, 4, 4, 4, 2], "cropping": [[1, 1], [2, 0], [0, 1]])",
       {2, 2, 3, 2},
       0,
       0},
      {"UpSampling1D", R"("batch_input_shape": [null, 4, 2], "length": 3)", {12, 2}, 0, 0},
      {"UpSampling2D", R"("batch_input_shape": [null, 4, 4, 2], "size": [2, 3])", {8, 12, 2}, 0, 0},
      {"UpSampling3D", R"("batch_input_shape": [null, 2, 2, 2, 1])", {4, 4, 4, 1}, 0, 0},
      {"UpSampling3D", R"("batch_input_shape": [null, 2, 2, 2, 1], "size": [2, 1, 3])", {4, 2, 6, 1}, 0, 0},
      {"Reshape", R"("batch_input_shape": [null, 4, 3], "target_shape": [-1, 2])", {6, 2}, 0, 0},
      {"Permute", R"("batch_input_shape": [null, 4, 3], "dims": [2, 1])", {3, 4}, 0, 0},
      {"RepeatVector", R"("batch_input_shape": [null, 3], "n": 5)", {5, 3}, 0, 0},
      {"Resizing", R"("batch_input_shape": [null, 9, 9, 3], "height": 7, "width": 6)", {7, 6, 3}, 0, 0},
      {"CenterCrop", R"("batch_input_shape": [null, 9, 9, 3], "height": 7, "width": 6)", {7, 6, 3}, 0, 0},
      {"RandomFlip", R"("batch_input_shape": [null, 9, 9, 3], "mode": "horizontal")", {9, 9, 3}, 0, 0},
      {"AugMix", R"("batch_input_shape": [null, 9, 9, 3])", {9, 9, 3}, 0, 0},
  });
}

TEST_CASE("normalisation, and activations with weights") {
  each_counts({
      {"BatchNormalization", R"("batch_input_shape": [null, 4, 3], "axis": [2])", {4, 3}, 4 * 3, 0},
      {"BatchNormalization",
       R"("batch_input_shape": [null, 4, 3], "axis": 1, "scale": false, "center": false)",
       {4, 3},
       2 * 4,
       0},
      {"LayerNormalization", R"("batch_input_shape": [null, 4, 3], "axis": [1, 2])", {4, 3}, 2 * 4 * 3, 0},
      {"LayerNormalization", R"("batch_input_shape": [null, 4, 3], "axis": [-1], "center": false)", {4, 3}, 3, 0},
      {"LayerNormalization", R"("batch_input_shape": [null, 4, 3], "axis": [], "rms_scaling": true)", {4, 3}, 3, 0},
      {"RMSNormalization", R"("batch_input_shape": [null, 4, 3], "axis": -1)", {4, 3}, 3, 0},
      {"GroupNormalization", R"("batch_input_shape": [null, 4, 6], "groups": 2)", {4, 6}, 2 * 6, 0},
      {"GroupNormalization", R"("batch_input_shape": [null, 4, 6], "groups": -1)", {4, 6}, 2 * 6, 0},
      {"GroupNormalization", R"("batch_input_shape": [null, 4, 64])", {4, 64}, 2 * 64, 0},
      {"UnitNormalization", R"("batch_input_shape": [null, 4, 3], "axis": [1])", {4, 3}, 0, 0},
      // A mean and a variance for each channel, and a counter.
      {"Normalization", R"("batch_input_shape": [null, 4, 3], "axis": [-1])", {4, 3}, 2 * 3 + 1, 0},
      {"PReLU", R"("batch_input_shape": [null, 4, 5, 3], "shared_axes": [1, 2])", {4, 5, 3}, 3, 0},
      {"PReLU", R"("batch_input_shape": [null, 4, 5, 3], "shared_axes": null)", {4, 5, 3}, 4 * 5 * 3, 0},
      {"PReLU", R"("batch_input_shape": [null, 4, 5, 3], "shared_axes": [])", {4, 5, 3}, 4 * 5 * 3, 0},
      // Keras 1: a pair alpha, beta, and four numbers, for each element.
      {"ParametricSoftplus", R"("batch_input_shape": [null, 4, 3])", {4, 3}, 2 * 4 * 3, 0},
      {"SReLU", R"("batch_input_shape": [null, 4, 3], "shared_axes": [1])", {4, 3}, 4 * 3, 0},
  });
}

TEST_CASE("recurrent layers") {
  constexpr std::int64_t kernels = 3 * 4 + 4 * 4;  // of 3 inputs and 4 units
  each_counts({
      {"SimpleRNN", R"("batch_input_shape": [null, 5, 3], "units": 4)", {4}, kernels + 4, 5 * kernels},
      {"LSTM",
       R"("batch_input_shape": [null, 5, 3], "units": 4, "use_bias": false, "return_state": true)",
       {4},
       4 * kernels,
       4 * 5 * kernels},
      {"LSTM",
       R"("output_dim": 4, "input_dim": 3, "input_length": 5, "return_sequences": true)",
       {5, 4},
       4 * (kernels + 4),
       4 * 5 * kernels},
      {"LSTM",
       R"("output_dim": 4, "input_dim": 3, "input_length": null, "return_sequences": true)",
       {open, 4},
       4 * (kernels + 4),
       open},
      {"GRU", R"("batch_input_shape": [null, 5, 3], "units": 4)", {4}, 3 * (kernels + 4), 3 * 5 * kernels},
      {"GRU",
       R"("batch_input_shape": [null, 5, 3], "units": 4, "reset_after": true)",
       {4},
       3 * (kernels + 2 * 4),
       3 * 5 * kernels},
      {"CuDNNGRU", R"("batch_input_shape": [null, 5, 3], "units": 4)", {4}, 3 * (kernels + 2 * 4), 3 * 5 * kernels},
      {"CuDNNLSTM", R"("batch_input_shape": [null, 5, 3], "units": 4)", {4}, 4 * (kernels + 2 * 4), 4 * 5 * kernels},
      {"ConvLSTM1D",
       R"("batch_input_shape": [null, 4, 6, 3], "filters": 2, "kernel_size": [3], "padding": "same")",
       {6, 2},
       4 * (2 * 3 * (3 + 2) + 2),
       4 * 4 * 6 * 2 * 3 * (3 + 2)},
      {"ConvLSTM2D",
       R"("batch_input_shape": [null, 2, 5, 5, 1], "filters": 2, "kernel_size": [3, 3], "padding": "same",
        "activation": "relu", "recurrent_activation": "hard_sigmoid", "return_sequences": true)",
       {2, 5, 5, 2},
       4 * (2 * 9 * (1 + 2) + 2),
       4 * 2 * 25 * 2 * 9 * (1 + 2)},
      {"ConvLSTM3D",
       R"("batch_input_shape": [null, 2, 2, 2, 2, 1], "filters": 2, "kernel_size": [1, 1, 1])",
       {2, 2, 2, 2},
       4 * (2 * 1 * (1 + 2) + 2),
       4 * 2 * 8 * 2 * (1 + 2)},
      {"RNN",
       R"("batch_input_shape": [null, 5, 3], "cell": {"class_name": "LSTMCell", "config": {"units": 4}})",
       {4},
       4 * (kernels + 4),
       4 * 5 * kernels},
      // A GRU's cell of 2 units over 3 inputs, then a simple one of 4 over 2.
      {"RNN",
       R"("batch_input_shape": [null, 5, 3], "return_sequences": true, "cell": {"class_name": "StackedRNNCells",
        "config": {"name": "s", "cells": [{"class_name": "GRUCell", "config": {"units": 2}},
                                          {"class_name": "SimpleRNNCell", "config": {"units": 4}}]}})",
       {5, 4},
       3 * (3 * 2 + 2 * 2 + 2) + (2 * 4 + 4 * 4 + 4),
       5 * (3 * (3 * 2 + 2 * 2) + 2 * 4 + 4 * 4)},
      {"TimeDistributed",
       R"("batch_input_shape": [null, 5, 4], "layer": {"class_name": "Dense", "config": {"units": 3}})",
       {5, 3},
       4 * 3 + 3,
       5 * 4 * 3},
  });
  const std::string both_ways =
      R"("batch_input_shape": [null, 5, 3], "layer": {"class_name": "GRU", "config": {"units": 4}})";
  counts(model_of(layer("Bidirectional", both_ways)),
         {"Bidirectional", "no merge_mode", {8}, 2 * 3 * (kernels + 4), 2 * 3 * 5 * kernels});
  const std::string cell =
      R"("cell": {"class_name": "LSTMCell", "config": {"units": 4, "batch_input_shape": [null, 5, 3]}})";
  counts(model_of(layer("RNN", cell)), {"RNN", "the shape is the cell's", {4}, 4 * (kernels + 4), 4 * 5 * kernels});
  for (const auto& [mode, width] : {std::pair{"null", 4}, std::pair{R"("concat")", 8}, std::pair{R"("sum")", 4},
                                    std::pair{R"("mul")", 4}, std::pair{R"("ave")", 4}}) {
    const std::string config = R"("batch_input_shape": [null, 5, 3], "merge_mode": )" + std::string(mode) +
                               R"(, "layer": {"class_name": "LSTM", "config": {"name": "f", "units": 4}})";
    counts(model_of(layer("Bidirectional", config)),
           {"Bidirectional", mode, {width}, 2 * 4 * (kernels + 4), 2 * 4 * 5 * kernels});
  }
}

// Elements kept, by the rule: twice the output of a dense layer with a non-linear activation; per step and unit of a
// simple RNN 2, and 1 more if its activation is not linear; of an LSTM 9, 3 more if the recurrent activation is not
// linear, 2 more if the other one is not.
TEST_CASE("activations by every way to name them") {
  const auto kept = [](const std::string& class_name, const std::string& config) {
    const nns::keras_file file{model_of(layer(class_name, config))};
    INFO(config);
    INFO(file.error().message);
    REQUIRE(file);
    return file.summary().layers[1].activations;
  };
  const auto dense = [&kept](const std::string& activation) {
    return kept("Dense", R"("batch_input_shape": [null, 4], "units": 3, "activation": )" + activation);
  };
  for (const char* linear :
       {"null", R"("linear")", R"({"class_name": "function", "config": "linear"})", R"({"config": "linear"})"})
    CHECK(dense(linear) == 3);
  for (const char* other :
       {R"("relu")", R"("softmax")", R"("sigmoid")", R"("tanh")", R"("relu6")", R"("swish")", R"("silu")", R"("gelu")",
        R"("hard_sigmoid")", R"("hard_swish")", R"("hard_silu")", R"("elu")", R"("selu")", R"("softplus")",
        R"("my_own")", R"({"class_name": "ReLU", "config": {"max_value": 6.0}})", R"({"class_name": "Softmax"})",
        R"({"module": null, "class_name": "ELU", "config": {"alpha": 1.0}})", "{}"})
    CHECK(dense(other) == 2 * 3);
  const std::string steps = R"("batch_input_shape": [null, 5, 3], "units": 4)";
  CHECK(kept("SimpleRNN", steps) == 5 * 4 * 3);
  CHECK(kept("SimpleRNN", steps + R"(, "activation": "linear")") == 5 * 4 * 2);
  CHECK(kept("SimpleRNN", steps + R"(, "activation": "relu")") == 5 * 4 * 3);
  CHECK(kept("LSTM", steps) == 5 * 4 * 14);
  CHECK(kept("LSTM", steps + R"(, "activation": "linear", "recurrent_activation": "hard_sigmoid")") == 5 * 4 * 12);
  CHECK(kept("LSTM", steps + R"(, "recurrent_activation": "linear")") == 5 * 4 * 11);
  CHECK(kept("Activation", R"("batch_input_shape": [null, 4], "activation": "relu")") == 4);
}

TEST_CASE("layers of several inputs") {
  const auto two = [](const char* class_name, const char* config, const char* a, const char* b, shape output,
                      std::int64_t parameters, std::int64_t forward) {
    counts(functional_of(input("x", a) + "," + input("y", b) + "," +
                         node(class_name, "a", config, R"([[["x", 0, 0, {}], ["y", 0, 0, {}]]])")),
           {class_name, config, output, parameters, forward});
  };
  two("Dot", R"("axes": 1)", "3", "3", {1}, 0, 3);
  two("Dot", R"("axes": [2, 1])", "5, 3", "3, 2", {5, 2}, 0, 5 * 3 * 2);
  two("Dot", "", "3", "3", {1}, 0, 3);
  two("Concatenate", R"("axis": 1)", "5, 3", "2, 3", {7, 3}, 0, 0);
  for (const char* class_name : {"Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"})
    two(class_name, "", "5, 3", "5, 3", {5, 3}, 0, 0);
  // T S (d + e); one weight scales the scores.
  two("Attention", R"("use_scale": true)", "5, 8", "6, 8", {5, 8}, 1, 5 * 6 * (8 + 8));
  two("Attention", R"("use_scale": false)", "5, 8", "6, 8", {5, 8}, 0, 5 * 6 * (8 + 8));
  // T S e; a weight for each feature scales the sums.
  two("AdditiveAttention", "", "5, 8", "6, 8", {5, 8}, 8, 5 * 6 * 8);
  two("AdditiveAttention", R"("use_scale": false)", "5, 8", "6, 8", {5, 8}, 0, 5 * 6 * 8);
  // 2 heads of key size 4 and value size 3, 6 features out: the projections, scores and sums over 5 and 6 positions.
  two("MultiHeadAttention", R"("num_heads": 2, "key_dim": 4, "value_dim": 3, "output_shape": 6, "attention_axes": [1])",
      "5, 8", "6, 8", {5, 6}, 2 * (8 * 8 + 8) + (8 * 6 + 6) + (6 * 6 + 6),
      5 * 8 * 8 + 6 * 8 * 8 + 6 * 8 * 6 + 2 * 5 * 6 * (4 + 3) + 5 * 6 * 6);
  two("MultiHeadAttention", R"("num_heads": 2, "key_dim": 4, "value_dim": 4)", "5, 8", "6, 8", {5, 8}, 4 * (8 * 8 + 8),
      5 * 8 * 8 + 2 * 6 * 8 * 8 + 2 * 5 * 6 * (4 + 4) + 5 * 8 * 8);
  // 4 heads of 4 ask 2.
  two("GroupedQueryAttention", R"("head_dim": 4, "num_query_heads": 4, "num_key_value_heads": 2, "use_bias": false)",
      "5, 8", "6, 8", {5, 8}, 8 * 16 + 2 * 8 * 8 + 16 * 8,
      5 * 8 * 16 + 2 * 6 * 8 * 8 + 4 * 5 * 6 * (4 + 4) + 5 * 16 * 8);
}

TEST_CASE("Keras 1 merges models that stand side by side") {
  const auto merged = [](const std::string& mode, const std::string& widths = "4") {
    const std::string side =
        R"({"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"output_dim": )" + widths +
        R"(, "batch_input_shape": [null, 6]}}]})";
    return model_of(R"({"class_name": "Merge", "config": {"name": "m", "mode": ")" + mode + R"(", "layers": [)" + side +
                    ", " + side + "]}}");
  };
  constexpr std::int64_t sides = 2 * 6 * 4;
  for (const char* mode : {"sum", "mul", "ave", "max"})
    counts(merged(mode), {"Merge", mode, {4}, sides + 2 * 4, sides});
  counts(merged("concat"), {"Merge", "concat", {8}, sides + 2 * 4, sides});
  counts(merged("dot"), {"Merge", "dot", {1}, sides + 2 * 4, sides + 4});
  counts(merged("cos"), {"Merge", "cos", {1}, sides + 2 * 4, sides + 4});
  written::is_refused(merged("difference"), "unknown value here: \"mode\"");
}

TEST_CASE("a lambda's shape is taken from the file, where it says one") {
  const auto lambda = [](const std::string& output, const shape& expected) {
    counts(model_of(layer("Lambda", R"("batch_input_shape": [null, 8], "output_shape": )" + output)),
           {"Lambda", "output_shape", expected, 0, 0});
  };
  lambda("[4]", {4});
  lambda("null", {8});
  lambda("[]", {8});
  lambda("[1, 2, 3, 4, 5, 6, 7, 8, 9]", {8});
  lambda(R"(["x"])", {8});
  // Keras 3 says what arrived at the layer behind it.
  const auto behind = [](const std::string& built) {
    return model_of(R"({"class_name": "Lambda", "config": {"name": "f", "batch_input_shape": [null, 8]}},
      {"class_name": "Dense", "config": {"name": "d", "units": 2}, "build_config": )" +
                    built + "}");
  };
  counts(behind(R"({"input_shape": [null, 4]})"), {"Dense", "built for 4", {2}, 4 * 2 + 2, 4 * 2});
  counts(behind(R"({"other": 1, "input_shape": null})"), {"Dense", "not built", {2}, 8 * 2 + 2, 8 * 2});
  counts(behind(R"({"input_shape": []})"), {"Dense", "built for nothing", {2}, 8 * 2 + 2, 8 * 2});
  counts(behind(R"({"input_shape": [null, 1, 2, 3, 4, 5, 6, 7, 8, 9]})"), {"Dense", "too many", {2}, 8 * 2 + 2, 8 * 2});
  counts(behind("{}"), {"Dense", "not built", {2}, 8 * 2 + 2, 8 * 2});
  counts(behind("null"), {"Dense", "not built", {2}, 8 * 2 + 2, 8 * 2});
}

TEST_CASE("what a config lacks or does not know is named") {
  const struct {
    const char* class_name;
    const char* config;
    const char* says;
  } all[] = {
      {"Conv2D", R"("filters": 2)", "\"kernel_size\""},
      {"Convolution2D", R"("nb_filter": 2, "nb_col": 2)", "\"kernel_size\""},
      {"Convolution3D", R"("nb_filter": 2)", "\"kernel_size\""},
      {"Deconvolution2D", R"("nb_filter": 2, "nb_row": 2, "nb_col": 2)", "\"output_shape\""},
      {"Deconvolution2D", R"("nb_filter": 2, "nb_row": 2, "nb_col": 2, "output_shape": [null, 2])", "\"output_shape\""},
      {"Deconvolution2D", R"("nb_filter": 2, "nb_row": 2, "nb_col": 2, "output_shape": "two")",
       "an integer is expected"},
      {"Deconvolution2D", R"("batch_input_shape": [null, 3], "nb_filter": 2, "nb_row": 2, "nb_col": 2,
        "output_shape": [null, 9, 9, 2])",
       "wrong rank"},
      {"Reshape", "", "\"target_shape\""},
      {"Permute", "", "\"dims\""},
      {"RepeatVector", "", "\"n\""},
      {"EinsumDense", R"("output_shape": 3)", "\"equation\""},
      {"EinsumDense", R"("equation": "ab,bc->ac")", "\"output_shape\""},
      {"Conv2D", R"("filters": 2, "kernel_size": 3, "padding": "reflect")", "unknown value here: \"padding\""},
      {"Conv2D", R"("filters": 2, "kernel_size": 3, "data_format": "NCHW")", "unknown value here: \"data_format\""},
      {"Bidirectional", R"("merge_mode": "max", "layer": {"class_name": "LSTM", "config": {"units": 4}})",
       "unknown value here: \"merge_mode\""},
      {"Dense", R"("units": [3, 4])", "an integer is expected"},
      {"Dense", R"("units": ["x"])", "an integer is expected"},
      {"Dense", R"("units": 3, "use_bias": "yes")", "true or false is expected"},
      {"Conv2D", R"("filters": 2, "kernel_size": [1, 2, 3, 4, 5, 6, 7, 8, 9])", "than a shape can have extents"},
      {"Conv2D", R"("filters": 2, "kernel_size": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17])",
       "than a shape can have extents"},
      {"Conv2D", R"("filters": 2, "kernel_size": [[[[[3]]]]])", "a number is expected"},
      {"Conv2D", R"("filters": 2, "kernel_size": "x")", "an integer is expected"},
      {"Dense", R"("units": 3, "batch_input_shape": [null, 1, 2, 3, 4, 5, 6, 7, 8, 9])", "than a shape can have extents"},
      {"Dense", R"("units": 3, "batch_input_shape": [null, "x"])", "an integer is expected"},
      {"Dense", R"("units": 3, "activation": 5)", "text in double quotes is expected"},
      {"ZeroPadding2D", R"("padding": {"top_pad": "x"})", "an integer is expected"},
      {"ZeroPadding2D", R"("padding": {5: 1})", "a key is expected"},
      {"SReLU", R"("batch_input_shape": [null, 4, 3], "shared_axes": [3])", "there is no such axis"},
      {"SReLU", R"("batch_input_shape": [null, 4, 3], "shared_axes": [0])", "there is no such axis"},
      {"RNN",
       R"("batch_input_shape": [null, 5, 3], "cell": {"class_name": "StackedRNNCells", "config": {"cells": []}})",
       "a wrapper needs its inner layer"},
  };
  for (const auto& c : all) {
    INFO(c.class_name << ", " << c.config);
    written::is_refused(model_of(layer(c.class_name, c.config)), c.says);
  }
}

// Shapes and parameters as Keras 3.15.1 finds them.
TEST_CASE("encodings of numbers and categories") {
  each_counts({
      {"CategoryEncoding",
       R"("batch_input_shape": [null, 5, 4], "num_tokens": 8, "output_mode": "count")",
       {5, 8},
       0,
       0},
      {"CategoryEncoding", R"("batch_input_shape": [null, 4], "num_tokens": 8, "output_mode": "multi_hot")", {8}, 0, 0},
      {"CategoryEncoding",
       R"("batch_input_shape": [null, 4], "num_tokens": 8, "output_mode": "one_hot")",
       {4, 8},
       0,
       0},
      {"CategoryEncoding", R"("batch_input_shape": [null, 1], "num_tokens": 8, "output_mode": "one_hot")", {8}, 0, 0},
      {"Discretization",
       R"("batch_input_shape": [null, 5], "bin_boundaries": [0.0, 1.0], "output_mode": "int")",
       {5},
       0,
       0},
      {"Discretization",
       R"("batch_input_shape": [null, 5], "bin_boundaries": [0.0, 1.0], "output_mode": "one_hot")",
       {5, 3},
       0,
       0},
      {"Discretization", R"("batch_input_shape": [null, 5, 2], "num_bins": 7, "output_mode": "count")", {2, 7}, 0, 0},
      {"Normalization", R"("batch_input_shape": [null, 5, 2], "axis": [], "mean": null)", {5, 2}, 3, 0},
      {"Normalization", R"("batch_input_shape": [null, 5, 2], "axis": [-1], "mean": null)", {5, 2}, 2 * 2 + 1, 0},
      {"Normalization", R"("batch_input_shape": [null, 5, 2], "axis": [], "mean": 0.5)", {5, 2}, 0, 0},
      {"ReversibleEmbedding", R"("batch_input_shape": [null, 5], "input_dim": 9, "output_dim": 2)", {5, 2}, 9 * 2, 0},
      {"ReversibleEmbedding",
       R"("batch_input_shape": [null, 5], "input_dim": 9, "output_dim": 2, "tie_weights": false)",
       {5, 2},
       2 * 9 * 2,
       0},
      {"AdaptiveAveragePooling2D", R"("batch_input_shape": [null, 9, 8, 3], "output_size": [2, 4])", {2, 4, 3}, 0, 0},
      {"AdaptiveMaxPooling1D",
       R"("batch_input_shape": [null, 9, 8], "output_size": [4], "data_format": "channels_first")",
       {9, 4},
       0,
       0},
  });
}

// Keras asks `if self.use_bias`, of which None is false: 8 4, and 2 C less of a normalisation without scale and center.
TEST_CASE("null is false") {
  each_counts({
      {"Dense", R"("batch_input_shape": [null, 8], "units": 4, "use_bias": null)", {4}, 8 * 4, 8 * 4},
      {"BatchNormalization", R"("batch_input_shape": [null, 8], "scale": null, "center": null)", {8}, 2 * 8, 0},
  });
}

// Keras 3.9.2: lora_rank fixes the kernel, and adds two matrices.
TEST_CASE("adapters of low rank") {
  each_counts({
      {"Dense",
       R"("batch_input_shape": [null, 12, 5], "units": 6, "use_bias": false, "lora_rank": 2)",
       {12, 6},
       5 * 6 + 5 * 2 + 2 * 6,
       12 * 5 * 6},
      {"Conv1D",
       R"("batch_input_shape": [null, 12, 5], "filters": 6, "kernel_size": [3], "lora_rank": 2)",
       {10, 6},
       3 * 5 * 6 + 6 + 3 * 5 * 2 + 2 * 6,
       10 * 3 * 5 * 6},
      {"Embedding",
       R"("batch_input_shape": [null, 7], "input_dim": 9, "output_dim": 4, "lora_rank": 3)",
       {7, 4},
       9 * 4 + 9 * 3 + 3 * 4,
       0},
  });
  const nns::keras_file file{model_of(layer("Dense", R"("batch_input_shape": [null, 5], "units": 6, "lora_rank": 2)"))};
  REQUIRE(file);
  CHECK(file.summary().total.trainable_parameters == 6 + 5 * 2 + 2 * 6);
  written::is_refused(model_of(layer("ReversibleEmbedding", R"("batch_input_shape": [null, 5], "input_dim": 9,
                                                               "output_dim": 4, "lora_rank": 2)")),
                      "lora_rank");
}

// Keras 3.9.2: the vector of the power iteration has the last extent of the weights, and is not trained.
TEST_CASE("weights that are divided by their norm") {
  const auto normalized = [](const char* inner) {
    return model_of(
        layer("SpectralNormalization", R"("batch_input_shape": [null, 5, 4], "layer": )" + std::string(inner)));
  };
  counts(normalized(R"({"class_name": "Dense", "config": {"name": "d", "units": 3}})"),
         {"SpectralNormalization", "Dense", {5, 3}, 4 * 3 + 3 + 3, 5 * 4 * 3});
  counts(normalized(R"({"class_name": "Conv1D", "config": {"name": "c", "filters": 6, "kernel_size": [2]}})"),
         {"SpectralNormalization", "Conv1D", {4, 6}, 2 * 4 * 6 + 6 + 6, 4 * 2 * 4 * 6});
  written::is_refused(normalized(R"({"class_name": "Flatten", "config": {"name": "f"}})"), "l");
}

// tf.keras 2.15 and Keras 3.9.2: backward_layer is a layer of its own.
TEST_CASE("two directions by two layers") {
  const auto both = [](const std::string& merge, const std::string& forward, const std::string& backward,
                       bool backward_first = false) {
    const std::string f = R"("layer": )" + forward;
    const std::string b = R"("backward_layer": )" + backward;
    return model_of(layer("Bidirectional", R"("batch_input_shape": [null, 7, 5], "merge_mode": )" + merge + ", " +
                                               (backward_first ? b + ", " + f : f + ", " + b)));
  };
  const std::string lstm = R"({"class_name": "LSTM", "config": {"name": "f", "units": 3, "return_sequences": true}})";
  const std::string gru = R"({"class_name": "GRU", "config": {"name": "b", "units": 2, "return_sequences": true,
                              "reset_after": true, "go_backwards": true}})";
  const std::string same = R"({"class_name": "LSTM", "config": {"name": "b", "units": 3, "return_sequences": true,
                               "go_backwards": true}})";
  constexpr std::int64_t of_lstm = 4 * (5 * 3 + 3 * 3);
  constexpr std::int64_t of_gru = 3 * (5 * 2 + 2 * 2);
  for (const bool backward_first : {false, true}) {
    counts(both(R"("concat")", lstm, gru, backward_first),
           {"Bidirectional", "LSTM and GRU", {7, 5}, of_lstm + 4 * 3 + of_gru + 6 * 2, 7 * (of_lstm + of_gru)});
    counts(both(R"("sum")", lstm, same, backward_first),
           {"Bidirectional", "LSTM and LSTM", {7, 3}, 2 * (of_lstm + 4 * 3), 2 * 7 * of_lstm});
    counts(both("null", lstm, gru, backward_first),
           {"Bidirectional", "LSTM and GRU", {7, 3}, of_lstm + 4 * 3 + of_gru + 6 * 2, 7 * (of_lstm + of_gru)});
  }
  written::is_refused(both(R"("mul")", lstm, gru), "l");
  written::is_refused(both(R"("concat")", lstm, R"({"class_name": "Dense", "config": {"name": "b", "units": 2}})"),
                      "l");
  written::is_refused(model_of(layer("TimeDistributed", R"("batch_input_shape": [null, 7, 5], "layer": )" + lstm +
                                                            R"(, "backward_layer": )" + lstm)),
                      "this wrapper takes one layer");
}

// Keras 3.9.2: score_mode concat has a weight of its own.
TEST_CASE("attention by sums") {
  const auto attention = [](const char* config) {
    return functional_of(input("x", "6, 4") + ", " + node("Attention", "a", config, R"([[["x", 0, 0], ["x", 0, 0]]])"));
  };
  counts(attention(R"("use_scale": true, "score_mode": "dot")"), {"Attention", "dot", {6, 4}, 1, 2 * 6 * 6 * 4});
  counts(attention(R"("use_scale": true, "score_mode": "concat")"), {"Attention", "concat", {6, 4}, 2, 6 * 6 * 4});
  written::is_refused(attention(R"("score_mode": "sum")"), "score_mode");
}

// Keras 3.15.1: CategoryEncoding.compute_output_shape, Discretization of all modes.
TEST_CASE("encodings of what comes alone, is not known, or has many axes") {
  each_counts({
      {"CategoryEncoding", R"("batch_input_shape": [null], "num_tokens": 8, "output_mode": "one_hot")", {8}, 0, 0},
      {"CategoryEncoding", R"("batch_input_shape": [null, 5, null], "num_tokens": 8)", {5, 8}, 0, 0},
      {"CategoryEncoding",
       R"("batch_input_shape": [null, 5, null], "num_tokens": 8, "output_mode": "one_hot")",
       {5, open, 8},
       0,
       0},
      {"CategoryEncoding", R"("batch_input_shape": [null, 4], "max_tokens": 8, "output_mode": "binary")", {8}, 0, 0},
      {"Discretization", R"("batch_input_shape": [null, 5], "num_bins": 7)", {5}, 0, 0},
      {"Discretization", R"("batch_input_shape": [null, 5], "output_mode": "int")", {5}, 0, 0},
      {"Discretization",
       R"("batch_input_shape": [null, 5], "bin_boundaries": [], "output_mode": "one_hot")",
       {5, 1},
       0,
       0},
      {"Normalization", R"("batch_input_shape": [null, 5, 2], "axis": null, "mean": null)", {5, 2}, 3, 0},
      {"Normalization", R"("batch_input_shape": [null, 5, 2], "axis": -1, "mean": null)", {5, 2}, 2 * 2 + 1, 0},
      {"ZeroPadding1D", R"("batch_input_shape": [null, 5, 3], "padding": {"right_pad": 2})", {7, 3}, 0, 0},
  });
  const struct {
    const char* class_name;
    const char* config;
    const char* says;
  } all[] = {
      {"CategoryEncoding", R"("batch_input_shape": [null, 4], "num_tokens": 0)", "must be at least 1"},
      {"CategoryEncoding", R"("batch_input_shape": [null, 4], "num_tokens": 8, "output_mode": "tf_idf")",
       "unknown value here: \"output_mode\""},
      {"CategoryEncoding", R"("batch_input_shape": [null, 4])", "\"num_tokens\""},
      {"CategoryEncoding", R"("batch_input_shape": [null], "num_tokens": 8, "output_mode": "count")",
       "too few axes"},
      {"CategoryEncoding",
       R"("batch_input_shape": [null, 2, 2, 2, 2, 2, 2, 2, 2], "num_tokens": 8, "output_mode": "one_hot")",
       "at most eight extents"},
      {"Discretization", R"("batch_input_shape": [null], "num_bins": 7, "output_mode": "count")",
       "too few axes"},
      {"Discretization", R"("batch_input_shape": [null, 5], "output_mode": "count")", "\"num_bins\""},
      {"AdaptiveMaxPooling1D", R"("batch_input_shape": [null, 9, 8])", "\"output_size\""},
  };
  for (const auto& c : all) {
    INFO(c.class_name << ", " << c.config);
    written::is_refused(model_of(layer(c.class_name, c.config)), c.says);
  }
}

// Keras 3.9.2: lora_rank of an image's and a volume's convolution. No transposed one has it.
TEST_CASE("adapters of low rank, of every convolution and of none") {
  each_counts({
      {"Conv2D",
       R"("batch_input_shape": [null, 5, 5, 4], "filters": 6, "kernel_size": [3, 3], "lora_rank": 2)",
       {3, 3, 6},
       9 * 4 * 6 + 6 + 9 * 4 * 2 + 2 * 6,
       9 * 9 * 4 * 6},
      {"Conv3D",
       R"("batch_input_shape": [null, 3, 3, 3, 2], "filters": 4, "kernel_size": 2, "lora_rank": 1)",
       {2, 2, 2, 4},
       8 * 2 * 4 + 4 + 8 * 2 * 1 + 1 * 4,
       8 * 8 * 2 * 4},
  });
  written::is_refused(model_of(layer("Dense", R"("batch_input_shape": [null, 5], "units": 6, "lora_rank": 0)")),
                      "must be at least 1");
  written::is_refused(model_of(layer("Dense", R"("batch_input_shape": [null, 5], "units": 0, "lora_rank": 2)")),
                      "must be at least 1");
  for (const char* class_name : {"Conv2DTranspose", "Deconvolution2D"})
    written::is_refused(model_of(layer(class_name, R"("batch_input_shape": [null, 5, 5, 4], "filters": 6,
                                       "kernel_size": 3, "output_shape": [null, 7, 7, 6], "lora_rank": 2)")),
                        "lora_rank");
}

// Keras 3.9.2: the vector of the power iteration has the last extent of the layer's `kernel` or `embeddings`; of a
// depthwise kernel that is the multiplier, of a transposed one the input's channels.
TEST_CASE("the last extent of every layer's weights") {
  const auto normalized = [](const char* arrives, const char* inner) {
    return model_of(layer("SpectralNormalization",
                          R"("batch_input_shape": [null, )" + std::string(arrives) + R"(], "layer": )" + inner));
  };
  const auto vector = [&normalized](const char* arrives, const char* inner) {
    const nns::keras_file file{normalized(arrives, inner)};
    INFO(inner);
    INFO(file.error().message);
    REQUIRE(file);
    return file.summary().total.parameters - file.summary().total.trainable_parameters;
  };
  CHECK(vector("5, 4", R"({"class_name": "Dense", "config": {"units": 3}})") == 3);
  CHECK(vector("5", R"({"class_name": "Embedding", "config": {"input_dim": 9, "output_dim": 2}})") == 2);
  CHECK(vector("5, 4", R"({"class_name": "Conv1D", "config": {"filters": 6, "kernel_size": 2}})") == 6);
  CHECK(vector("5, 5, 4", R"({"class_name": "Conv2D", "config": {"filters": 6, "kernel_size": 2}})") == 6);
  CHECK(vector("5, 5, 5, 4", R"({"class_name": "Conv3D", "config": {"filters": 6, "kernel_size": 2}})") == 6);
  CHECK(vector("5, 4", R"({"class_name": "DepthwiseConv1D", "config": {"kernel_size": 2, "depth_multiplier": 3}})") ==
        3);
  CHECK(vector("5, 5, 4", R"({"class_name": "DepthwiseConv2D", "config": {"kernel_size": 2}})") == 1);
  CHECK(vector("5, 4", R"({"class_name": "Conv1DTranspose", "config": {"filters": 6, "kernel_size": 2}})") == 4);
  CHECK(vector("5, 5, 4", R"({"class_name": "Conv2DTranspose", "config": {"filters": 6, "kernel_size": 2}})") == 4);
  CHECK(vector("4, 5, 5", R"({"class_name": "Conv2DTranspose", "config": {"filters": 6, "kernel_size": 2,
                              "data_format": "channels_first"}})") == 4);
  CHECK(vector("5, 5, 5, 4", R"({"class_name": "Conv3DTranspose", "config": {"filters": 6, "kernel_size": 2}})") == 4);
  const char* const no_weights = "if it costs nothing, return {}";
  written::is_refused(normalized("5, 4", R"({"class_name": "Flatten", "config": {}})"), no_weights);
  written::is_refused(normalized("5, 4", R"({"class_name": "TimeDistributed", "config": {"layer":
      {"class_name": "Dense", "config": {"units": 3}}}})"),
                      no_weights);
  written::is_refused(normalized("4", R"({"class_name": "Sequential", "config": {"name": "s", "layers": [
      {"class_name": "Dense", "config": {"units": 3}}]}})"),
                      no_weights);
  written::is_refused(normalized("5, 4", R"({"class_name": "Dense", "config": {"units": 0}})"), "must be at least 1");
  written::is_refused(model_of(layer("SpectralNormalization", R"("batch_input_shape": [null], "layer":
      {"class_name": "Conv2DTranspose", "config": {"filters": 6, "kernel_size": 2}})")),
                      "the wrong rank");
}

/// Two directions by two layers: what each is, at which a shape arrives.
std::string two_ways(const std::string& arrives, const std::string& merge, const std::string& forward,
                     const std::string& backward) {
  return model_of(layer("Bidirectional", R"("batch_input_shape": [null, )" + arrives + R"(], "merge_mode": )" + merge +
                                             R"(, "layer": )" + forward + R"(, "backward_layer": )" + backward));
}
std::string way(const std::string& class_name, const std::string& config) {
  return R"({"class_name": ")" + class_name + R"(", "config": {"name": "w", )" + config + "}}";
}

// What two directions cost is the sum of both, whatever it is that differs: numbers, options, or layers inside.
TEST_CASE("two directions that differ") {
  constexpr std::int64_t of_4 = 5 * 4 + 4 * 4;  // of 5 inputs and 4 units
  constexpr std::int64_t of_3 = 5 * 3 + 3 * 3;
  counts(two_ways("7, 5", R"("concat")", way("LSTM", R"("units": 4)"), way("LSTM", R"("units": 3)")),
         {"Bidirectional", "units", {7}, 4 * (of_4 + 4 + of_3 + 3), 4 * 7 * (of_4 + of_3)});
  counts(two_ways("7, 5", R"("concat")", way("LSTM", R"("units": 4)"), way("LSTM", R"("units": 4, "use_bias": false)")),
         {"Bidirectional", "use_bias", {8}, 4 * (2 * of_4 + 4), 4 * 7 * 2 * of_4});
  counts(two_ways("7, 5", R"("ave")", way("nns>lstm", R"("numbers": [4], "use_bias": true)"),
                  way("nns>lstm", R"("numbers": [4], "use_bias": false)")),
         {"Bidirectional", "use_bias, said by both", {4}, 4 * (2 * of_4 + 4), 4 * 7 * 2 * of_4});
  counts(two_ways("7, 5", R"("mul")", way("nns>gru", R"("numbers": [4], "reset_after": true)"),
                  way("nns>gru", R"("numbers": [4], "reset_after": false)")),
         {"Bidirectional", "reset_after", {4}, 3 * (2 * of_4 + 2 * 4 + 4), 3 * 7 * 2 * of_4});
  counts(two_ways("7, 5", R"("sum")", way("LSTM", R"("units": 4)"), way("GRU", R"("units": 4)")),
         {"Bidirectional", "LSTM and GRU", {4}, (4 + 3) * (of_4 + 4), (4 + 3) * 7 * of_4});
  // Kept of an LSTM, by step and unit: 9, 3 for gates that are not linear, 2 for the other activation; and the merged
  // output.
  const auto kept = [](const std::string& forward, const std::string& backward) {
    const nns::keras_file file{two_ways("7, 5", R"("sum")", way("LSTM", R"("units": 4, )" + forward),
                                        way("LSTM", R"("units": 4, )" + backward))};
    INFO(file.error().message);
    REQUIRE(file);
    return file.summary().layers[1].activations;
  };
  CHECK(kept(R"("activation": "relu")", R"("activation": "linear")") == 7 * 4 * (14 + 12) + 4);
  CHECK(kept(R"("recurrent_activation": "hard_sigmoid")", R"("recurrent_activation": "linear")") ==
        7 * 4 * (14 + 11) + 4);
  CHECK(kept(R"("activation": "relu")", R"("activation": "relu")") == 7 * 4 * 2 * 14 + 4);
  // Frames of 5x5: 2 filters of 3x3, and of 1x1, over 1 channel and 2 states.
  const auto frames = [](const std::string& config) {
    return way("ConvLSTM2D", R"("filters": 2, "padding": "same", )" + config);
  };
  counts(
      two_ways("3, 5, 5, 1", R"("concat")", frames(R"("kernel_size": 3)"), frames(R"("kernel_size": 1)")),
      {"Bidirectional", "kernel_size", {5, 5, 4}, 4 * (2 * 9 * 3 + 2) + 4 * (2 * 3 + 2), 4 * 3 * 25 * 2 * 3 * (9 + 1)});
  counts(two_ways("3, 5, 5, 1", R"("sum")", frames(R"("kernel_size": [3, 1])"), frames(R"("kernel_size": [3, 3])")),
         {"Bidirectional",
          "kernel_size",
          {5, 5, 2},
          4 * (2 * 3 * 3 + 2) + 4 * (2 * 9 * 3 + 2),
          4 * 3 * 25 * 2 * 3 * (3 + 9)});
  // Padding by a number is the same here as `same`; by 2 the frame grows.
  const auto padded = [](const char* padding) {
    return way("nns>conv_lstm1d", R"("numbers": [2], "kernel_size": [3], "padding": )" + std::string(padding));
  };
  constexpr std::int64_t of_frame = 4 * 3 * 6 * 2 * 3 * (3 + 2);
  counts(two_ways("3, 6, 3", R"("sum")", padded(R"("same")"), padded("[1]")),
         {"Bidirectional", "padding", {6, 2}, 2 * 4 * (2 * 3 * (3 + 2) + 2), 2 * of_frame});
  written::is_refused(two_ways("3, 6, 3", R"("sum")", padded("[1]"), padded("[2]")), "do not match");
  for (const auto& [one, other] :
       {std::pair{R"("strides": 2)", R"("strides": 3)"},
        std::pair{R"("dilation_rate": 2, "padding": "valid")", R"("dilation_rate": 1, "padding": "valid")"},
        std::pair{R"("kernel_size": 3)", R"("padding": "valid")"}}) {
    const std::string kernel = R"("filters": 2, "kernel_size": 2, )";
    written::is_refused(
        two_ways("3, 6, 6, 3", R"("sum")", way("ConvLSTM2D", kernel + one), way("ConvLSTM2D", kernel + other)),
        "do not match");
    written::is_refused(
        two_ways("3, 6, 6, 3", R"("concat")", way("ConvLSTM2D", kernel + one), way("ConvLSTM2D", kernel + other)),
        "differ along the axis only");
  }
  written::is_refused(
      two_ways("3, 9, 9, 3", R"("sum")", way("ConvLSTM2D", R"("filters": 2, "kernel_size": 2, "dilation_rate": 2)"),
               way("ConvLSTM2D", R"("filters": 2, "kernel_size": 2, "dilation_rate": 3)")),
      "do not match");
}

TEST_CASE("two directions of cells, and of several outputs") {
  constexpr std::int64_t of_4 = 5 * 4 + 4 * 4;
  constexpr std::int64_t of_3 = 4 * 3 + 3 * 3;  // of 4 inputs
  const auto cells = [](const std::string& inside) { return way("RNN", R"("cell": )" + inside); };
  const std::string four = way("LSTMCell", R"("units": 4)");
  const std::string three = way("LSTMCell", R"("units": 3)");
  const auto stack = [](const std::string& inside) { return way("StackedRNNCells", R"("cells": [)" + inside + "]"); };
  counts(two_ways("7, 5", R"("concat")", cells(four), cells(four)),
         {"Bidirectional", "one cell", {8}, 2 * 4 * (of_4 + 4), 2 * 4 * 7 * of_4});
  counts(two_ways("7, 5", R"("concat")", cells(four), cells(three)),
         {"Bidirectional", "two cells", {7}, 4 * (of_4 + 4) + 4 * (5 * 3 + 3 * 3 + 3), 4 * 7 * (of_4 + 5 * 3 + 3 * 3)});
  counts(two_ways("7, 5", R"("concat")", cells(four), cells(stack(four))),
         {"Bidirectional", "a cell and a stack of one", {8}, 2 * 4 * (of_4 + 4), 2 * 4 * 7 * of_4});
  for (const auto& [one, other] : {std::pair{four + ", " + three, four}, std::pair{four, four + ", " + three}})
    counts(two_ways("7, 5", R"("concat")", cells(stack(one)), cells(stack(other))),
           {"Bidirectional",
            "a stack of two and of one",
            {7},
            2 * 4 * (of_4 + 4) + 4 * (of_3 + 3),
            4 * 7 * (2 * of_4 + of_3)});
  counts(two_ways("7, 5", R"("concat")", cells(stack(four + ", " + three)), cells(stack(four + ", " + three))),
         {"Bidirectional", "stacks", {6}, 2 * 4 * (of_4 + 4 + of_3 + 3), 2 * 4 * 7 * (of_4 + of_3)});
  // The states of both stand behind the output: two of 4, then two of 3. The fourth is a backward one.
  const nns::keras_file states{
      functional_of(input("x", "7, 5") + ", " +
                    node("Bidirectional", "b",
                         R"("merge_mode": "concat", "layer": )" + way("LSTM", R"("units": 4, "return_state": true)") +
                             R"(, "backward_layer": )" + way("LSTM", R"("units": 3, "return_state": true)"),
                         R"([[["x", 0, 0]]])") +
                    ", " + node("Dense", "a", R"("units": 2)", R"([[["b", 0, 4]]])"))};
  INFO(states.error().message);
  REQUIRE(states);
  CHECK(states.summary().total.forward.count == 4 * 7 * (of_4 + 5 * 3 + 3 * 3) + 3 * 2);
}

TEST_CASE("two directions that do not go together") {
  const std::string lstm = way("LSTM", R"("units": 4)");
  const std::string steps = way("LSTM", R"("units": 4, "return_sequences": true)");
  const char* const not_recurrent = "wraps one recurrent layer";
  written::is_refused(two_ways("7, 5", "null", lstm, way("LSTM", R"("units": 0)")), "must be at least 1");
  written::is_refused(two_ways("7, 5", "null", way("LSTM", R"("units": 0)"), lstm), "must be at least 1");
  written::is_refused(two_ways("7, 5", "null", lstm, way("Dense", R"("units": 4)")), not_recurrent);
  written::is_refused(two_ways("7, 5", "null", way("Sequential", R"("layers": [)" + steps + "," + lstm + "]"), lstm),
                      not_recurrent);
  written::is_refused(two_ways("7, 5", R"("concat")", lstm, steps), "both return all steps or both the last");
  written::is_refused(two_ways("7, 5", R"("sum")", lstm, way("LSTM", R"("units": 3)")), "do not match");
  written::is_refused(model_of(layer("Bidirectional", R"("batch_input_shape": [null, 7, 5], "layer": )" + lstm +
                                                          R"(, "backward_layer": )" + lstm + R"(, "cell": )" + lstm)),
                      "this wrapper takes one layer");
}

TEST_CASE("attention by sums whose widths differ is refused") {
  written::is_refused(
      functional_of(input("x", "6, 4") + ", " + input("y", "6, 5") + ", " +
                    node("Attention", "a", R"("score_mode": "concat")", R"([[["x", 0, 0], ["y", 0, 0]]])")),
      "different widths");
}

// Whoever writes a declaration of a file has to know which layers have none.
TEST_CASE("layers that only files have are told apart") {
  const auto is_of_files = [](const std::string& class_name, const std::string& config) {
    const nns::keras_file file{model_of(layer(class_name, R"("batch_input_shape": [null, 6, 5], )" + config))};
    INFO(file.error().message);
    REQUIRE(file);
    return nns::detail::is_of_files(file.network().layers[0].kind);
  };
  CHECK(is_of_files("Discretization", R"("num_bins": 7)"));
  CHECK_FALSE(is_of_files("Dense", R"("units": 3, "lora_rank": 2)"));
  CHECK(is_of_files("Normalization", R"("axis": null)"));
  CHECK_FALSE(is_of_files("Dense", R"("units": 3)"));
  CHECK_FALSE(is_of_files("Normalization", R"("axis": -1)"));
}

}  // namespace
