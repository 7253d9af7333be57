// 784 elements into 28 x 27.
// EXPECT: a reshape keeps the number of elements
// EXPECT: arrived_elements<784>
// EXPECT: target_elements<756>
// EXPECT: arrived<784>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<784>, reshape<28, 28>> {};
#else
struct net : nns::sequential<input<784>, reshape<28, 27>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
