// A limit on a number of a model at a shape that it refuses: the model's own message.
// EXPECT: the (dilated) kernel is larger than the padded input
// EXPECT: net
// EXPECT: named<"stem/squeeze">
// EXPECT: row<2>
// EXPECT: arrived<2, 2, 4>
// EXPECT: kernel<3>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<9, 9, 3>, named<"stem", conv2d<4, kernel<7>>, named<"squeeze", conv2d<4, kernel<3>>>>> {
};

#ifdef NNS_MENDED
static_assert(nns::within<nns::at<net>(nns::shape{9, 9, 3}).forward, 1_MMAC>);
#else
static_assert(nns::within<nns::at<net>(nns::shape{8, 8, 3}).forward, 1_MMAC>);
#endif
