// A lower bound on the time for weights of a type that the device does not support.
// EXPECT: nns: the device has no rate for the type of the weights: add one to its .rates, or use a storage that it supports (nns::full_int8)
#include <nns/memory/device.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::roofline<net, nns::devices::ethos_u55_256_400mhz, nns::full_int8>.seconds < 1);
#else
static_assert(nns::roofline<net, nns::devices::ethos_u55_256_400mhz>.seconds < 1);
#endif
