// Tensor parallelism, and units that do not divide.
// EXPECT: nns: the units of a dense layer, or the filters of a convolution, are not divisible by .tensor
// EXPECT: splits<6>, into<4>, named<"dense">, of_row<1>
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<8, relu>, dense<4>> {};
#else
struct net : nns::sequential<input<8>, dense<6, relu>, dense<4>> {};
#endif

static_assert(nns::sharded_training<net, nns::parallel{.tensor = 4}>.parameters < 60);
