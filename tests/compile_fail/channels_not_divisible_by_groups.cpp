// 6 channels in 4 groups.
// EXPECT: the input's channels are not divisible by the groups
// EXPECT: channels<6>
// EXPECT: groups<4>
// EXPECT: arrived<8, 8, 6>
// EXPECT: row<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 8>, conv2d<8, kernel<3>, groups<4>>> {};
#else
struct net : nns::sequential<input<8, 8, 6>, conv2d<8, kernel<3>, groups<4>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
