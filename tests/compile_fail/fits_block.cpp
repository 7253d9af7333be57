// A budget for a part of a model: the message names the part, and what exceeds it.
// EXPECT: budget_of_block<net, named<"stem">, forward<used<221184, macs>, allowed<200000, macs>, exceeded_by<21184, macs>>, peak_activation_bytes<used<65536, bytes>, allowed<32768, bytes>, exceeded_by<32768, bytes>>
// EXPECT: layer<conv2d<8, kernel<3>, same>, named<"stem/conv2d">, row<1>, costs<32768, bytes>>
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<32, 32, 3>, named<"stem", nns::sequential<conv2d<8, kernel<3>, same>, relu>>, flatten,
                             dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::fits_block<net, "stem", nns::budget{.forward = 250_kMAC, .peak_activation_bytes = 64_KiB}>);
#else
static_assert(nns::fits_block<net, "stem", nns::budget{.forward = 200_kMAC, .peak_activation_bytes = 32_KiB}>);
#endif
