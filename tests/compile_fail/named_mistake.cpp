// A mistake in a layer that has a name.
// EXPECT: the input's channels are not divisible by the groups
// EXPECT: row<2>
// EXPECT: arrived<6, 6, 6>
// EXPECT: named<"stem/squeeze">
// SHOWN: tests/compile_fail/README.md channels_not_divisible_by_groups
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 6>,
                             named<"stem", conv2d<6, kernel<3>>, named<"squeeze", conv2d<8, kernel<1>, groups<2>>>>> {};
#else
struct net : nns::sequential<input<8, 8, 6>,
                             named<"stem", conv2d<6, kernel<3>>, named<"squeeze", conv2d<8, kernel<1>, groups<4>>>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
