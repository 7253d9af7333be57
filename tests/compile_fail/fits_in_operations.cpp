// A budget in multiply-adds, for a convention that counts more.
// EXPECT: the convention counts more than multiply-adds, so its unit is OP
// EXPECT: units<ops, macs>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<4, 8>, dense<16>> {};

#ifdef NNS_MENDED
static_assert(nns::fits<net, nns::budget{.forward = 1_kMAC}>);
#else
static_assert(nns::fits<net, nns::budget{.forward = 1_kMAC}, nns::convention::element_wise>);
#endif
