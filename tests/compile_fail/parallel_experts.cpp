// Experts that are more than the devices, but not a multiple.
// EXPECT: nns: the experts of a mixture are not divisible by .expert
#include <nns/memory/parallel.hpp>
#include <nns/models/mixture_of_experts.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<4, 8>, mixture_of_experts<8, 2, dense<8, no_bias>>> {};
#else
struct net : nns::sequential<input<4, 8>, mixture_of_experts<6, 2, dense<8, no_bias>>> {};
#endif

static_assert(nns::sharded_training<net, nns::parallel{.data = 4, .expert = 4}, nns::batch{4}>.parameters < 250);
