// Multiply-adds and FLOP cannot be added.
// EXPECT: operator+
// EXPECT: macs
// EXPECT: flops
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert((nns::to_flops(nns::forward<net>) + 5_FLOP).count > 0);
#else
static_assert((nns::forward<net> + 5_FLOP).count > 0);
#endif

