// A layer of your own with a negative cost.
// EXPECT: a layer of your own returned a negative number
// EXPECT: generous<-1>
#include <nns/nns.hpp>

using namespace nns::layers;

template <int Sign>
struct generous {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {.forward = nns::macs{100 * Sign}}; }
};

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, generous<1>> {};
#else
struct net : nns::sequential<input<8>, generous<-1>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
