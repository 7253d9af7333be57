// Concatenated maps of different heights.
// EXPECT: concatenated shapes may differ along the axis only
// EXPECT: one_extent<6>
// EXPECT: other_extent<4>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, concatenate<conv2d<4, kernel<3>>, conv2d<4, kernel<3>>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, concatenate<conv2d<4, kernel<3>>, conv2d<4, kernel<5>>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
