// The original collection's networks against the totals that the Python package reports for them.
#include <nns/zoo/original.hpp>

namespace {

using namespace nns::zoo::original;

struct totals {
  nns::text name{};
  nns::shape input{};
  nns::shape output{};
  std::int64_t forward = 0;
  std::int64_t parameters = 0;
  std::int64_t trainable = 0;
  std::int64_t non_trainable = 0;
  std::int64_t activations = 0;

  friend constexpr bool operator==(const totals&, const totals&) = default;
};

template <class M>
constexpr totals totals_of{nns::summary<M>.name,
                           nns::input_shape<M>,
                           nns::output_shape<M>,
                           nns::forward<M>.count,
                           nns::parameters<M>,
                           nns::trainable_parameters<M>,
                           nns::non_trainable_parameters<M>,
                           nns::activations<M>};

// Name, input, output; MACs; parameters, trainable, not trainable; activations: as the Python package printed them,
// which ran on Keras (parameters are Keras' count_params).
static_assert(totals_of<english_acoustic_model> ==
              totals{"EnglishAcousticModel", {540}, {8192}, 34'660'352, 34'678'784, 34'678'784, 0, 37'404});
static_assert(totals_of<deep_mnist> ==
              totals{"DeepMNIST", {28, 28, 1}, {10}, 11'965'000, 11'972'510, 11'972'510, 0, 16'588});
static_assert(totals_of<fully_connected_autoencoder> ==
              totals{"FullyConnectedAutoencoder", {369}, {369}, 112'896, 113'665, 113'665, 0, 1'538});
static_assert(totals_of<dnn_model> ==
              totals{"DNNModel", {50}, {1}, 370'200, 372'201, 372'201, 0, 4'051});
static_assert(totals_of<alexnet> ==
              totals{"AlexNet", {227, 227, 3}, {1000}, 1'135'256'096, 62'378'344, 62'378'344, 0, 1'613'003});
static_assert(totals_of<alexnet_owt> ==
              totals{"AlexNetOWT", {227, 227, 3}, {1000}, 714'188'480, 61'100'840, 61'100'840, 0, 1'248'683});
static_assert(totals_of<vgg11> ==
              totals{"VGG11", {224, 224, 3}, {1000}, 7'609'090'048, 132'863'336, 132'863'336, 0, 16'584'656});
static_assert(totals_of<vgg16> ==
              totals{"VGG16", {224, 224, 3}, {1000}, 15'470'264'320, 138'357'544, 138'357'544, 0, 28'827'600});
static_assert(totals_of<vgg19> ==
              totals{"VGG19", {224, 224, 3}, {1000}, 19'632'062'464, 143'667'240, 143'667'240, 0, 31'436'752});
static_assert(totals_of<resnet18> ==
              totals{"ResNet18", {224, 224, 3}, {1000}, 1'826'918'400, 11'703'464, 11'693'736, 9'728, 8'783'824});
static_assert(totals_of<resnet34> ==
              totals{"ResNet34", {224, 224, 3}, {1000}, 3'676'606'464, 21'819'048, 21'801'896, 17'152, 13'174'224});
static_assert(totals_of<resnet50> ==
              totals{"ResNet50", {224, 224, 3}, {1000}, 4'089'184'256, 25'610'152, 25'557'032, 53'120, 37'713'360});
static_assert(totals_of<resnet152> ==
              totals{"ResNet152", {224, 224, 3}, {1000}, 11'513'626'624, 60'344'232, 60'192'808, 151'424, 79'660'496});
static_assert(totals_of<lstm_forecaster> ==
              totals{"LSTMForecaster", {9, 41}, {41}, 1'963'648, 223'913, 223'913, 0, 32'666});
static_assert(totals_of<lstm_anomaly_detect> ==
              totals{"LSTMAnomalyDetect", {100, 1}, {1}, 48'672'100, 488'501, 488'501, 0, 620'201});
static_assert(totals_of<keras_anomaly_detection01> ==
              totals{"KerasAnomalyDetection01", {210, 1}, {128}, 13'886'464, 83'072, 83'072, 0, 376'658});
static_assert(totals_of<rnn_model> ==
              totals{"RNNModel", {50, 1}, {1}, 5'347'575, 107'776, 107'776, 0, 112'551});
static_assert(totals_of<lstm_model> ==
              totals{"LSTMModel", {50, 1}, {1}, 18'634'070, 375'551, 375'551, 0, 490'051});

}  // namespace
