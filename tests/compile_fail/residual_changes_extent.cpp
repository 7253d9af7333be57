// A residual whose long path has strides, and whose shortcut has none.
// EXPECT: the shapes to be merged do not match
// EXPECT: one_extent<4>
// EXPECT: other_extent<8>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net
    : nns::sequential<input<8, 8, 16>,
                      residual<conv2d<32, kernel<3>, strides<2>, same>, shortcut<conv2d<32, kernel<1>, strides<2>>>>> {
};
#else
struct net : nns::sequential<input<8, 8, 16>,
                             residual<conv2d<32, kernel<3>, strides<2>, same>, shortcut<conv2d<32, kernel<1>>>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
