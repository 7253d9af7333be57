// Multiply-adds limited by bytes.
// EXPECT: the limit and the number have different units
// EXPECT: units<macs, bytes>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::within<nns::forward<net>, 1_MMAC>);
#else
static_assert(nns::within<nns::forward<net>, 1_MB>);
#endif

