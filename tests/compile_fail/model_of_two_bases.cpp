// A model that derives from two.
// EXPECT: this type derives from two layers or models
// EXPECT: net
#include <nns/nns.hpp>

using namespace nns::layers;

struct encoder : nns::sequential<input<8>, dense<4>> {};
struct decoder : nns::sequential<input<4>, dense<8>> {};

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, encoder, decoder> {};
#else
struct net : encoder, decoder {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
