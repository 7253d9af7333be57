// More is cropped than there is.
// EXPECT: nothing is left: cropping or padding removes the whole extent
// EXPECT: extent<8>
// EXPECT: cropped<8>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, cropping2d<3>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, cropping2d<4>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
