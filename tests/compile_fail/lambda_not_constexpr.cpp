// A function of shapes that is not constexpr: one error, the compiler's own.
// EXPECT: a constant expression
// EXPECT: lambda_work
#include <nns/nns.hpp>

using namespace nns::layers;

struct turned {
#ifdef NNS_MENDED
  constexpr nns::shape operator()(nns::shape in) const { return {in[1], in[0]}; }
#else
  nns::shape operator()(nns::shape in) const { return {in[1], in[0]}; }
#endif
};

struct net : nns::sequential<input<8, 4>, lambda<turned>> {};

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
