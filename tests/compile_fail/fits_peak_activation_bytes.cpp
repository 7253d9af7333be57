// A network that needs more memory than its budget: the buffers that are live at the peak are named.
// EXPECT: budget_of<net, peak_activation_bytes<used<8448, bytes>, allowed<8192, bytes>, exceeded_by<256, bytes>>, alive_at_the_peak<
// EXPECT: layer<depthwise_conv2d<kernel<3>, same>, named<
// EXPECT: layer<conv2d<16, kernel<1>>, named<"conv2d">, row<1>, costs<4096, bytes>>
// SHOWN: examples/memory.md alive_at_the_peak
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<16, 16, 1>, residual<conv2d<16, kernel<1>>, depthwise_conv2d<kernel<3>, same>,
                                                        conv2d<1, kernel<1>>>, flatten, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::fits<net, nns::budget{.peak_activation_bytes = 9_KiB, .storage = nns::full_int8}>);
#else
static_assert(nns::fits<net, nns::budget{.peak_activation_bytes = 8_KiB, .storage = nns::full_int8}>);
#endif
