// More outputs than a layer may have.
// EXPECT: a layer has at most 10,000 outputs
// EXPECT: outputs<10001>
#include <nns/nns.hpp>
#include <nns/layers/slicing.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<39, 3>, unstack<axis<1>>, add<>> {};
#else
struct net : nns::sequential<input<10001, 3>, unstack<axis<1>>, add<>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
