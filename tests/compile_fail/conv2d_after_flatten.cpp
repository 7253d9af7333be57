// A convolution behind flatten.
// EXPECT: the shape that arrives has the wrong rank for this layer
// EXPECT: row<2>
// EXPECT: arrived<192>
// EXPECT: needed<3>
// EXPECT: arrived_rank<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, same>, flatten> {};
#else
struct net : nns::sequential<input<8, 8, 3>, flatten, conv2d<4, kernel<3>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
