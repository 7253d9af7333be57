// reset_after belongs to gru.
// EXPECT: the layer does not take this option
// EXPECT: the_option<
// EXPECT: reset_after<false>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<5, 3>, gru<8, reset_after<false>>> {};
#else
struct net : nns::sequential<input<5, 3>, lstm<8, reset_after<false>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
