// bidirectional over a layer that is not recurrent.
// EXPECT: bidirectional<...> wraps one recurrent layer
// EXPECT: bidirectional<
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<20, 16>, bidirectional<lstm<8>>> {};
#else
struct net : nns::sequential<input<20, 16>, bidirectional<dense<8>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
