// A layer of your own that is not constexpr: one error, the compiler's own.
// EXPECT: output(shape
// EXPECT: a constant expression
#include <nns/nns.hpp>

using namespace nns::layers;

struct twice {
#ifdef NNS_MENDED
  static constexpr nns::shape output(nns::shape in) { return in; }
#else
  static nns::shape output(nns::shape in) { return in; }
#endif
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {}; }
};

struct net : nns::sequential<input<8>, twice> {};

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
