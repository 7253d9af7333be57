// A node outside a graph.
// EXPECT: node and outputs belong in a graph, shared in a node, shortcut in a residual
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, named<"a", dense<4>>> {};
#else
struct net : nns::sequential<input<8>, node<"a", dense<4>, "x">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
