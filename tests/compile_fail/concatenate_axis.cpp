// Concatenation along an axis that does not exist.
// EXPECT: there is no such axis
// EXPECT: axis<2>
// EXPECT: rank<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, concatenate<dense<4>, dense<4>, axis<1>>> {};
#else
struct net : nns::sequential<input<8>, concatenate<dense<4>, dense<4>, axis<2>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
