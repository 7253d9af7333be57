// Two activations.
// EXPECT: an option is given twice, or together with one that excludes it
// EXPECT: the_option<
// EXPECT: relu
// EXPECT: tanh_
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<4, relu>> {};
#else
struct net : nns::sequential<input<8>, dense<4, relu, tanh_>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
