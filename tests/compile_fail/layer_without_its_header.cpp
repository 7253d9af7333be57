// A rarer layer without its header.
// EXPECT: this layer has a header of its own: #include <nns/layers/rearranging.hpp>
// EXPECT: channel_shuffle<2>
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/layers/rearranging.hpp>
#endif

using namespace nns::layers;

struct net : nns::sequential<input<8, 8, 4>, channel_shuffle<2>> {};
static_assert(nns::parameters<net> == 0);
