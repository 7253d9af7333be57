// A layer in a graph that is not a node.
// EXPECT: a graph takes only node<
// EXPECT: dense<4>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">> {};
#else
struct net : nns::graph<node<"x", input<8>>, dense<4>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
