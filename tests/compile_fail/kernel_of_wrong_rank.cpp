// A kernel of three extents for a convolution over two axes.
// EXPECT: give one number, or one for each spatial axis
// EXPECT: axes<2>
// EXPECT: given<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3, 3>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3, 3, 3>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
