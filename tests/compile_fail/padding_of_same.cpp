// Keras' padding="same": here it is an option by itself.
// EXPECT: NumbersNotSame
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using convolution = conv2d<16, kernel<3>, same>;
#else
using convolution = conv2d<16, kernel<3>, padding<same>>;
#endif
