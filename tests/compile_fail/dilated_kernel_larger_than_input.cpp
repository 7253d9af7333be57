// A kernel that dilation makes larger than its padded input.
// EXPECT: the (dilated) kernel is larger than the padded input
// EXPECT: kernel<13>
// EXPECT: padded_input<10>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<5>, dilation<2>, padding<1>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<5>, dilation<3>, padding<1>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
