// A VGG with a number of layers that does not exist.
// EXPECT: nns: VGG has 11, 13, 16 or 19 layers
#include <nns/zoo/vgg.hpp>

using namespace nns::zoo;

#ifdef NNS_MENDED
static_assert(nns::parameters<vgg<16>> > 0);
#else
static_assert(nns::parameters<vgg<15>> > 0);
#endif
