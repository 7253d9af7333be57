// time_distributed over something of rank 9.
// EXPECT: a shape has at most eight extents
// EXPECT: rank<9>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<2, 8>, time_distributed<reshape<1, 1, 1, 2, 2, 2, 1>>> {};
#else
struct net : nns::sequential<input<2, 8>, time_distributed<reshape<1, 1, 1, 1, 2, 2, 2, 1>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
