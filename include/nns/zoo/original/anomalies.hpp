// Networks that learn what is normal: they reconstruct or predict their input, and large errors are anomalies.
// The collection's options that change the wiring of the LSTM autoencoder (transfer_hs, version 2) are left out.
#pragma once

#include <nns/zoo/original/rows.hpp>

namespace nns::zoo::original {

/// An autoencoder of a flattened window of features, Inputs numbers.
template <int Inputs>
struct fully_connected_autoencoder_of : sequential<
    input<Inputs>,
    named<"enc",
          named<"dense01", dense<128, relu>>,
          named<"dense02", dense<64, relu>>,
          named<"dense03", dense<16, relu>>>,
    named<"dec",
          named<"dense01", dense<64, relu>>,
          named<"dense02", dense<128, relu>>,
          named<"dense03", dense<Inputs>>>> {};

/// 41 features at 9 times.
struct fully_connected_autoencoder : fully_connected_autoencoder_of<41 * 9> {
  static constexpr text name = "FullyConnectedAutoencoder";
};

/// The next features, from those at Length times.
template <int Features, int Length>
struct lstm_forecaster_of : sequential<
    input<Length, Features>,
    named<"lstm01", lstm<128, return_sequences>>,
    named<"lstm02", lstm<128>>,
    named<"output", dense<Features>>> {};

struct lstm_forecaster : lstm_forecaster_of<41, 9> {
  static constexpr text name = "LSTMForecaster";
};

/// A sequence is encoded in 16 numbers, and decoded again.
template <int Features, int Length>
struct lstm_autoencoder_of : sequential<
    input<Length, Features>,
    named<"enc",
          named<"lstm01", lstm<64, return_sequences>>,
          named<"lstm02", lstm<32, return_sequences>>,
          named<"lstm03", lstm<16>>,
          named<"dense04", dense<16>>,
          named<"repeat", repeat_vector<Length>>>,
    named<"dec",
          named<"lstm01", lstm<16, return_sequences>>,
          named<"lstm02", lstm<32, return_sequences>>,
          named<"lstm03", lstm<64, return_sequences>>,
          named<"dense_wrapper04", time_distributed<dense<Features>>>>> {};

struct lstm_autoencoder : lstm_autoencoder_of<41, 100> {
  static constexpr text name = "LSTMAutoencoder";
};

/// A convolution down, or a transposed one up, normalised without gamma.
template <fixed_string Name, int Filters, class Kernel, class Strides>
using conv_down = named<Name,
    named<"conv", conv2d<Filters, Kernel, Strides, same, no_bias>>,
    named<"bn", batch_normalization<no_scale>>,
    named<"relu", activation<relu>>>;
template <fixed_string Name, int Filters, class Kernel, class Strides>
using conv_up = named<Name,
    named<"convt", conv2d_transpose<Filters, Kernel, Strides, same, no_bias>>,
    named<"bn", batch_normalization<no_scale>>,
    named<"relu", activation<relu>>>;

/// A convolutional autoencoder of a spectrogram, 1024 times by 32 frequencies.
struct smd_anomaly_detection : sequential<
    input<1024, 32, 1>,
    named<"enc",
          conv_down<"conv01", 64, kernel<5>, strides<2, 1>>,
          conv_down<"conv02", 64, kernel<5>, strides<2, 1>>,
          conv_down<"conv03", 96, kernel<5>, strides<2, 1>>,
          conv_down<"conv04", 96, kernel<5>, strides<2, 1>>,
          conv_down<"conv05", 128, kernel<5>, strides<2, 1>>,
          conv_down<"conv06", 128, kernel<4>, strides<2>>,
          conv_down<"conv07", 160, kernel<4>, strides<2>>,
          conv_down<"conv08", 160, kernel<4>, strides<2>>,
          conv_down<"conv09", 192, kernel<3>, strides<2>>,
          named<"conv10/conv", conv2d<192, kernel<3>, strides<2>, same, no_bias>>>,
    named<"dec",
          conv_up<"convt01", 192, kernel<3>, strides<2>>,
          conv_up<"convt02", 160, kernel<3>, strides<2>>,
          conv_up<"convt03", 160, kernel<4>, strides<2>>,
          conv_up<"convt04", 128, kernel<4>, strides<2>>,
          conv_up<"convt05", 128, kernel<4>, strides<2>>,
          conv_up<"convt06", 96, kernel<5>, strides<2, 1>>,
          conv_up<"convt07", 96, kernel<5>, strides<2, 1>>,
          conv_up<"convt08", 64, kernel<5>, strides<2, 1>>,
          conv_up<"convt09", 64, kernel<5>, strides<2, 1>>,
          named<"conv10/convt", conv2d_transpose<1, kernel<5>, strides<2, 1>, same, no_bias>>>> {
  static constexpr text name = "SMDAnomalyDetection";
};

/// One value from the 100 before it.
struct lstm_anomaly_detect : sequential<
    input<100, 1>,
    named<"lstm1", lstm<64, return_sequences>>,
    dropout,
    named<"lstm2", lstm<256, return_sequences>>,
    dropout,
    named<"lstm3", lstm<100>>,
    dropout,
    named<"output", dense<1>>> {
  static constexpr text name = "LSTMAnomalyDetect";
};

/// 128 numbers from a series of 210.
struct keras_anomaly_detection01 : sequential<
    input<210, 1>,
    named<"lstm1", lstm<128>>,
    named<"output", dense<128>>> {
  static constexpr text name = "KerasAnomalyDetection01";
};

/// The same, read in both directions.
struct keras_anomaly_detection02 : sequential<
    input<210, 1>,
    named<"bLSTM", bidirectional<lstm<128>>>,
    named<"output", dense<128>>> {
  static constexpr text name = "KerasAnomalyDetection02";
};

/// Network traffic: ten layers over 50 measurements, dense ones, ...
struct dnn_model : sequential<
    input<50>,
    rows<"dense", 10, dense<200, relu>>,
    named<"output", dense<1>>> {
  static constexpr text name = "DNNModel";
};

/// ... simple recurrent ones, ...
struct rnn_model : sequential<
    input<50, 1>,
    rows<"rnn0", 9, simple_rnn<75, return_sequences>>,
    named<"rnn10", simple_rnn<75>>,
    named<"output", dense<1>>> {
  static constexpr text name = "RNNModel";
};

/// ... and LSTMs.
struct lstm_model : sequential<
    input<50, 1>,
    rows<"lstm0", 9, lstm<70, return_sequences>>,
    named<"lstm10", lstm<70>>,
    named<"output", dense<1>>> {
  static constexpr text name = "LSTMModel";
};

}  // namespace nns::zoo::original
