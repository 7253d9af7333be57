// A mistake in the layer of a node.
// EXPECT: the layer needs an input with a time axis
// EXPECT: lstm<4>
// EXPECT: named<"b">
// EXPECT: arrived<6>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<6>, "x">, node<"b", dense<4>, "a">> {};
#else
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<6>, "x">, node<"b", lstm<4>, "a">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
