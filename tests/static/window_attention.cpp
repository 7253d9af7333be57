// Attention in windows, by hand. Swin transformers and MaxViT are in zoo/.
#include "asked.hpp"
#include <nns/layers/window_attention.hpp>

using namespace nns::layers;
using asked::rule;
using namespace nns::literals;

namespace {

// An image that windows do not fill is padded: 10x10 in windows of 7 is 14 14 positions, 49 in each window
struct padded : nns::sequential<input<10, 10, 8>, window_attention<2, 7>> {};
static_assert(again::output_shape<padded> == nns::shape{10, 10, 8});
static_assert(again::forward<padded>.count == 4 * 196 * 64 + 2 * 196 * 49 * 8);
// Padding is zero only before it is projected: 100 positions make queries, keys and values
static_assert(again::forward<padded, nns::convention::in_bounds>.count == 3 * 100 * 64 + 196 * 64 + 2 * 196 * 49 * 8);
// A video's window is shrunk to it: 4 positions in time of 8
struct short_video : nns::sequential<input<4, 7, 7, 8>, window_attention<2, nns::extents{8, 7, 7}>> {};
static_assert(again::forward<short_video>.count == 4 * 196 * 64 + 2 * 196 * 196 * 8);

using x = input<14, 14, 8>;
static_assert(asked::refused_by<x, window_attention<3, 7>> == rule::heads_do_not_divide);
static_assert(asked::refused_by<x, window_attention<0, 7>> == rule::size_not_positive);
static_assert(asked::refused_by<x, window_attention<2, 0>> == rule::extent_not_positive);
static_assert(asked::refused_by<x, window_attention<2, 7, continuous_position_bias<0>>> == rule::size_not_positive);
static_assert(asked::refused_by<input<8, 14, 14, 8>, window_attention<2, 7>> == rule::wrong_rank);
static_assert(asked::refused_by<input<14, 8>, window_attention<2, 7>> == rule::rank_too_small);
// Four matrices of 8 8, 2 biases for each of 13 13 offsets; with the network of 5 hidden units, at 169 offsets, instead
// (2 + 2) 5 + 5 weights, and 2 scales
static_assert(asked::parameters<x, window_attention<2, 7, no_bias>> == 4 * 64 + 2 * 169);
static_assert(asked::parameters<x, window_attention<2, 7, no_bias, continuous_position_bias<5>>> == 4 * 64 + 25 + 2);
static_assert(asked::macs<x, window_attention<2, 7, continuous_position_bias<5>>> -
                  asked::macs<x, window_attention<2, 7>> == 169 * 20);
// Channels that are not known
constexpr std::int64_t u = nns::shape::unknown;
static_assert(asked::parameters<input<14, 14, u>, window_attention<2, 7>> == u);
static_assert(asked::output<input<u, 14, 14, 8>, window_attention<2, nns::extents{8, 7, 7}>> ==
              nns::shape{u, 14, 14, 8});

}  // namespace
