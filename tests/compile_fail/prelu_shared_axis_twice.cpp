// prelu with an axis shared twice.
// EXPECT: an axis is given twice
// EXPECT: axis<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, prelu<shared_axes<1, 2>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, prelu<shared_axes<1, 1>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
