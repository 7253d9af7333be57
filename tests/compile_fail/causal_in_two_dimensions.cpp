// Causal padding for a convolution over an image.
// EXPECT: causal padding is for conv1d only
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 3>, conv1d<4, kernel<3>, causal>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, causal>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
