// A bound of time for a model whose input has an extent that is not known.
// EXPECT: nns: an extent of the input is not known, so no bound of time is: give the model an input with all its extents
#include <nns/memory/device.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<64, 8>, dense<10>> {};
#else
struct net : nns::sequential<input<nns::shape::unknown, 8>, dense<10>> {};
#endif

static_assert(nns::roofline<net, nns::devices::t4>.seconds < 1);
