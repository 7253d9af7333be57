// The original collection's networks for sequences row by row, worked out by hand from the architectures.
// Columns: name; output; multiply-adds; parameters, trained and not; activations. In the arithmetic stand the
// architecture's own numbers, in this order:
//   dense        (steps *) inputs * units; inputs * units + units
//   convolution  the output's (transposed: the input's) extents * filters * channels * kernel;
//                filters * channels * kernel (+ filters, where there is a bias)
//   lstm         steps * 4 * (inputs * units + units * units); 4 * (the same + units)
//   simple rnn   steps * (inputs * units + units * units); the same + units
//   batch norm.  0; beta (and gamma, where there is one), and two moving statistics a channel
//   activations  the output's elements, twice with an activation behind the bias; lstm 14, simple rnn 3 a step and unit
#include "original_rows.hpp"

namespace {

using namespace nns::zoo::original;

constexpr row fully_connected_autoencoder_rows[] = {
    {"input", {369}, 0, 0, 0, 369},
    {"enc/dense01", {128}, 369 * 128, 369 * 128 + 128, 0, 2 * 128},
    {"enc/dense02", {64}, 128 * 64, 128 * 64 + 64, 0, 2 * 64},
    {"enc/dense03", {16}, 64 * 16, 64 * 16 + 16, 0, 2 * 16},
    {"dec/dense01", {64}, 16 * 64, 16 * 64 + 64, 0, 2 * 64},
    {"dec/dense02", {128}, 64 * 128, 64 * 128 + 128, 0, 2 * 128},
    {"dec/dense03", {369}, 128 * 369, 128 * 369 + 369, 0, 369},
};
static_assert(first_wrong_row<fully_connected_autoencoder>(fully_connected_autoencoder_rows) == -1);

constexpr row lstm_forecaster_rows[] = {
    {"input", {9, 41}, 0, 0, 0, 9 * 41},
    {"lstm01", {9, 128}, 9 * 4 * (41 * 128 + 128 * 128), 4 * (41 * 128 + 128 * 128 + 128), 0, 9 * 128 * 14},
    {"lstm02", {128}, 9 * 4 * (128 * 128 + 128 * 128), 4 * (128 * 128 + 128 * 128 + 128), 0, 9 * 128 * 14},
    {"output", {41}, 128 * 41, 128 * 41 + 41, 0, 41},
};
static_assert(first_wrong_row<lstm_forecaster>(lstm_forecaster_rows) == -1);

constexpr row lstm_autoencoder_rows[] = {
    {"input", {100, 41}, 0, 0, 0, 100 * 41},
    {"enc/lstm01", {100, 64}, 100 * 4 * (41 * 64 + 64 * 64), 4 * (41 * 64 + 64 * 64 + 64), 0, 100 * 64 * 14},
    {"enc/lstm02", {100, 32}, 100 * 4 * (64 * 32 + 32 * 32), 4 * (64 * 32 + 32 * 32 + 32), 0, 100 * 32 * 14},
    {"enc/lstm03", {16}, 100 * 4 * (32 * 16 + 16 * 16), 4 * (32 * 16 + 16 * 16 + 16), 0, 100 * 16 * 14},
    {"enc/dense04", {16}, 16 * 16, 16 * 16 + 16, 0, 16},
    {"enc/repeat", {100, 16}, 0, 0, 0, 100 * 16},
    {"dec/lstm01", {100, 16}, 100 * 4 * (16 * 16 + 16 * 16), 4 * (16 * 16 + 16 * 16 + 16), 0, 100 * 16 * 14},
    {"dec/lstm02", {100, 32}, 100 * 4 * (16 * 32 + 32 * 32), 4 * (16 * 32 + 32 * 32 + 32), 0, 100 * 32 * 14},
    {"dec/lstm03", {100, 64}, 100 * 4 * (32 * 64 + 64 * 64), 4 * (32 * 64 + 64 * 64 + 64), 0, 100 * 64 * 14},
    {"dec/dense_wrapper04", {100, 41}, 100 * 64 * 41, 64 * 41 + 41, 0, 100 * 41},
};
static_assert(first_wrong_row<lstm_autoencoder>(lstm_autoencoder_rows) == -1);

constexpr row smd_anomaly_detection_rows[] = {
    {"input", {1024, 32, 1}, 0, 0, 0, 1024 * 32 * 1},
    {"enc/conv01/conv", {512, 32, 64}, 512 * 32 * 64 * 1 * 5 * 5, 64 * 1 * 5 * 5, 0, 512 * 32 * 64},
    {"enc/conv01/bn", {512, 32, 64}, 0, 64, 2 * 64, 512 * 32 * 64},
    {"enc/conv01/relu", {512, 32, 64}, 0, 0, 0, 512 * 32 * 64},
    {"enc/conv02/conv", {256, 32, 64}, 256 * 32 * 64 * 64 * 5 * 5, 64 * 64 * 5 * 5, 0, 256 * 32 * 64},
    {"enc/conv02/bn", {256, 32, 64}, 0, 64, 2 * 64, 256 * 32 * 64},
    {"enc/conv02/relu", {256, 32, 64}, 0, 0, 0, 256 * 32 * 64},
    {"enc/conv03/conv", {128, 32, 96}, 128 * 32 * 96 * 64 * 5 * 5, 96 * 64 * 5 * 5, 0, 128 * 32 * 96},
    {"enc/conv03/bn", {128, 32, 96}, 0, 96, 2 * 96, 128 * 32 * 96},
    {"enc/conv03/relu", {128, 32, 96}, 0, 0, 0, 128 * 32 * 96},
    {"enc/conv04/conv", {64, 32, 96}, 64 * 32 * 96 * 96 * 5 * 5, 96 * 96 * 5 * 5, 0, 64 * 32 * 96},
    {"enc/conv04/bn", {64, 32, 96}, 0, 96, 2 * 96, 64 * 32 * 96},
    {"enc/conv04/relu", {64, 32, 96}, 0, 0, 0, 64 * 32 * 96},
    {"enc/conv05/conv", {32, 32, 128}, 32 * 32 * 128 * 96 * 5 * 5, 128 * 96 * 5 * 5, 0, 32 * 32 * 128},
    {"enc/conv05/bn", {32, 32, 128}, 0, 128, 2 * 128, 32 * 32 * 128},
    {"enc/conv05/relu", {32, 32, 128}, 0, 0, 0, 32 * 32 * 128},
    {"enc/conv06/conv", {16, 16, 128}, 16 * 16 * 128 * 128 * 4 * 4, 128 * 128 * 4 * 4, 0, 16 * 16 * 128},
    {"enc/conv06/bn", {16, 16, 128}, 0, 128, 2 * 128, 16 * 16 * 128},
    {"enc/conv06/relu", {16, 16, 128}, 0, 0, 0, 16 * 16 * 128},
    {"enc/conv07/conv", {8, 8, 160}, 8 * 8 * 160 * 128 * 4 * 4, 160 * 128 * 4 * 4, 0, 8 * 8 * 160},
    {"enc/conv07/bn", {8, 8, 160}, 0, 160, 2 * 160, 8 * 8 * 160},
    {"enc/conv07/relu", {8, 8, 160}, 0, 0, 0, 8 * 8 * 160},
    {"enc/conv08/conv", {4, 4, 160}, 4 * 4 * 160 * 160 * 4 * 4, 160 * 160 * 4 * 4, 0, 4 * 4 * 160},
    {"enc/conv08/bn", {4, 4, 160}, 0, 160, 2 * 160, 4 * 4 * 160},
    {"enc/conv08/relu", {4, 4, 160}, 0, 0, 0, 4 * 4 * 160},
    {"enc/conv09/conv", {2, 2, 192}, 2 * 2 * 192 * 160 * 3 * 3, 192 * 160 * 3 * 3, 0, 2 * 2 * 192},
    {"enc/conv09/bn", {2, 2, 192}, 0, 192, 2 * 192, 2 * 2 * 192},
    {"enc/conv09/relu", {2, 2, 192}, 0, 0, 0, 2 * 2 * 192},
    {"enc/conv10/conv", {1, 1, 192}, 1 * 1 * 192 * 192 * 3 * 3, 192 * 192 * 3 * 3, 0, 1 * 1 * 192},
    {"dec/convt01/convt", {2, 2, 192}, 1 * 1 * 192 * 192 * 3 * 3, 192 * 192 * 3 * 3, 0, 2 * 2 * 192},
    {"dec/convt01/bn", {2, 2, 192}, 0, 192, 2 * 192, 2 * 2 * 192},
    {"dec/convt01/relu", {2, 2, 192}, 0, 0, 0, 2 * 2 * 192},
    {"dec/convt02/convt", {4, 4, 160}, 2 * 2 * 160 * 192 * 3 * 3, 160 * 192 * 3 * 3, 0, 4 * 4 * 160},
    {"dec/convt02/bn", {4, 4, 160}, 0, 160, 2 * 160, 4 * 4 * 160},
    {"dec/convt02/relu", {4, 4, 160}, 0, 0, 0, 4 * 4 * 160},
    {"dec/convt03/convt", {8, 8, 160}, 4 * 4 * 160 * 160 * 4 * 4, 160 * 160 * 4 * 4, 0, 8 * 8 * 160},
    {"dec/convt03/bn", {8, 8, 160}, 0, 160, 2 * 160, 8 * 8 * 160},
    {"dec/convt03/relu", {8, 8, 160}, 0, 0, 0, 8 * 8 * 160},
    {"dec/convt04/convt", {16, 16, 128}, 8 * 8 * 128 * 160 * 4 * 4, 128 * 160 * 4 * 4, 0, 16 * 16 * 128},
    {"dec/convt04/bn", {16, 16, 128}, 0, 128, 2 * 128, 16 * 16 * 128},
    {"dec/convt04/relu", {16, 16, 128}, 0, 0, 0, 16 * 16 * 128},
    {"dec/convt05/convt", {32, 32, 128}, 16 * 16 * 128 * 128 * 4 * 4, 128 * 128 * 4 * 4, 0, 32 * 32 * 128},
    {"dec/convt05/bn", {32, 32, 128}, 0, 128, 2 * 128, 32 * 32 * 128},
    {"dec/convt05/relu", {32, 32, 128}, 0, 0, 0, 32 * 32 * 128},
    {"dec/convt06/convt", {64, 32, 96}, 32 * 32 * 96 * 128 * 5 * 5, 96 * 128 * 5 * 5, 0, 64 * 32 * 96},
    {"dec/convt06/bn", {64, 32, 96}, 0, 96, 2 * 96, 64 * 32 * 96},
    {"dec/convt06/relu", {64, 32, 96}, 0, 0, 0, 64 * 32 * 96},
    {"dec/convt07/convt", {128, 32, 96}, 64 * 32 * 96 * 96 * 5 * 5, 96 * 96 * 5 * 5, 0, 128 * 32 * 96},
    {"dec/convt07/bn", {128, 32, 96}, 0, 96, 2 * 96, 128 * 32 * 96},
    {"dec/convt07/relu", {128, 32, 96}, 0, 0, 0, 128 * 32 * 96},
    {"dec/convt08/convt", {256, 32, 64}, 128 * 32 * 64 * 96 * 5 * 5, 64 * 96 * 5 * 5, 0, 256 * 32 * 64},
    {"dec/convt08/bn", {256, 32, 64}, 0, 64, 2 * 64, 256 * 32 * 64},
    {"dec/convt08/relu", {256, 32, 64}, 0, 0, 0, 256 * 32 * 64},
    {"dec/convt09/convt", {512, 32, 64}, 256 * 32 * 64 * 64 * 5 * 5, 64 * 64 * 5 * 5, 0, 512 * 32 * 64},
    {"dec/convt09/bn", {512, 32, 64}, 0, 64, 2 * 64, 512 * 32 * 64},
    {"dec/convt09/relu", {512, 32, 64}, 0, 0, 0, 512 * 32 * 64},
    {"dec/conv10/convt", {1024, 32, 1}, 512 * 32 * 1 * 64 * 5 * 5, 1 * 64 * 5 * 5, 0, 1024 * 32 * 1},
};
static_assert(first_wrong_row<smd_anomaly_detection>(smd_anomaly_detection_rows) == -1);

constexpr row deep_conv_lstm_model_rows[] = {
    {"input", {24, 113, 1}, 0, 0, 0, 24 * 113 * 1},
    {"conv1/5x1", {20, 113, 64}, 20 * 113 * 64 * 1 * 5 * 1, 64 * 1 * 5 * 1 + 64, 0, 2 * 20 * 113 * 64},
    {"conv2/5x1", {16, 113, 64}, 16 * 113 * 64 * 64 * 5 * 1, 64 * 64 * 5 * 1 + 64, 0, 2 * 16 * 113 * 64},
    {"conv3/5x1", {12, 113, 64}, 12 * 113 * 64 * 64 * 5 * 1, 64 * 64 * 5 * 1 + 64, 0, 2 * 12 * 113 * 64},
    {"conv4/5x1", {8, 113, 64}, 8 * 113 * 64 * 64 * 5 * 1, 64 * 64 * 5 * 1 + 64, 0, 2 * 8 * 113 * 64},
    {"reshape", {8, 7232}, 0, 0, 0, 8 * 7232},
    {"lstm1", {8, 128}, 8 * 4 * (7232 * 128 + 128 * 128), 4 * (7232 * 128 + 128 * 128 + 128), 0, 8 * 128 * 14},
    {"lstm2", {128}, 8 * 4 * (128 * 128 + 128 * 128), 4 * (128 * 128 + 128 * 128 + 128), 0, 8 * 128 * 14},
    {"prob", {18}, 128 * 18, 128 * 18 + 18, 0, 2 * 18},
};
static_assert(first_wrong_row<deep_conv_lstm_model>(deep_conv_lstm_model_rows) == -1);

constexpr row lstm_anomaly_detect_rows[] = {
    {"input", {100, 1}, 0, 0, 0, 100 * 1},
    {"lstm1", {100, 64}, 100 * 4 * (1 * 64 + 64 * 64), 4 * (1 * 64 + 64 * 64 + 64), 0, 100 * 64 * 14},
    {"dropout", {100, 64}, 0, 0, 0, 100 * 64},
    {"lstm2", {100, 256}, 100 * 4 * (64 * 256 + 256 * 256), 4 * (64 * 256 + 256 * 256 + 256), 0, 100 * 256 * 14},
    {"dropout_1", {100, 256}, 0, 0, 0, 100 * 256},
    {"lstm3", {100}, 100 * 4 * (256 * 100 + 100 * 100), 4 * (256 * 100 + 100 * 100 + 100), 0, 100 * 100 * 14},
    {"dropout_2", {100}, 0, 0, 0, 100},
    {"output", {1}, 100 * 1, 100 * 1 + 1, 0, 1},
};
static_assert(first_wrong_row<lstm_anomaly_detect>(lstm_anomaly_detect_rows) == -1);

constexpr row keras_anomaly_detection01_rows[] = {
    {"input", {210, 1}, 0, 0, 0, 210 * 1},
    {"lstm1", {128}, 210 * 4 * (1 * 128 + 128 * 128), 4 * (1 * 128 + 128 * 128 + 128), 0, 210 * 128 * 14},
    {"output", {128}, 128 * 128, 128 * 128 + 128, 0, 128},
};
static_assert(first_wrong_row<keras_anomaly_detection01>(keras_anomaly_detection01_rows) == -1);

// Forward and backward in time; then both, side by side.
constexpr row keras_anomaly_detection02_rows[] = {
    {"input", {210, 1}, 0, 0, 0, 210 * 1},
    {"bLSTM", {256},
     2 * 210 * 4 * (1 * 128 + 128 * 128), 2 * 4 * (1 * 128 + 128 * 128 + 128), 0, 2 * 210 * 128 * 14 + 256},
    {"output", {128}, 256 * 128, 256 * 128 + 128, 0, 128},
};
static_assert(first_wrong_row<keras_anomaly_detection02>(keras_anomaly_detection02_rows) == -1);

constexpr row dnn_model_rows[] = {
    {"input", {50}, 0, 0, 0, 50},
    {"dense1", {200}, 50 * 200, 50 * 200 + 200, 0, 2 * 200},
    {"dense2", {200}, 200 * 200, 200 * 200 + 200, 0, 2 * 200},
    {"dense3", {200}, 200 * 200, 200 * 200 + 200, 0, 2 * 200},
    {"dense4", {200}, 200 * 200, 200 * 200 + 200, 0, 2 * 200},
    {"dense5", {200}, 200 * 200, 200 * 200 + 200, 0, 2 * 200},
    {"dense6", {200}, 200 * 200, 200 * 200 + 200, 0, 2 * 200},
    {"dense7", {200}, 200 * 200, 200 * 200 + 200, 0, 2 * 200},
    {"dense8", {200}, 200 * 200, 200 * 200 + 200, 0, 2 * 200},
    {"dense9", {200}, 200 * 200, 200 * 200 + 200, 0, 2 * 200},
    {"dense10", {200}, 200 * 200, 200 * 200 + 200, 0, 2 * 200},
    {"output", {1}, 200 * 1, 200 * 1 + 1, 0, 1},
};
static_assert(first_wrong_row<dnn_model>(dnn_model_rows) == -1);

constexpr row rnn_model_rows[] = {
    {"input", {50, 1}, 0, 0, 0, 50 * 1},
    {"rnn01", {50, 75}, 50 * (1 * 75 + 75 * 75), 1 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"rnn02", {50, 75}, 50 * (75 * 75 + 75 * 75), 75 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"rnn03", {50, 75}, 50 * (75 * 75 + 75 * 75), 75 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"rnn04", {50, 75}, 50 * (75 * 75 + 75 * 75), 75 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"rnn05", {50, 75}, 50 * (75 * 75 + 75 * 75), 75 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"rnn06", {50, 75}, 50 * (75 * 75 + 75 * 75), 75 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"rnn07", {50, 75}, 50 * (75 * 75 + 75 * 75), 75 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"rnn08", {50, 75}, 50 * (75 * 75 + 75 * 75), 75 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"rnn09", {50, 75}, 50 * (75 * 75 + 75 * 75), 75 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"rnn10", {75}, 50 * (75 * 75 + 75 * 75), 75 * 75 + 75 * 75 + 75, 0, 50 * 75 * 3},
    {"output", {1}, 75 * 1, 75 * 1 + 1, 0, 1},
};
static_assert(first_wrong_row<rnn_model>(rnn_model_rows) == -1);

constexpr row lstm_model_rows[] = {
    {"input", {50, 1}, 0, 0, 0, 50 * 1},
    {"lstm01", {50, 70}, 50 * 4 * (1 * 70 + 70 * 70), 4 * (1 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"lstm02", {50, 70}, 50 * 4 * (70 * 70 + 70 * 70), 4 * (70 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"lstm03", {50, 70}, 50 * 4 * (70 * 70 + 70 * 70), 4 * (70 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"lstm04", {50, 70}, 50 * 4 * (70 * 70 + 70 * 70), 4 * (70 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"lstm05", {50, 70}, 50 * 4 * (70 * 70 + 70 * 70), 4 * (70 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"lstm06", {50, 70}, 50 * 4 * (70 * 70 + 70 * 70), 4 * (70 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"lstm07", {50, 70}, 50 * 4 * (70 * 70 + 70 * 70), 4 * (70 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"lstm08", {50, 70}, 50 * 4 * (70 * 70 + 70 * 70), 4 * (70 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"lstm09", {50, 70}, 50 * 4 * (70 * 70 + 70 * 70), 4 * (70 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"lstm10", {70}, 50 * 4 * (70 * 70 + 70 * 70), 4 * (70 * 70 + 70 * 70 + 70), 0, 50 * 70 * 14},
    {"output", {1}, 70 * 1, 70 * 1 + 1, 0, 1},
};
static_assert(first_wrong_row<lstm_model>(lstm_model_rows) == -1);

constexpr row lstm_fcn_rows[] = {
    {"input", {1, 2000}, 0, 0, 0, 1 * 2000},
    {"permute", {2000, 1}, 0, 0, 0, 2000 * 1},
    {"conv1d", {2000, 128}, 2000 * 128 * 1 * 8, 128 * 1 * 8 + 128, 0, 2000 * 128},
    {"batch_normalization", {2000, 128}, 0, 2 * 128, 2 * 128, 2000 * 128},
    {"activation", {2000, 128}, 0, 0, 0, 2000 * 128},
    {"conv1d_1", {2000, 256}, 2000 * 256 * 128 * 5, 256 * 128 * 5 + 256, 0, 2000 * 256},
    {"batch_normalization_1", {2000, 256}, 0, 2 * 256, 2 * 256, 2000 * 256},
    {"activation_1", {2000, 256}, 0, 0, 0, 2000 * 256},
    {"conv1d_2", {2000, 128}, 2000 * 128 * 256 * 3, 128 * 256 * 3 + 128, 0, 2000 * 128},
    {"batch_normalization_2", {2000, 128}, 0, 2 * 128, 2 * 128, 2000 * 128},
    {"lstm", {8}, 1 * 4 * (2000 * 8 + 8 * 8), 4 * (2000 * 8 + 8 * 8 + 8), 0, 1 * 8 * 14},
    {"activation_2", {2000, 128}, 0, 0, 0, 2000 * 128},
    {"dropout", {8}, 0, 0, 0, 8},
    {"global_average_pooling1d", {128}, 0, 0, 0, 128},
    {"concatenate", {136}, 0, 0, 0, 136},
    {"dense", {52}, 136 * 52, 136 * 52 + 52, 0, 2 * 52},
};
static_assert(first_wrong_row<lstm_fcn>(lstm_fcn_rows) == -1);

// The families with other arguments: the forecaster over 100 times, as an older notebook of the collection ran it.
static_assert(nns::forward<lstm_forecaster_of<41, 100>>.count ==
              100 * 4 * (41 * 128 + 128 * 128) + 100 * 4 * (128 * 128 + 128 * 128) + 128 * 41);
// 4 convolutions of 3 taps leave 32 - 4 2 = 24 steps of 10 sensors: 30, 28, 26, 24 steps.
static_assert(nns::forward<deep_conv_lstm_of<10, 5, 32, 16, 3, 20>>.count ==
              30 * 10 * 16 * 1 * 3 + (28 + 26 + 24) * 10 * 16 * 16 * 3 + 24 * 4 * (160 * 20 + 20 * 20) +
                  24 * 4 * (20 * 20 + 20 * 20) + 20 * 5);
// 128 cells instead of 8, as another notebook ran it: the LSTM and the last layer grow.
static_assert(nns::parameters<lstm_fcn_of<2000, 52, 128>> - nns::parameters<lstm_fcn> ==
              4 * (2000 * 128 + 128 * 128 + 128) - 4 * (2000 * 8 + 8 * 8 + 8) + (128 - 8) * 52);

}  // namespace
