// Locally connected layers, counted by hand: every position has weights of its own.
#include "asked.hpp"
#include <nns/layers/locally_connected.hpp>

using namespace nns::layers;
using asked::rule;

namespace {

// Keras' documentation: 64 filters of 3x3 over (32, 32, 3) have 30 30 (3 3 3 64) + 30 30 64 weights
struct image : nns::sequential<input<32, 32, 3>, locally_connected2d<64, kernel<3>>> {};
static_assert(again::output_shape<image> == nns::shape{30, 30, 64});
static_assert(again::parameters<image> == 900 * 27 * 64 + 900 * 64);
static_assert(again::forward<image>.count == 900 * 27 * 64);

// 64 filters of 3 over (10, 32): 8 (3 32 64) + 8 64
struct steps : nns::sequential<input<10, 32>, locally_connected1d<64, kernel<3>>> {};
static_assert(again::parameters<steps> == 8 * 96 * 64 + 8 * 64);
struct without_bias : nns::sequential<input<10, 32>, locally_connected1d<64, kernel<3>, strides<2>, no_bias>> {};
static_assert(again::output_shape<without_bias> == nns::shape{4, 64});
static_assert(again::parameters<without_bias> == 4 * 96 * 64);

using x = input<10, 32>;
static_assert(asked::refused_by<x, locally_connected1d<0, kernel<3>>> == rule::size_not_positive);
static_assert(asked::refused_by<x, locally_connected1d<64>> == rule::kernel_missing);
static_assert(asked::refused_by<x, locally_connected1d<64, kernel<11>>> == rule::kernel_larger_than_padded_input);
static_assert(asked::refused_by<x, locally_connected1d<64, kernel<3>, causal>> == rule::causal_is_for_one_dimension);
static_assert(asked::refused_by<x, locally_connected1d<64, kernel<3>, dilation<2>>> ==
              rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<x, locally_connected2d<64, kernel<3>>> == rule::wrong_rank);

}  // namespace
