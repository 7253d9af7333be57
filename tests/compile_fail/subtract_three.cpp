// Three branches subtracted.
// EXPECT: more inputs arrive than the layer takes
// EXPECT: taken<2>
// EXPECT: arriving<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, subtract<dense<4>, dense<4>>> {};
#else
struct net : nns::sequential<input<8>, subtract<dense<4>, dense<4>, dense<4>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
