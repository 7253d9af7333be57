// A budget for a part that the model does not have.
// EXPECT: nns: the model has no block or layer of this name: name a composition with
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 8>, named<"stem", conv2d<6, kernel<3>>, relu>, flatten, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::fits_block<net, "stem", nns::budget{.forward = 20_kMAC}>);
#else
static_assert(nns::fits_block<net, "stam", nns::budget{.forward = 20_kMAC}>);
#endif
