// An output padding as large as the stride.
// EXPECT: the output padding must be below the stride
// EXPECT: padding<2>
// EXPECT: stride<2>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, conv2d_transpose<4, kernel<3>, strides<2>, output_padding<1>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, conv2d_transpose<4, kernel<3>, strides<2>, output_padding<2>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
