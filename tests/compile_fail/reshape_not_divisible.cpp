// An inferred extent that does not come out even.
// EXPECT: a reshape keeps the number of elements
// EXPECT: arrived_elements<10>
// EXPECT: target_elements<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<10>, reshape<5, -1>> {};
#else
struct net : nns::sequential<input<10>, reshape<3, -1>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
