// A block without its header.
// EXPECT: this layer has a header of its own: #include <nns/models/blocks.hpp>
// EXPECT: squeeze_excitation<4, 16
// EXPECT: row<1>
// EXPECT: arrived<8, 8, 16>
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/models/blocks.hpp>
#endif

using namespace nns::layers;

struct net : nns::sequential<input<8, 8, 16>, squeeze_excitation<4, 16>> {};

static_assert(nns::parameters<net> > 0);
