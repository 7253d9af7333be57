// Heads that do not divide among the devices.
// EXPECT: nns: the key and value heads of an attention layer are not divisible by .tensor
// EXPECT: splits<4>, into<8>, named<"multi_head_attention">, of_row<1>
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<16, 64>, multi_head_attention<4, 16>> {};

#ifdef NNS_MENDED
static_assert(nns::sharded_training<net, nns::parallel{.tensor = 4}>.devices == 4);
#else
static_assert(nns::sharded_training<net, nns::parallel{.tensor = 8}>.devices == 8);
#endif
