// dense on a shape without axes.
// EXPECT: the shape that arrives has too few axes for this layer
// EXPECT: needed_at_least<1>
// EXPECT: arrived_rank<0>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<1>, dense<4>> {};
#else
struct net : nns::sequential<input<>, dense<4>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
