// Multiply-adds compared with a plain number.
// EXPECT: only values of the same unit can be compared
// EXPECT: units<macs,
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8>, dense<4>> {};

#ifdef NNS_MENDED
static_assert(nns::equals<nns::forward<net>, 32_MAC>);
#else
static_assert(nns::equals<nns::forward<net>, 32>);
#endif
