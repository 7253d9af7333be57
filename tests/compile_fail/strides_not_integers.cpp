// A number of an option is an integer, one for each axis; extents are for layers.
// EXPECT: an option's an integer
// EXPECT: row<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, strides<2, 2>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, strides<nns::extents{2, 2}>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
