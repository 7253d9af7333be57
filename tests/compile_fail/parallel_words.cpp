// A vocabulary that does not divide among the devices.
// EXPECT: nns: the words of an embedding are not divisible by .tensor: vocabularies are padded for that
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<16>, embedding<50'304, 64>, layer_normalization<>> {};
#else
struct net : nns::sequential<input<16>, embedding<50'257, 64>, layer_normalization<>> {};
#endif
static_assert(nns::sharded_training<net, nns::parallel{.tensor = 8}>.devices == 8);
