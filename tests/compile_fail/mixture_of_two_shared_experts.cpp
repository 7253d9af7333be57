// Two shared experts: write their sum, or one expert of their joint width.
// EXPECT: mixture_of_experts<...> takes an expert, and at most one routed_by and one shared_expert
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using net = nns::sequential<input<10, 16>,
                            mixture_of_experts<8, 2, dense<16>, shared_expert<add<dense<16>, dense<16>>>>>;
#else
using net = nns::sequential<input<10, 16>,
                            mixture_of_experts<8, 2, dense<16>, shared_expert<dense<16>>, shared_expert<dense<16>>>>;
#endif

static_assert(nns::active_parameters<net> >= 0);
