// Attention with pools, by hand. MViT's networks are in zoo/.
#include "asked.hpp"
#include <nns/layers/pooled_attention.hpp>

using namespace nns::layers;
using asked::rule;

namespace {

template <class... Options>
struct pooled : nns::sequential<input<5, 4>, pooled_attention<2, nns::extents{1, 2, 2}, Options...>> {};

// A class token and 2 2 positions of width 4, nothing pooled: 3 5 4 4 + 2 5 5 4 + 5 4 4; four matrices with biases
static_assert(again::forward<pooled<>>.count == 240 + 200 + 80);
static_assert(again::parameters<pooled<>> == 4 * 16 + 4 * 4);
static_assert(again::output_shape<pooled<>> == nns::shape{5, 4});

// Queries pooled to 1 position: 3 5 4 4 + 2 2 5 4 + 2 4 4, and 1 4 of the pool, which has 2 + 2 2 weights
using fewer_queries = pooled<kernel<1>, strides<1, 2, 2>>;
static_assert(again::forward<fewer_queries>.count == 240 + 80 + 32 + 4);
static_assert(again::parameters<fewer_queries> == 80 + 6);
static_assert(again::output_shape<fewer_queries> == nns::shape{2, 4});

// Keys and values pooled to 1 position each: 3 5 4 4 + 2 5 2 4 + 5 4 4, and 2 1 4 of the pools
using fewer_keys = pooled<kernel<1>, key_value_strides<1, 2, 2>>;
static_assert(again::forward<fewer_keys>.count == 240 + 80 + 80 + 8);
static_assert(again::parameters<fewer_keys> == 80 + 12);

// 4 queries meet vectors for 1, 2 and 2 places of the keys, 4 4 (1 + 2 + 2), of which there are 1 + 3 + 3 of size 2
static_assert(again::forward<pooled<relative_positions>>.count == 520 + 80);
static_assert(again::parameters<pooled<relative_positions>> == 80 + 14);

constexpr std::int64_t u = nns::shape::unknown;
template <class L>
inline constexpr rule refused = asked::refused_by<input<5, 4>, L>;
static_assert(refused<pooled_attention<2, nns::extents{1, 2, 2}, output_dim<0>>> == rule::size_not_positive);
static_assert(refused<pooled_attention<0, nns::extents{1, 2, 2}>> == rule::size_not_positive);
static_assert(refused<pooled_attention<3, nns::extents{1, 2, 2}>> == rule::heads_do_not_divide);
static_assert(refused<pooled_attention<2, nns::extents{1, 0, 2}>> == rule::extent_not_positive);
static_assert(refused<pooled_attention<2, nns::extents{2, 2}>> == rule::wrong_count_of_numbers);
static_assert(refused<pooled_attention<2, nns::extents{1, 2, 3}>> == rule::tokens_do_not_fill_the_grid);
static_assert(refused<pooled_attention<2, nns::extents{1, 2, 2}, strides<2>>> == rule::kernel_missing);
static_assert(refused<pooled_attention<2, nns::extents{1, 2, 2}, key_value_strides<2>>> == rule::kernel_missing);
static_assert(refused<pooled_attention<2, nns::extents{1, 2, 2}, kernel<3>, strides<0>>> == rule::extent_not_positive);
static_assert(refused<pooled_attention<2, nns::extents{1, 2, 2}, kernel<4, 3>, key_value_strides<2>>> ==
              rule::one_number_or_one_per_axis);
static_assert(asked::refused_by<input<5>, pooled_attention<2, nns::extents{1, 2, 2}>> == rule::wrong_rank);
// Tokens that are not known are those of the grid: the counts are the same
static_assert(asked::output<input<u, 4>, pooled_attention<2, nns::extents{1, 2, 2}, no_bias>> == nns::shape{5, 4});
static_assert(asked::parameters<input<5, 4>, pooled_attention<2, nns::extents{1, 2, 2}, no_bias>> == 4 * 16);

static_assert(asked::parameters<input<5, u>, pooled_attention<2, nns::extents{1, 2, 2}>> == u);

}  // namespace
