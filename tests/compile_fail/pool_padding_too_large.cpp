// A pool padded by more than half its window.
// EXPECT: a pool's padding must be at most half its window
// EXPECT: padding<2>
// EXPECT: window<2>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, max_pooling2d<2, padding<1>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, max_pooling2d<2, padding<2>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
