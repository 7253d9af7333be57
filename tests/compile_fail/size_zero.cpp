// A network of the zoo without width.
// EXPECT: nns: a width must be a positive factor
#include <nns/zoo/mobilenet_v2.hpp>

using namespace nns::zoo;

#ifdef NNS_MENDED
static_assert(nns::parameters<mobilenet_v2<width<1, 2>>> > 0);
#else
static_assert(nns::parameters<mobilenet_v2<width<0>>> > 0);
#endif
