// A shape cannot lose axes by being stretched.
// EXPECT: the shape that arrives has too many axes for this layer
// EXPECT: needed_at_most<1>
// EXPECT: arrived_rank<2>
#include <nns/nns.hpp>
#include <nns/layers/tensor.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<1, 3>, broadcast_to<4, 3>> {};
#else
struct net : nns::sequential<input<1, 3>, broadcast_to<3>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
