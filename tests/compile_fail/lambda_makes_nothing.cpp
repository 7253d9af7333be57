// A function of shapes that returns an extent of 0.
// EXPECT: a layer or a function of your own returned a shape with an extent below 1
// EXPECT: row<1>, arrived<8>, axis<1>, extent<0>
#include <nns/nns.hpp>

using namespace nns::layers;

template <int By>
struct shorter {
  constexpr nns::shape operator()(nns::shape in) const { return {in[0] - By}; }
};

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, lambda<shorter<7>>> {};
#else
struct net : nns::sequential<input<8>, lambda<shorter<8>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
