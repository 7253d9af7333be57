// Extents that are not known before the network runs: counts that depend on them are unknown, never zero; the others
// stay what they are.
#include "asked.hpp"

using namespace nns::layers;

namespace {

constexpr std::int64_t u = nns::shape::unknown;
using image = input<u, u, 3>;

// 8 3 9 + 8
static_assert(asked::output<image, conv2d<8, kernel<3>>> == nns::shape{u, u, 8});
static_assert(asked::parameters<image, conv2d<8, kernel<3>>> == 224);
static_assert(asked::macs<image, conv2d<8, kernel<3>>> == u);
// Global pooling makes the shape known again: 8 3 products behind it.
struct net : nns::sequential<image, conv2d<8, kernel<3>, strides<2>, same>, global_average_pooling2d<>, dense<3>> {};
static_assert(again::output_shape<net> == nns::shape{3} && again::parameters<net> == 224 + 27);
static_assert(nns::summary<net>.layers[3].forward.count == 24 && nns::summary<net>.layers[1].forward.count == u);
static_assert(again::forward<net>.count == u && again::backward<net>.count == u && again::training<net>.count == u);
static_assert(again::activations<net> == u && nns::summary<net>.total.activations == u);
static_assert(nns::estimate<net>(nns::phase::training, nns::batch{32}).macs.count == u);
static_assert(nns::estimate<net>(nns::phase::training, nns::batch{32}).activation_bytes.count == u);
static_assert(nns::estimate<net>().parameter_bytes == nns::bytes{4 * 251});

static_assert(asked::output<image, max_pooling2d<2>> == nns::shape{u, u, 3});
static_assert(asked::output<image, flatten> == nns::shape{u});
static_assert(asked::output<image, zero_padding2d<1>, cropping2d<2>, up_sampling2d<2>> == nns::shape{u, u, 3});
static_assert(asked::output<image, conv2d_transpose<8, kernel<3>, strides<2>>> == nns::shape{u, u, 8});
static_assert(asked::output<image, reshape<-1, 3>> == nns::shape{u, 3});
static_assert(asked::output<image, permute<3, 1, 2>> == nns::shape{3, u, u});
static_assert(asked::output<image, residual<conv2d<3, kernel<3>, same>>> == nns::shape{u, u, 3});
static_assert(asked::output<image, concatenate<conv2d<5, kernel<3>, same>, identity>> == nns::shape{u, u, 8});
static_assert(asked::output<image, concatenate<identity, identity, axis<1>>> == nns::shape{u, u, 3});
static_assert(asked::output<input<u, 8>, lstm<4>> == nns::shape{4});
static_assert(asked::output<input<u, 8>, bidirectional<lstm<4, return_sequences>>> == nns::shape{u, 8});
static_assert(asked::output<input<u, 8>, time_distributed<dense<4>>> == nns::shape{u, 4});
// 3 (64 + 8)
static_assert(asked::parameters<input<u, 8>, repeat<3, dense<8>>> == 216);
static_assert(asked::macs<input<u, 8>, repeat<3, dense<8>>> == u);
// Where the features are unknown, so are the parameters, and no budget is kept.
static_assert(asked::parameters<input<u>, dense<8>> == u);
static_assert(asked::parameters<input<4, 4, u>, conv2d<8, kernel<3>>> == u);
static_assert(asked::parameters<input<4, 4, u>, batch_normalization<>> == u);
static_assert(!nns::fits<nns::sequential<input<u>, dense<8>>, nns::budget{.parameters = 1'000}>);

}  // namespace
