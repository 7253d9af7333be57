// A shared layer that would need other weights the second time.
// EXPECT: a shared layer would need other weights for this input: its shape differs from the first
// EXPECT: first<36>
// EXPECT: now<40>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"y", input<8>>, node<"a", dense<4>, "x">, node<"b", shared<"a">, "y">,
                        node<"c", add<>, "a", "b">> {};
#else
struct net : nns::graph<node<"x", input<8>>, node<"y", input<9>>, node<"a", dense<4>, "x">, node<"b", shared<"a">, "y">,
                        node<"c", add<>, "a", "b">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
