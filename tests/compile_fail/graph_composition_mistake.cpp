// A mistake in the block of a node.
// EXPECT: the shapes to be merged do not match
// EXPECT: named<"a">
// EXPECT: one_extent<5>
// EXPECT: other_extent<6>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::graph<node<"x", input<8>>, node<"a", sequential<dense<6>, residual<dense<6>>>, "x">> {};
#else
struct net : nns::graph<node<"x", input<8>>, node<"a", sequential<dense<6>, residual<dense<5>>>, "x">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
