// A question about a refused model: only its own message is printed.
// EXPECT: the shape that arrives has the wrong rank for this layer
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 1>, conv2d<4, kernel<3>, same>> {};
#else
struct net : nns::sequential<input<8, 8>, conv2d<4, kernel<3>, same>> {};
#endif
static_assert(nns::valid_model<net>);
static_assert(nns::equals<nns::output_shape<net>, nns::shape{8, 8, 4}>);
static_assert(nns::equals<nns::forward<net>, 2'304_MAC>);
static_assert(nns::equals<nns::parameters<net>, 40>);
