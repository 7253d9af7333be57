// equals, valid_model and must_fit where all is well, and as truth values where it is not.
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

// 8 4 + 4 2 products, 36 + 10 parameters.
struct net : nns::sequential<input<8>, dense<4>, dense<2>> {};
static_assert(nns::equals<nns::forward<net>, 40_MAC> && nns::equals<nns::parameters<net>, 46>);
static_assert(nns::equals<nns::parameters<net>, 46U> && nns::equals<nns::activations<net>, short{14}>);
static_assert(nns::equals<nns::to_flops(nns::forward<net>), 80_FLOP> && nns::equals<4 * 46_B, 184_B>);
static_assert(nns::equals<nns::output_shape<net>, nns::shape{2}> && nns::equals<nns::input_shape<net>, nns::extents{8}>);
static_assert(nns::equals<nns::summary<net>.layers[1].forward, 32_MAC>);
static_assert(nns::equals<nns::estimate<net>(nns::phase::training, nns::batch{2}).macs, 240_MAC>);
static_assert(!nns::equals<nns::forward<net>, 41_MAC> && !nns::equals<nns::parameters<net>, 45>);
static_assert(!nns::equals<nns::output_shape<net>, nns::shape{2, 1}> && !nns::equals<nns::output_shape<net>, nns::shape{3}>);
static_assert(!nns::equals<INT64_MAX, INT64_MIN>);

struct two : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">, node<"b", dense<2>, "x">, outputs<"b", "a">> {};
using two_shapes = nns::sequence<nns::shape, 2>;
static_assert(nns::equals<nns::output_shapes<two>, two_shapes{{{2}, {4}}}>);
static_assert(!nns::equals<nns::output_shapes<two>, two_shapes{{{4}, {2}}}>);
static_assert(!nns::equals<nns::output_shapes<two>, nns::sequence<nns::shape, 1>{{{2}}}>);

// Where an extent is not known, nor is the number, and it is equal to no other.
struct open : nns::sequential<input<nns::unknown, 8>, dense<4>> {};
static_assert(!nns::equals<nns::forward<open>, 32_MAC> && nns::equals<nns::forward<open>, nns::macs{nns::unknown}>);

// At another shape.
static_assert(nns::equals<nns::at<open>(nns::shape{5, 8}).forward, 160_MAC>);
static_assert(nns::equals<nns::at<open>(nns::shape{5, 8}).output, nns::shape{5, 4}>);
static_assert(!nns::equals<nns::at<open>(nns::shape{5, 8}).parameters, 35>);

static_assert(nns::valid_model<net> && nns::valid_model<two> && nns::valid_model<open>);
static_assert(nns::must_fit<net, nns::budget{.forward = 40_MAC}>);
// Along each axis of 4, a window of 3 with padding meets 3 + 3 + 3 + 3 - 2 = 10 numbers: 10 10 products in bounds, 144 in all.
using padded = nns::sequential<input<4, 4, 1>, conv2d<1, kernel<3>, same>>;
static_assert(nns::must_fit<padded, nns::budget{.forward = 100_MAC}, nns::convention::in_bounds>);
static_assert(!nns::fits<padded, nns::budget{.forward = 143_MAC}>);

}  // namespace
