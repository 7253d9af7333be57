// A device that serves and has too little memory: the key-value cache is named, too.
// EXPECT: memory_of_device<used<45056, bytes>, allowed<40000, bytes>, exceeded_by<5056, bytes>, of_which<weights<4096, bytes>, cache_of_keys_and_values<10240, bytes>, live_activations<30720, bytes>>>
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<80, 16>, multi_head_attention<4, 4, no_bias, causal>> {};

#ifdef NNS_MENDED
static_assert(nns::fits_memory<nns::sharded_serving<net, nns::parallel{}>, 50_kB>);
#else
static_assert(nns::fits_memory<nns::sharded_serving<net, nns::parallel{}>, 40_kB>);
#endif
