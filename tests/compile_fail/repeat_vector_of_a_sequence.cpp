// repeat_vector of something that is already a sequence.
// EXPECT: the shape that arrives has the wrong rank for this layer
// EXPECT: needed<1>
// EXPECT: arrived_rank<2>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, repeat_vector<3>> {};
#else
struct net : nns::sequential<input<5, 8>, repeat_vector<3>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
