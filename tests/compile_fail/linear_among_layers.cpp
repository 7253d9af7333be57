// linear is an option only.
// EXPECT: this is an option, not a layer
// EXPECT: linear
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<4, linear>> {};
#else
struct net : nns::sequential<input<8>, dense<4>, linear> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
