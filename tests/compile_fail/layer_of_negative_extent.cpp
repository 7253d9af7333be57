// A layer of your own that returns an extent of 0.
// EXPECT: a layer or a function of your own returned a shape with an extent below 1
// EXPECT: shrink<8>, row<1>, arrived<8>, axis<1>, extent<0>
#include <nns/nns.hpp>

using namespace nns::layers;

template <int By>
struct shrink {
  static constexpr nns::shape output(nns::shape in) { return {in[0] - By}; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {}; }
};

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, shrink<7>> {};
#else
struct net : nns::sequential<input<8>, shrink<8>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
