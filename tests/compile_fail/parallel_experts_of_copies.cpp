// Experts are shared by copies of the model, of which there are fewer.
// EXPECT: nns: .data is not divisible by .expert: the copies of the model share the experts
#include <nns/memory/parallel.hpp>
#include <nns/models/mixture_of_experts.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<4, 8>, mixture_of_experts<8, 2, dense<8, no_bias>>> {};

#ifdef NNS_MENDED
inline constexpr nns::parallel devices{.data = 4, .expert = 4};
#else
inline constexpr nns::parallel devices{.data = 2, .expert = 4};
#endif

static_assert(nns::sharded_training<net, devices, nns::batch{4}>.parameters < 250);
