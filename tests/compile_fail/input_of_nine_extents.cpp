// An input of nine extents.
// EXPECT: a shape has at most eight extents
// EXPECT: rank<9>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<1, 2, 1, 2, 1, 2, 1, 2>, flatten> {};
#else
struct net : nns::sequential<input<1, 2, 1, 2, 1, 2, 1, 2, 1>, flatten> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
