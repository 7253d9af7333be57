// Branches of different widths are added.
// EXPECT: the shapes to be merged do not match: extents must be equal, or 1
// EXPECT: one_extent<4>
// EXPECT: other_extent<5>
// EXPECT: add<
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, add<dense<5>, dense<5>>> {};
#else
struct net : nns::sequential<input<8>, add<dense<4>, dense<5>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
