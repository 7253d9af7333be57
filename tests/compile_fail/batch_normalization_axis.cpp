// Batch normalisation along an axis that does not exist.
// EXPECT: there is no such axis
// EXPECT: axis<4>
// EXPECT: rank<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, batch_normalization<axis<3>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, batch_normalization<axis<4>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
