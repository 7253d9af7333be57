// A cycle.
// EXPECT: the graph has a cycle through this node
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"a", add<>, "x", "x">, node<"b", dense<8>, "a">> {};
#else
struct net : nns::graph<node<"x", input<8>>, node<"a", add<>, "x", "b">, node<"b", dense<8>, "a">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
