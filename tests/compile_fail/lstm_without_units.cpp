// A recurrent layer of no units.
// EXPECT: the layer's size
// EXPECT: value<0>
// EXPECT: arrived<5, 3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<5, 3>, lstm<1>> {};
#else
struct net : nns::sequential<input<5, 3>, lstm<0>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
