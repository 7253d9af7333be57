// A layer of your own that returns no shape at all.
// EXPECT: a layer of your own returned an empty list of shapes: a layer has at least one output
// EXPECT: splitter
// EXPECT: arrived<6>
#include <nns/nns.hpp>

using namespace nns::layers;

struct splitter {
#ifdef NNS_MENDED
  static constexpr nns::shapes output(nns::shape in) { return {{in[0] / 2}, {in[0] / 2}}; }
#else
  static constexpr nns::shapes output(nns::shape) { return {}; }
#endif
  static constexpr nns::cost cost(nns::shape, nns::shapes) { return {}; }
};
struct net : nns::sequential<input<6>, splitter, add<>> {};

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
