// A layer of your own refuses its input, with a message of its own.
// EXPECT: a layer of your own refuses its input, and says why
// EXPECT: mixing
// EXPECT: says<"the mixing layer pairs neighbours, so the length must be even: pad it first">
// EXPECT: row<1>
// EXPECT: arrived<7, 4>
#include <nns/nns.hpp>

using namespace nns::layers;

struct mixing {
  static constexpr nns::shape output(nns::shape in) {
    if (in[0] % 2 != 0)
      return nns::refuse("the mixing layer pairs neighbours, so the length must be even: pad it first");
    return {in[0] / 2, 2 * in[1]};
  }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {}; }
};

#ifdef NNS_MENDED
struct net : nns::sequential<input<7, 4>, zero_padding1d<nns::sides{{0, 1}}>, mixing> {};
#else
struct net : nns::sequential<input<7, 4>, mixing> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
