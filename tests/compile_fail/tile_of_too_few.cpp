// One factor for two extents.
// EXPECT: the layer was given too many or too few numbers
// EXPECT: needed<2>
// EXPECT: given<1>
#include <nns/nns.hpp>
#include <nns/layers/tensor.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<2, 3>, tile<4, 1>> {};
#else
struct net : nns::sequential<input<2, 3>, tile<4>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
