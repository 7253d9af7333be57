// One output for each time step, but their number is not known.
// EXPECT: the layer has an output for each part of this extent, but the extent is not known
// EXPECT: axis<1>
#include <nns/nns.hpp>
#include <nns/layers/slicing.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<4, 3>, unstack<axis<1>>, add<>> {};
#else
struct net : nns::sequential<input<nns::shape::unknown, 3>, unstack<axis<1>>, add<>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
