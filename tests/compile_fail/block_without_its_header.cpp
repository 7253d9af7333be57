// A block without its header.
// EXPECT: this layer stands in a header of its own: #include <nns/models/blocks.hpp>
// EXPECT: gate<conv2d<16, kernel<1>, sigmoid>>
// EXPECT: row<1>
// EXPECT: arrived<8, 8, 16>
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/models/blocks.hpp>
#endif

using namespace nns::layers;

struct net : nns::sequential<input<8, 8, 16>, gate<conv2d<16, kernel<1>, sigmoid>>> {};

static_assert(nns::parameters<net> > 0);
