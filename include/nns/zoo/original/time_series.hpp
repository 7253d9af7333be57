// Networks that classify time series: convolutions for local shapes, LSTMs for the course of time.
#pragma once

#include <nns/zoo/original/rows.hpp>

namespace nns::zoo::original {

/// Activities from a window of sensor channels (Ordonez and Roggen 2016). The four convolutions run only along time,
/// and remove Taps - 1 steps each; the original has the remaining steps, and the reshaped width, as constants.
template <int Sensors = 113, int Classes = 18, int Window = 24, int Filters = 64, int Taps = 5, int Units = 128>
struct deep_conv_lstm_of : sequential<
    input<Window, Sensors, 1>,
    named<"conv1/5x1", conv2d<Filters, kernel<Taps, 1>, relu>>,
    named<"conv2/5x1", conv2d<Filters, kernel<Taps, 1>, relu>>,
    named<"conv3/5x1", conv2d<Filters, kernel<Taps, 1>, relu>>,
    named<"conv4/5x1", conv2d<Filters, kernel<Taps, 1>, relu>>,
    reshape<Window - 4 * (Taps - 1), Sensors * Filters>,
    named<"lstm1", lstm<Units, return_sequences>>,
    named<"lstm2", lstm<Units>>,
    named<"prob", dense<Classes, softmax>>> {};

struct deep_conv_lstm_model : deep_conv_lstm_of<> {
  static constexpr text name = "DeepConvLSTMModel";
};

/// Univariate series (Karim et al. 2017): the LSTM sees the whole series as one step, the convolutions see its steps.
/// Rows are in Keras' order: by their distance from the output.
template <int Length, int Classes, int Cells>
struct lstm_fcn_of : graph<
    node<"input", input<1, Length>>,
    node<"permute", permute<2, 1>, "input">,
    node<"conv1d", conv1d<128, kernel<8>, same>, "permute">,
    node<"batch_normalization", batch_normalization<>, "conv1d">,
    node<"activation", activation<relu>, "batch_normalization">,
    node<"conv1d_1", conv1d<256, kernel<5>, same>, "activation">,
    node<"batch_normalization_1", batch_normalization<>, "conv1d_1">,
    node<"activation_1", activation<relu>, "batch_normalization_1">,
    node<"conv1d_2", conv1d<128, kernel<3>, same>, "activation_1">,
    node<"batch_normalization_2", batch_normalization<>, "conv1d_2">,
    node<"lstm", lstm<Cells>, "input">,
    node<"activation_2", activation<relu>, "batch_normalization_2">,
    node<"dropout", dropout, "lstm">,
    node<"global_average_pooling1d", global_average_pooling1d<>, "activation_2">,
    node<"concatenate", concatenate<>, "dropout", "global_average_pooling1d">,
    node<"dense", dense<Classes, softmax>, "concatenate">> {};

struct lstm_fcn : lstm_fcn_of<2000, 52, 8> {
  static constexpr text name = "LSTM_FCN";
};

}  // namespace nns::zoo::original
