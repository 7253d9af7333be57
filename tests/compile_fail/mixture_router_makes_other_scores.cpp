// A router of your own must make one score for each expert.
// EXPECT: the router must make one score for each expert
// EXPECT: experts<8>
// EXPECT: scores<4>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using scores = routed_by<dense<8, sigmoid>>;
#else
using scores = routed_by<dense<4, sigmoid>>;
#endif
using net = nns::sequential<input<10, 16>, mixture_of_experts<8, 2, dense<16, relu>, scores>>;

static_assert(nns::active_parameters<net> >= 0);
