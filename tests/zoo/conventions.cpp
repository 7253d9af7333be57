// The conventions of counting, against numbers that others published.
#include <nns/conventions/ptflops_pytorch.hpp>
#include <nns/conventions/thop.hpp>
#include <nns/nns.hpp>
#include <nns/report/comparison.hpp>
#include <nns/zoo/mnasnet.hpp>
#include <nns/zoo/original.hpp>
#include <nns/zoo/shufflenet_v2.hpp>

namespace {

using namespace nns::zoo::original;
namespace convention = nns::convention;

constexpr std::int64_t kilo(nns::macs m) { return (m.count + 500) / 1000; }

template <class M>
constexpr std::int64_t original = kilo(nns::forward<M, convention::original>);

// The tables in the notebooks of the Python package, in units of 10^9 to six decimals.
static_assert(original<smd_anomaly_detection> == 6'676'476);
static_assert(original<lstm_fcn> == 526'407);
static_assert(original<deep_conv_lstm_model> == 115'233);
static_assert(original<fully_connected_autoencoder> == 113);
static_assert(original<lstm_forecaster> == 1'964);
static_assert(original<lstm_autoencoder> == 7'763);
static_assert(kilo(nns::estimate<smd_anomaly_detection, convention::original>(nns::phase::training).macs) == 20'029'428);

// A budget and a comparison in a convention: the notebook's 6.676476 between the two limits.
static_assert(nns::fits<smd_anomaly_detection, nns::budget{.forward = nns::macs{6'676'476'499}}, convention::original>);
static_assert(!nns::fits<smd_anomaly_detection, nns::budget{.forward = nns::macs{6'676'475'499}}, convention::original>);
static_assert(kilo(nns::compare<convention::original, smd_anomaly_detection, lstm_fcn>()[1].costs.macs) == 526'407);

// Without transposed convolutions and their like the two agree.
static_assert(nns::forward<resnet50, convention::original> == nns::forward<resnet50>);

// A layer that the package does not know is skipped by it: Conv3D is none of its classes.
using video = nns::sequential<nns::layers::input<4, 8, 8, 3>, nns::layers::conv3d<8, nns::layers::kernel<3>>>;
static_assert(nns::forward<video, convention::original>.count == 0);

// A dense layer's leading extents: 32 10 there, 7 32 10 by the rules.
using rows = nns::sequential<nns::layers::input<7, 32>, nns::layers::dense<10>>;
static_assert(nns::forward<rows, convention::original>.count == 320 && nns::forward<rows>.count == 2'240);

// thop hooks modules. In these two, besides convolutions and dense layers only batch normalisation is one that counts, four
// times an element: their last pool is x.mean([2, 3]).
template <class M>
constexpr std::int64_t products_and_normalizations() {
  std::int64_t elements = 0;
  for (const nns::layer_summary& l : nns::summary<M>.layers)
    if (l.kind == "batch_normalization") elements += l.output.elements();
  return nns::forward<M>.count + 4 * elements;
}
using nns::zoo::torchvision::mnasnet1_0, nns::zoo::torchvision::shufflenet_v2_x1_0;
static_assert(nns::forward<mnasnet1_0, convention::thop>.count == products_and_normalizations<mnasnet1_0>());
static_assert(nns::forward<shufflenet_v2_x1_0, convention::thop>.count == products_and_normalizations<shufflenet_v2_x1_0>());

// ptflops by hand: two for each element of a batch normalisation (affine) and of a ReLU (its module, and F.relu that it calls),
// two for each input of ShuffleNetV2's pool (its module, and F.max_pool2d), a bias for each of 1000 classes; x.mean is not wrapped.
template <class M>
constexpr std::int64_t seen_by_ptflops(std::int64_t pooled) {
  std::int64_t elements = 0;
  for (const nns::layer_summary& l : nns::summary<M>.layers)
    if (l.kind == "batch_normalization" || l.kind == "relu") elements += l.output.elements();
  return nns::forward<M>.count + 2 * elements + 2 * pooled + 1000;
}
static_assert(nns::forward<mnasnet1_0, convention::ptflops_pytorch>.count == seen_by_ptflops<mnasnet1_0>(0));
static_assert(nns::forward<shufflenet_v2_x1_0, convention::ptflops_pytorch>.count ==
              seen_by_ptflops<shufflenet_v2_x1_0>(112 * 112 * 24));

}  // namespace
