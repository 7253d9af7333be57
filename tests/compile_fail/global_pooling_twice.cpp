// Global pooling of something that has been pooled globally already.
// EXPECT: the shape that arrives has the wrong rank for this layer
// EXPECT: needed<3>
// EXPECT: arrived_rank<1>
// EXPECT: row<2>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, global_average_pooling2d<>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, global_average_pooling2d<>, global_average_pooling2d<>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
