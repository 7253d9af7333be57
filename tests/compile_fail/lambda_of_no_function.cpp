// lambda<...> of something that is not a function of shapes.
// EXPECT: lambda<F> needs a type F with a constexpr call operator from nns::shape to nns::shape
// EXPECT: lambda<int>
#include <nns/nns.hpp>

using namespace nns::layers;

struct same_shape {
  constexpr nns::shape operator()(nns::shape in) const { return in; }
};

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, lambda<same_shape>> {};
#else
struct net : nns::sequential<input<8>, lambda<int>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
