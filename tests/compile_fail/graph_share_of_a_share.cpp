// shared<...> of a shared<...>.
// EXPECT: shared<...> must name a node with a layer of its own, not another shared<...>
// EXPECT: named<"c">
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<8>, "x">, node<"b", shared<"a">, "a">,
                        node<"c", shared<"a">, "b">> {};
#else
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<8>, "x">, node<"b", shared<"a">, "a">,
                        node<"c", shared<"b">, "b">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
