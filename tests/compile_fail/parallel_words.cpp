// A vocabulary that is not divisible among the devices.
// EXPECT: nns: the vocabulary of an embedding is not divisible by .tensor: pad it
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<16>, embedding<50'304, 64>, layer_normalization<>> {};
#else
struct net : nns::sequential<input<16>, embedding<50'257, 64>, layer_normalization<>> {};
#endif
static_assert(nns::sharded_training<net, nns::parallel{.tensor = 8}>.devices == 8);
