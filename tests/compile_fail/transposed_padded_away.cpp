// A transposed convolution whose padding leaves nothing.
// EXPECT: nothing is left: cropping or padding removes the whole extent
// EXPECT: extent<2>
// EXPECT: cropped<2>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<2, 2, 3>, conv2d_transpose<4, kernel<2>, padding<1>>> {};
#else
struct net : nns::sequential<input<1, 1, 3>, conv2d_transpose<4, kernel<2>, padding<1>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
