// A model with one input that is asked about two shapes.
// EXPECT: the number of shapes differs from the number of the model's inputs
// EXPECT: given<2>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<9, 9, 3>, conv2d<4, kernel<7>>> {};

#ifdef NNS_MENDED
static_assert(nns::within<nns::at<net>(nns::shape{8, 8, 3}).forward, 1_MMAC>);
#else
static_assert(nns::within<nns::at<net>(nns::shape{8, 8, 3}, nns::shape{8, 8, 3}).forward, 1_MMAC>);
#endif
