// A residual without layers.
// EXPECT: this model, or a branch of it, has no layers: give it at least one
// EXPECT: residual<>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, residual<dense<8>>> {};
#else
struct net : nns::sequential<input<8>, residual<>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
