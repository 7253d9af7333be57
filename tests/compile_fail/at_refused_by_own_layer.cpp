// A layer of your own refuses a shape that is only asked about: its message.
// EXPECT: a layer of your own refuses its input, and says why
// EXPECT: named<"mixing">
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

struct net : nns::sequential<input<8, 4>, mixing> {};

#ifdef NNS_MENDED
static_assert(nns::within<nns::at<net>(nns::shape{6, 4}).activations, 100>);
#else
static_assert(nns::within<nns::at<net>(nns::shape{7, 4}).activations, 100>);
#endif
