// Padding for three axes of an image.
// EXPECT: give one number, or one for each spatial axis
// EXPECT: axes<2>
// EXPECT: given<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, zero_padding2d<nns::extents{1, 2}>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, zero_padding2d<nns::extents{1, 2, 3}>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
