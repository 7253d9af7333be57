// A query of rank 2, a value of rank 3.
// EXPECT: query, value and key must have the same rank
// EXPECT: one_rank<2>
// EXPECT: other_rank<3>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using value = input<7, 16>;
#else
using value = input<2, 7, 16>;
#endif

struct net : nns::graph<node<"query", input<5, 16>>, node<"value", value>,
                        node<"out", attention<>, "query", "value">> {};

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
