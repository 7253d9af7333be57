// A residual with two shortcuts.
// EXPECT: a residual has at most one shortcut<...>
// EXPECT: shortcuts<2>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, residual<dense<4>, shortcut<dense<4>>>> {};
#else
struct net : nns::sequential<input<8>, residual<dense<4>, shortcut<dense<4>>, shortcut<dense<4>>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
