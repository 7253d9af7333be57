// A position counts from 0: in front of the first one there are no keys.
// EXPECT: cached<n> is how many earlier keys there are: 0 or more
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
