// A context must be written as nns::context{n}.
// EXPECT: the options after the model are its storage
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

using net = nns::sequential<input<10, 8>, multi_head_attention<2, 4, causal>>;
#ifdef NNS_MENDED
static_assert(nns::kv_cache_bytes<net, nns::context{4096}>.count >= 0);
#else
static_assert(nns::kv_cache_bytes<net, 4096>.count >= 0);
#endif
