// A 7x7 kernel on a 5x5 map without padding.
// EXPECT: the (dilated) kernel is larger than the padded input
// EXPECT: kernel<7>
// EXPECT: padded_input<5>
// EXPECT: arrived<5, 5, 3>
// EXPECT: row<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<5, 5, 3>, conv2d<4, kernel<5>>> {};
#else
struct net : nns::sequential<input<5, 5, 3>, conv2d<4, kernel<7>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
