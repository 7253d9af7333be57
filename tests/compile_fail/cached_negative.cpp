// Positions count from 0: there are no keys before the first one.
// EXPECT: cached<n> is the number of earlier keys: 0 or more
// EXPECT: value<-1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
constexpr int earlier = 0;
#else
constexpr int earlier = -1;
#endif
using net = nns::sequential<input<1, 8>, multi_head_attention<2, 4, causal, cached<earlier>>>;

static_assert(nns::forward<net>.count >= 0);
