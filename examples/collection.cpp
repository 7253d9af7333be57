// The collection that nns began with, counted by the compiler: 28 networks side by side, then ResNet-50 by its units.
// An argument is another depth for ResNet-50: 1 shows what is inside the units, -1 every layer.
#include <nns/report/stream.hpp>
#include <nns/zoo/original.hpp>

#include <cstdlib>
#include <iostream>

using namespace nns::literals;
using namespace nns::zoo::original;

constexpr auto collection = nns::compare<
    english_acoustic_model, deep_mnist, alexnet, alexnet_owt, vgg11, vgg13, vgg16, vgg19, overfeat,
    resnet18, resnet34, resnet50, resnet101, resnet152, resnet200, resnet269,
    fully_connected_autoencoder, lstm_forecaster, lstm_autoencoder, smd_anomaly_detection, deep_conv_lstm_model,
    lstm_anomaly_detect, keras_anomaly_detection01, keras_anomaly_detection02,
    dnn_model, rnn_model, lstm_model, lstm_fcn>(nns::phase::inference, nns::batch{1});

// The numbers are known before the program runs.
static_assert(collection[11].costs.macs == 4'089'184'256_MAC);

int main(int arguments, char** argument) {
  const int depth = arguments > 1 ? std::atoi(argument[1]) : 0;
  std::cout << "The original collection, for one instance (MACs: multiply-adds)\n\n"
            << collection << '\n'
            << nns::to_text(nns::summary<resnet50>, {.depth = depth});
}
