// A layer of your own with two inputs, which gets one.
// EXPECT: the layer needs more inputs
// EXPECT: bilinear
// EXPECT: needed<2>
// EXPECT: arriving<1>
#include <nns/nns.hpp>

using namespace nns::layers;

struct bilinear {
  static constexpr nns::shape output(nns::shape, nns::shape) { return {5}; }
  static constexpr nns::cost cost(nns::shape a, nns::shape b, nns::shape out) {
    return {.forward = nns::macs{a[0] * b[0] * out[0]}, .parameters = a[0] * b[0] * out[0]};
  }
};

#ifdef NNS_MENDED
struct net : nns::graph<node<"a", input<3>>, node<"b", input<4>>, node<"f", bilinear, "a", "b">> {};
#else
struct net : nns::graph<node<"a", input<3>>, node<"f", bilinear, "a">> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
