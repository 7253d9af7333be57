// A network of the zoo with two resolutions.
// EXPECT: nns: a size is given twice
#include <nns/zoo/mobilenet_v2.hpp>

using namespace nns::zoo;

#ifdef NNS_MENDED
static_assert(nns::parameters<mobilenet_v2<resolution<192>, width<3, 4>>> > 0);
#else
static_assert(nns::parameters<mobilenet_v2<resolution<192>, width<3, 4>, resolution<160>>> > 0);
#endif
