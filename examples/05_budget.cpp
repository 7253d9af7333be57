// Budgets: what a network may cost, kept by the build. A broken one prints what was used, what was allowed, by how
// much, and the layers that cost most.
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct doorbell : nns::sequential<
    input<96, 96, 1>,
    conv2d<8, kernel<3>, strides<2>, same, relu>,
    depthwise_conv2d<kernel<3>, strides<2>, same, relu>,
    conv2d<16, kernel<1>, relu>,
    global_average_pooling2d<>,
    dense<2, softmax>> {};

// One number, with its unit: MACs are not FLOP, and neither are bytes.
static_assert(nns::within<nns::forward<doorbell>, 1_MMAC>);
static_assert(nns::within<nns::to_flops(nns::forward<doorbell>), 2_MFLOP>);

// All at once: each item that is broken is printed.
static_assert(nns::fits<doorbell, nns::budget{.forward = 1_MMAC, .parameters = 1'000, .activations = 100'000}>);

// The weights as 8-bit integers, in the flash of a microcontroller.
static_assert(nns::within<nns::estimate<doorbell>({}, {}, 1).parameter_bytes, 1_KiB>);

// Budgets are truth values too: another code path where the device is small.
template <class Net>
constexpr const char* place() {
  return nns::within<nns::forward<Net>, 500_kMAC> ? "sensor" : "gateway";
}

int main() { return place<doorbell>()[0] == 's' ? 0 : 1; }
