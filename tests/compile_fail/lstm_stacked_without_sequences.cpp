// A second lstm after one that returns its last step only.
// EXPECT: the layer needs an input with a time axis: (time, features)
// EXPECT: row<2>
// EXPECT: arrived<8>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<20, 16>, lstm<8, return_sequences>, lstm<8>> {};
#else
struct net : nns::sequential<input<20, 16>, lstm<8>, lstm<8>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
