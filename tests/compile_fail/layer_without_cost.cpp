// A layer of your own that does not say what it costs.
// EXPECT: this layer has no static nns::cost cost(nns::shape, nns::shape); if it costs nothing, return {}
// EXPECT: silent
#include <nns/nns.hpp>

using namespace nns::layers;

struct silent {
  static constexpr nns::shape output(nns::shape in) { return in; }
};
struct frank : silent {
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {}; }
};

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, frank> {};
#else
struct net : nns::sequential<input<8>, silent> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
