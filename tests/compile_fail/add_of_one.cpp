// One branch added to nothing.
// EXPECT: the layer needs more inputs
// EXPECT: needed<2>
// EXPECT: arriving<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, add<dense<4>, dense<4>>> {};
#else
struct net : nns::sequential<input<8>, add<dense<4>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
