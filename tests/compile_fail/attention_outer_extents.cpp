// Queries for two sequences, values for three.
// EXPECT: query, value and key differ along an axis that attention does not run along
// EXPECT: one_extent<2>
// EXPECT: other_extent<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using value = input<2, 7, 16>;
#else
using value = input<3, 7, 16>;
#endif

struct net : nns::graph<node<"query", input<2, 5, 16>>, node<"value", value>,
                        node<"out", attention<>, "query", "value">> {};

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
