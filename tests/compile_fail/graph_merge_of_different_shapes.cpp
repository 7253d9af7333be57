// Nodes of different widths are added.
// EXPECT: the shapes to be merged do not match
// EXPECT: named<"c">
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net
    : nns::graph<node<"x", input<8>>, node<"a", dense<5>, "x">, node<"b", dense<5>, "x">, node<"c", add<>, "a", "b">> {
};
#else
struct net
    : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">, node<"b", dense<5>, "x">, node<"c", add<>, "a", "b">> {
};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
