// A pool with an activation.
// EXPECT: the layer does not take this option
// EXPECT: the_option<
// EXPECT: relu
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, max_pooling2d<2>, relu> {};
#else
struct net : nns::sequential<input<8, 8, 3>, max_pooling2d<2, relu>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
