// The library: a chain of -DLAYERS= distinct layers. A total is asked for, or with -DSUMMARY the whole summary, or with
// -DDECLARED nothing but that the layers are there: their types, and a function's address for each.
#include <nns/nns.hpp>

#include "layers.hpp"

using namespace nns::layers;

#define LAYER(kind, n) NNS_##kind(n)
#define NNS_conv3(n) conv2d<n, kernel<3>, same, relu>
#define NNS_conv1(n) conv2d<n, kernel<1>, no_bias>
#define NNS_dense(n) dense<n, relu>

struct net : nns::sequential<input<8, 8, 16>, NNS_LAYERS(LAYER)> {};

#ifdef SUMMARY
static_assert(nns::summary<net>.layers[LAYERS].parameters > 0);
#elif defined DECLARED
static_assert(nns::detail::table<net::nns_parts>.steps[LAYERS + 1] == nullptr);
#else
static_assert(nns::forward<net>.count > 0);
#endif
