// Pooled once too often: the map is smaller than the window.
// EXPECT: the (dilated) kernel is larger than the padded input
// EXPECT: kernel<2>
// EXPECT: padded_input<1>
// EXPECT: row<2>
// EXPECT: arrived<1, 1, 8>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<4, 4, 8>, max_pooling2d<2>, max_pooling2d<2>> {};
#else
struct net : nns::sequential<input<3, 3, 8>, max_pooling2d<2>, max_pooling2d<2>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
