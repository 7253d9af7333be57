// Tensor parallelism, and filters that do not divide.
// EXPECT: nns: the units of a dense layer, or the filters of a convolution, are not divisible by .tensor
// EXPECT: splits<6>, into<4>, named<"conv2d">, of_row<1>
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, conv2d<8, kernel<3>, relu>, conv2d<4, kernel<1>>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, conv2d<6, kernel<3>, relu>, conv2d<4, kernel<1>>> {};
#endif

static_assert(nns::sharded_training<net, nns::parallel{.tensor = 4}>.parameters < 80);
