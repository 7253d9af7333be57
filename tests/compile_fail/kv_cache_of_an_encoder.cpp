// An encoder looks both ways, so it has no key-value cache.
// EXPECT: no layer of this model keeps keys and values
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using net = nns::sequential<input<10, 8>, multi_head_attention<2, 4, causal>>;
#else
using net = nns::sequential<input<10, 8>, multi_head_attention<2, 4>>;
#endif

static_assert(nns::kv_cache_bytes<net, nns::batch{2}>.count >= 0);
