// The output of a model at a shape that it refuses: the model's own message.
// EXPECT: the shape that arrives has the wrong rank for this layer
// EXPECT: net
// EXPECT: named<"conv2d">
// EXPECT: row<1>
// EXPECT: arrived<8, 8>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>>> {};

#ifdef NNS_MENDED
static_assert(nns::equals<nns::at<net>(nns::shape{8, 8, 1}).output, nns::shape{6, 6, 4}>);
#else
static_assert(nns::equals<nns::at<net>(nns::shape{8, 8}).output, nns::shape{6, 6, 4}>);
#endif
