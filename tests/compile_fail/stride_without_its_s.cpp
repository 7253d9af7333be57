// An option that is called otherwise here: nothing that is the library's own is suggested in its place.
// EXPECT: stride
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using convolution = conv2d<16, kernel<3>, strides<2>>;
#else
using convolution = conv2d<16, kernel<3>, stride<2>>;
#endif
