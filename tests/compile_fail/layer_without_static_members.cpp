// A layer of your own whose members are not static.
// EXPECT: this type is not a layer (no static output(nns::shape)), a sequential or a graph
// EXPECT: twice
// EXPECT: row<1>
#include <nns/nns.hpp>

using namespace nns::layers;

struct twice {
  constexpr nns::shape output(nns::shape in) const { return in; }
  constexpr nns::cost cost(nns::shape, nns::shape) const { return {}; }
};

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, identity> {};
#else
struct net : nns::sequential<input<8>, twice> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
