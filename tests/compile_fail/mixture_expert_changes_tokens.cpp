// An expert sees tokens one by one, so it cannot join them.
// EXPECT: an expert must map each token to one vector: (tokens, features) to (tokens, features)
// EXPECT: tokens<20>
// EXPECT: made<320>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using expert = dense<16, relu>;
#else
using expert = flatten;
#endif
using net = nns::sequential<input<10, 16>, mixture_of_experts<8, 2, expert>>;

static_assert(nns::active_parameters<net> >= 0);
