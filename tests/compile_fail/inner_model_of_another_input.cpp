// A model inside another one that declares another input.
// EXPECT: a model inside another model declares an input<...> that differs from the shape
// EXPECT: input<8>
// EXPECT: arrived<16>
#include <nns/nns.hpp>

using namespace nns::layers;

struct encoder : nns::sequential<input<8>, dense<4>> {};

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, encoder, dense<2>> {};
#else
struct net : nns::sequential<input<16>, encoder, dense<2>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
