// recurrent_activation<...> of something that is not an activation.
// EXPECT: one of the options of the layer is not an option
// EXPECT: the_option<
// EXPECT: recurrent_activation<
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<5, 3>, lstm<4, recurrent_activation<sigmoid>>> {};
#else
struct net : nns::sequential<input<5, 3>, lstm<4, recurrent_activation<dense<4>>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
