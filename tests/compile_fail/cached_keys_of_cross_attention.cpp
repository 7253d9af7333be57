// In cross attention all keys and values are cached: n must be their number.
// EXPECT: with keys and values as a separate input, cached<n> must be their number: all of them are cached
// EXPECT: cached<12>
// EXPECT: keys<10>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = multi_head_attention<2, 4, cached<10>>;
#else
using layer_under_test = multi_head_attention<2, 4, cached<12>>;
#endif
struct net : nns::graph<node<"word", input<1, 8>>, node<"memory", input<10, 8>>,
                        node<"cross", layer_under_test, "word", "memory">> {};

static_assert(nns::forward<net>.count >= 0);
