// A batch that is not divisible among the copies of a model.
// EXPECT: nns: the batch is not divisible by .data x .micro_batches: give nns::batch{n}, the number of instances on all devices together
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::sharded_training<net, nns::parallel{.data = 8}, nns::batch{32}>.devices == 8);
#else
static_assert(nns::sharded_training<net, nns::parallel{.data = 8}>.devices == 8);
#endif
