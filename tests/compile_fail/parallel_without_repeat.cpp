// A pipeline for a model without a repeat.
// EXPECT: nns: .pipeline splits the copies of one outermost repeat<n, ...> with n of at least 4, but this model has none, or several
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<64>, repeat<4, dense<64, relu>>, dense<10>> {};
#else
struct net : nns::sequential<input<64>, dense<64, relu>, dense<64, relu>, dense<10>> {};
#endif
static_assert(nns::sharded_training<net, nns::parallel{.pipeline = 2}>.devices == 2);
