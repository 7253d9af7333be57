// A bound of time for weights of a type that the device has no unit for.
// EXPECT: nns: the device has no rate for the type that the weights are stored in: add it to its .rates, or ask with a storage that it has a unit for (nns::full_int8)
#include <nns/memory/device.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::roofline<net, nns::devices::ethos_u55_256_400mhz, nns::full_int8>.seconds < 1);
#else
static_assert(nns::roofline<net, nns::devices::ethos_u55_256_400mhz>.seconds < 1);
#endif
