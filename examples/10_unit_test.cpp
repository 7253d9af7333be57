// A unit test without a framework: what a network is, written down, so that a change to it is a change to the test.
// With Catch2 and GoogleTest, nns/interop/catch2.hpp and nns/interop/gtest.hpp say more when one fails.
#include <nns/nns.hpp>
#include <nns/report/csv.hpp>

#include <cstdio>
#include <string>

using namespace nns::layers;
using namespace nns::literals;

struct keyword_spotter : nns::sequential<
    input<49, 10, 1>,
    conv2d<64, kernel<10, 4>, strides<2>, same, no_bias>, batch_normalization<>, relu,
    repeat<4, sequential<depthwise_conv2d<kernel<3>, same, no_bias>, batch_normalization<>, relu,
                         conv2d<64, kernel<1>, no_bias>, batch_normalization<>, relu>>,
    global_average_pooling2d<>,
    dense<12, softmax>> {};

// Most of a test needs no run.
constexpr const auto& spotter = nns::summary<keyword_spotter>;
static_assert(spotter.layers[1].output == nns::shape{25, 5, 64});
static_assert(spotter.layers[1].forward == 25 * 5 * 64 * 40 * 1_MAC);
static_assert(nns::fits<keyword_spotter, nns::budget{.forward = 3_MMAC, .parameters = 25'000}>);

// No layer is more than a quarter of the whole.
static_assert([] {
  for (const nns::layer_summary& layer : spotter.layers)
    if (4 * layer.forward > spotter.total.forward) return false;
  return true;
}());

int main() {
  // The table as a string: compare it with a file that is kept with the code.
  const std::string table = nns::to_csv(spotter);
  const bool right = table.find("depthwise_conv2d_3") != std::string::npos;
  std::puts(right ? "the table has the fourth block" : table.c_str());
  return right ? 0 : 1;
}
