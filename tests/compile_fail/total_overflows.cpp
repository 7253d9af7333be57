// A total that does not fit in 63 bits, of layers whose counts do.
// EXPECT: a count of this layer, or a total up to it, does not fit in 63 bits
// EXPECT: row<2>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<3'000>, dense<2'000>, dense<3'000>> {};
#else
struct net : nns::sequential<input<3'000'000'000>, dense<2'000'000'000>, dense<3'000'000'000>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
