// A budget with two broken limits: both are named, and the layers that cost the most of each.
// EXPECT: budget_of<net, forward<used<31488, macs>, allowed<1000, macs>, exceeded_by<30488, macs>>, parameters<used<4288>, allowed<4000>, exceeded_by<288>>, most_expensive<
// SHOWN: tests/compile_fail/README.md most_expensive
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::fits<net, nns::budget{.forward = 1_MMAC, .parameters = 5'000}>);
#else
static_assert(nns::fits<net, nns::budget{.forward = 1_kMAC, .parameters = 4'000}>);
#endif
