// Eight keys for seven values.
// EXPECT: keys and values have different lengths
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using keys = input<7, 16>;
#else
using keys = input<8, 16>;
#endif

struct net : nns::graph<node<"query", input<5, 16>>, node<"value", input<7, 16>>, node<"key", keys>,
                        node<"out", attention<>, "query", "value", "key">> {};

static_assert(nns::forward<net>.count > 0);
