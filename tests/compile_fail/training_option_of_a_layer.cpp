// Something that is not an option of training memory.
// EXPECT: nns: the options after the model are the types (nns::mixed_bfloat16, nns::precision{...}), the optimizer (nns::sgd, nns::adamw, ...), nns::batch{n}, nns::attention_kernel::fused or ::recomputed, nns::attention_dropout and nns::autograd_options{...}, in any order
#include <nns/memory/training.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::training_memory<net, nns::batch{8}>.peak < nns::bytes{1'000'000});
#else
static_assert(nns::training_memory<net, 8>.peak < nns::bytes{1'000'000});
#endif
