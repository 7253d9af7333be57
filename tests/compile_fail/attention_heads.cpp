// Grouped queries whose key and value heads do not divide the query heads.
// EXPECT: the heads must divide the channels, and the key heads must divide the query heads
// EXPECT: size<6>
// EXPECT: heads<4>
// EXPECT: arrived<16, 64>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<16, 64>, grouped_query_attention<8, 6, 3>> {};
#else
struct net : nns::sequential<input<16, 64>, grouped_query_attention<8, 6, 4>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
