// A budget of devices that cannot share a model: 6 heads of keys on 4 of them.
// EXPECT: nns: the key and value heads of an attention layer are not divisible by .tensor
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 24>, multi_head_attention<6, 4, no_bias, causal>> {};

#ifdef NNS_MENDED
static_assert(nns::must_fit<net, nns::budget{.training_bytes = 1_MB, .devices = {.tensor = 3}}>);
#else
static_assert(nns::must_fit<net, nns::budget{.training_bytes = 1_MB, .devices = {.tensor = 4}}>);
#endif
