// A layer whose multiply-adds do not fit in 63 bits.
// EXPECT: a count of this layer, or a total up to it, does not fit in 63 bits
// EXPECT: row<1>
// EXPECT: arrived<5000000000>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<50'000>, dense<50'000>> {};
#else
struct net : nns::sequential<input<5'000'000'000>, dense<5'000'000'000>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
