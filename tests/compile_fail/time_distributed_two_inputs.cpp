// A layer of several inputs inside time_distributed.
// EXPECT: the layer needs more inputs
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<4, 8>, time_distributed<dense<8>>> {};
#else
struct net : nns::sequential<input<4, 8>, time_distributed<add<>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
