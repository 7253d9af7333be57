// Two strides for a convolution over one axis.
// EXPECT: give one number, or one for each spatial axis
// EXPECT: axes<1>
// EXPECT: given<2>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 3>, conv1d<4, kernel<3>, strides<2>>> {};
#else
struct net : nns::sequential<input<8, 3>, conv1d<4, kernel<3>, strides<2, 2>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
