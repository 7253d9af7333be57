// A layer of your own whose cost is a plain number.
// EXPECT: this layer has no static nns::cost cost(nns::shape, nns::shape); if it costs nothing, return {}
// EXPECT: twice
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct twice {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) { return {.forward = nns::macs{in.elements()}}; }
};
#else
struct twice {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr std::int64_t cost(nns::shape in, nns::shape) { return in.elements(); }
};
#endif

struct net : nns::sequential<input<8>, twice> {};

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
