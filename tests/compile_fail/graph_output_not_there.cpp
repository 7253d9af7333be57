// The second output of a layer that has one output.
// EXPECT: an input names an output that its node does not have
// EXPECT: output<1>
// EXPECT: outputs<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">, node<"b", dense<4>, "a">> {};
#else
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">, node<"b", dense<4>, "a:1">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
