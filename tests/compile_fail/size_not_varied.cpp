// A network of the zoo with a size that its family does not have.
// EXPECT: nns: this family of networks does not have this size
// EXPECT: width<1, 2>
#include <nns/zoo/vgg.hpp>

using namespace nns::zoo;

#ifdef NNS_MENDED
static_assert(nns::parameters<vgg<16, classes<10>>> > 0);
#else
static_assert(nns::parameters<vgg<16, width<1, 2>>> > 0);
#endif
