// An input with inputs.
// EXPECT: an input<...> node takes no inputs
// EXPECT: named<"y">
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"y", input<8>>, node<"a", add<>, "x", "y">> {};
#else
struct net : nns::graph<node<"x", input<8>>, node<"y", input<8>, "x">, node<"a", add<>, "x", "y">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
