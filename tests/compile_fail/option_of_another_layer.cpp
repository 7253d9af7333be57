// A dense layer with a kernel.
// EXPECT: the layer does not take this option
// EXPECT: the_option<
// EXPECT: kernel<3>
// EXPECT: arrived<8>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<4>> {};
#else
struct net : nns::sequential<input<8>, dense<4, kernel<3>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
