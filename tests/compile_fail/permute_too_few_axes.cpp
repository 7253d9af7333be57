// A permutation that leaves out an axis.
// EXPECT: permute<...> must name each axis, from 1 to the rank, exactly once
// EXPECT: number<2>
// EXPECT: rank<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<4, 5, 6>, permute<2, 1, 3>> {};
#else
struct net : nns::sequential<input<4, 5, 6>, permute<2, 1>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
