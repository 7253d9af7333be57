// A question about a layer: without an input it has no shape.
// EXPECT: a model begins with input<...>: there is no input before this layer
// EXPECT: dense<4>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using net = nns::sequential<input<8>, dense<4>>;
#else
using net = dense<4>;
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
