// A model that breaks a rule, checked by nothing else.
// EXPECT: the layer needs its kernel<...>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 1>, conv2d<4, kernel<3>>> {};
#else
struct net : nns::sequential<input<8, 8, 1>, conv2d<4, relu>> {};
#endif
static_assert(nns::valid_model<net>);
