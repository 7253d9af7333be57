// A kernel as a plain number, as in Keras.
// EXPECT: KernelAndOptions
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using convolution = conv2d<16, kernel<3>>;
#else
using convolution = conv2d<16, 3>;
#endif
