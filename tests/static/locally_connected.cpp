// Locally connected layers, counted by hand: every position has weights of its own.
#include <nns/nns.hpp>
#include <nns/layers/locally_connected.hpp>

using namespace nns::layers;

namespace {

// Keras' documentation: 64 filters of 3x3 over (32, 32, 3) have 30 30 (3 3 3 64) + 30 30 64 weights
struct image : nns::sequential<input<32, 32, 3>, locally_connected2d<64, kernel<3>>> {};
static_assert(nns::output_shape<image> == nns::shape{30, 30, 64});
static_assert(nns::parameters<image> == 900 * 27 * 64 + 900 * 64);
static_assert(nns::forward<image>.count == 900 * 27 * 64);

// 64 filters of 3 over (10, 32): 8 (3 32 64) + 8 64
struct steps : nns::sequential<input<10, 32>, locally_connected1d<64, kernel<3>>> {};
static_assert(nns::parameters<steps> == 8 * 96 * 64 + 8 * 64);
struct without_bias : nns::sequential<input<10, 32>, locally_connected1d<64, kernel<3>, strides<2>, no_bias>> {};
static_assert(nns::output_shape<without_bias> == nns::shape{4, 64});
static_assert(nns::parameters<without_bias> == 4 * 96 * 64);

}  // namespace
