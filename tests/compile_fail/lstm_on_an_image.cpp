// An lstm on (height, width, channels).
// EXPECT: the layer needs an input with a time axis: (time, features)
// EXPECT: needed_rank<2>
// EXPECT: arrived_rank<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<28, 28, 1>, reshape<28, 28>, lstm<8>> {};
#else
struct net : nns::sequential<input<28, 28, 1>, lstm<8>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
