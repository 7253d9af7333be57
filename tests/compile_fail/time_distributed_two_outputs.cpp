// A layer of several outputs inside time_distributed.
// EXPECT: a wrapped layer must have one input and one output
// EXPECT: time_distributed<lstm<3, return_state>>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<4, 5, 8>, time_distributed<lstm<3>>> {};
#else
struct net : nns::sequential<input<4, 5, 8>, time_distributed<lstm<3, return_state>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
