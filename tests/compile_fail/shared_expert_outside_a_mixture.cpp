// A shared expert outside its mixture.
// EXPECT: shared_expert and routed_by belong in a mixture_of_experts<experts, used, ...>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using net = nns::sequential<input<10, 16>, mixture_of_experts<8, 2, dense<16>, shared_expert<dense<16>>>>;
#else
using net = nns::sequential<input<10, 16>, mixture_of_experts<8, 2, dense<16>>, shared_expert<dense<16>>>;
#endif

static_assert(nns::active_parameters<net> >= 0);
