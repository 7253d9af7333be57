// Attention with pools, by hand. MViT's networks are in zoo/.
#include <nns/nns.hpp>
#include <nns/layers/pooled_attention.hpp>

using namespace nns::layers;

namespace {

template <class... Options>
struct pooled : nns::sequential<input<5, 4>, pooled_attention<2, nns::extents{1, 2, 2}, Options...>> {};

// A class token and 2 2 positions of width 4, nothing pooled: 3 5 4 4 + 2 5 5 4 + 5 4 4; four matrices with biases
static_assert(nns::forward<pooled<>>.count == 240 + 200 + 80);
static_assert(nns::parameters<pooled<>> == 4 * 16 + 4 * 4);
static_assert(nns::output_shape<pooled<>> == nns::shape{5, 4});

// Queries pooled to 1 position: 3 5 4 4 + 2 2 5 4 + 2 4 4, and 1 4 of the pool, which has 2 + 2 2 weights
using fewer_queries = pooled<kernel<1>, strides<1, 2, 2>>;
static_assert(nns::forward<fewer_queries>.count == 240 + 80 + 32 + 4);
static_assert(nns::parameters<fewer_queries> == 80 + 6);
static_assert(nns::output_shape<fewer_queries> == nns::shape{2, 4});

// Keys and values pooled to 1 position each: 3 5 4 4 + 2 5 2 4 + 5 4 4, and 2 1 4 of the pools
using fewer_keys = pooled<kernel<1>, key_value_strides<1, 2, 2>>;
static_assert(nns::forward<fewer_keys>.count == 240 + 80 + 80 + 8);
static_assert(nns::parameters<fewer_keys> == 80 + 12);

// 4 queries meet vectors for 1, 2 and 2 places of the keys, 4 4 (1 + 2 + 2), of which there are 1 + 3 + 3 of size 2
static_assert(nns::forward<pooled<relative_positions>>.count == 520 + 80);
static_assert(nns::parameters<pooled<relative_positions>> == 80 + 14);

}  // namespace
