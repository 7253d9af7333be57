// A layer among the options of another layer.
// EXPECT: a layer is given as an option: write dense<4, softmax>, not dense<4, activation<softmax>>
// EXPECT: the_option<
// EXPECT: batch_normalization<>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>>, batch_normalization<>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, conv2d<4, kernel<3>, batch_normalization<>>> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
