// The number of experts comes first, then how many of them a token uses.
// EXPECT: mixture_of_experts<experts, used, ...> must use at least one expert, and at most all
// EXPECT: experts<2>
// EXPECT: used<8>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using net = nns::sequential<input<10, 16>, mixture_of_experts<8, 2, dense<16, relu>>>;
#else
using net = nns::sequential<input<10, 16>, mixture_of_experts<2, 8, dense<16, relu>>>;
#endif

static_assert(nns::active_parameters<net> >= 0);
