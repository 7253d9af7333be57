// A node that is never used.
// EXPECT: this node is never used: no node takes it as input, and outputs<...> does not name it
// EXPECT: named<"a">
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"b", dense<4>, "x">, node<"c", dense<2>, "b">, outputs<"c">> {};
#else
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">, node<"b", dense<4>, "x">,
                        node<"c", dense<2>, "b">, outputs<"c">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
