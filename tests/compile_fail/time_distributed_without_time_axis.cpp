// time_distributed on a vector.
// EXPECT: the layer needs an input with a time axis
// EXPECT: arrived_rank<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<4, 4>, time_distributed<dense<8>>> {};
#else
struct net : nns::sequential<input<16>, time_distributed<dense<8>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
