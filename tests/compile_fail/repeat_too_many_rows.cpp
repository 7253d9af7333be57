// A block repeated so often that a summary cannot hold its rows.
// EXPECT: the copies make more rows than a summary can hold
// EXPECT: times<3000000000>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, repeat<300, dense<8>>> {};
#else
struct net : nns::sequential<input<8>, repeat<3'000'000'000, dense<8>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
