// A language model whose cache is too large, and which uses too many of its parameters.
// EXPECT: budget_of<net, active_parameters<used<1152>, allowed<1000>, exceeded_by<152>>, kv_cache_bytes<used<5120, bytes>, allowed<4096, bytes>, exceeded_by<1024, bytes>>
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<80, 16>, multi_head_attention<4, 4, no_bias, causal>,
                             mixture_of_experts<4, 1, dense<4, no_bias>>> {};

#ifdef NNS_MENDED
static_assert(nns::fits<net, nns::budget{.active_parameters = 1'200, .kv_cache_bytes = 8_KiB, .storage = nns::float16_storage}>);
#else
static_assert(nns::fits<net, nns::budget{.active_parameters = 1'000, .kv_cache_bytes = 4_KiB, .storage = nns::float16_storage}>);
#endif
