// A node whose input does not exist.
// EXPECT: an input, an output or a shared<...> names a node that does not exist
// EXPECT: named<"a">
// EXPECT: not_found<"y">
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">> {};
#else
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "y">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
