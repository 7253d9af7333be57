// More outputs than a layer may have.
// EXPECT: a layer has at most 16 outputs
// EXPECT: outputs<17>
#include <nns/nns.hpp>
#include <nns/layers/slicing.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<16, 3>, unstack<axis<1>>, add<>> {};
#else
struct net : nns::sequential<input<17, 3>, unstack<axis<1>>, add<>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
