// A vector and a map concatenated.
// EXPECT: the shapes to be concatenated have different ranks
// EXPECT: one_rank<1>
// EXPECT: other_rank<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, concatenate<flatten, sequential<conv2d<4, kernel<3>>, flatten>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, concatenate<flatten, conv2d<4, kernel<3>>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
