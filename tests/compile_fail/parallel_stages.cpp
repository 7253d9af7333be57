// Copies of a repeat that are not divisible among the stages of a pipeline.
// EXPECT: nns: the copies of the model's repeat<n, ...> are not divisible by .pipeline
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<64>, repeat<12, dense<64, relu>>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::sharded_training<net, nns::parallel{.pipeline = 4}>.devices == 4);
#else
static_assert(nns::sharded_training<net, nns::parallel{.pipeline = 5}>.devices == 5);
#endif
