// A dense layer of no units.
// EXPECT: the layer's size (units, filters, groups, multiplier, ...) must be at least 1
// EXPECT: dense<0>
// EXPECT: value<0>
// EXPECT: row<1>
// EXPECT: arrived<8>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<1>> {};
#else
struct net : nns::sequential<input<8>, dense<0>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
