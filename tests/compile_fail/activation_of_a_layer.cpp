// activation<...> of something that is not an activation.
// EXPECT: activation<...> and recurrent_activation<...> take an activation
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, activation<relu>> {};
#else
struct net : nns::sequential<input<8>, activation<dense<4>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
