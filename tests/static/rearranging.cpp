// Elements that move: shapes by hand, by PyTorch's rules.
#include "asked.hpp"
#include <nns/layers/rearranging.hpp>

using namespace nns::layers;
using asked::rule;

namespace {

template <class... L>
struct over_image : nns::sequential<input<14, 21, 12>, L...> {};
template <class... L>
inline constexpr nns::shape moved = again::output_shape<over_image<L...>>;

static_assert(moved<channel_shuffle<4>> == nns::shape{14, 21, 12});
// Tiles of 2x2, the odd extent padded; and back
static_assert(moved<space_to_depth<2>> == nns::shape{7, 11, 48});
static_assert(moved<space_to_depth<2, 7>> == nns::shape{7, 3, 168});
static_assert(moved<depth_to_space<2>> == nns::shape{28, 42, 3});
// 2 3 windows of 7 7 positions
static_assert(moved<window_partition<7>> == nns::shape{6, 49, 12});
static_assert(moved<window_partition<2, 3>> == nns::shape{49, 6, 12});
static_assert(moved<window_partition<7>, window_reverse<14, 21>> == nns::shape{14, 21, 12});
static_assert(moved<cyclic_shift<-3, -3>> == nns::shape{14, 21, 12});
// Nothing is multiplied, nothing is learned
using all = over_image<channel_shuffle<4>, cyclic_shift<3>, window_partition<7>, window_reverse<14, 21>,
                       depth_to_space<2>>;
static_assert(again::forward<all>.count == 0 && again::parameters<all> == 0);

// Extents that are not known divide as they may: 5 / 2 is 3 tiles, 4 12 channels
constexpr std::int64_t u = nns::shape::unknown;
static_assert(asked::output<input<u, 5, 12>, space_to_depth<2>> == nns::shape{u, 3, 48});
static_assert(asked::output<input<u, 5, u>, depth_to_space<2>> == nns::shape{u, 10, u});
static_assert(asked::output<input<u, 14, 12>, window_partition<7>> == nns::shape{u, 49, 12});
static_assert(asked::output<input<u, 49, 12>, window_reverse<14, 21>> == nns::shape{14, 21, 12});
static_assert(asked::output<input<14, u>, channel_shuffle<5>> == nns::shape{14, u});

using x = input<14, 21, 12>;
static_assert(asked::refused_by<x, channel_shuffle<5>> == rule::channels_not_divisible_by_groups);
static_assert(asked::refused_by<x, channel_shuffle<0>> == rule::size_not_positive);
static_assert(asked::refused_by<x, channel_shuffle<4, axis<4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, space_to_depth<>> == rule::wrong_count_of_numbers);
static_assert(asked::refused_by<x, space_to_depth<2, 2, 2, 2>> == rule::wrong_count_of_numbers);
static_assert(asked::refused_by<x, space_to_depth<0>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<21, 12>, space_to_depth<2>> == rule::rank_too_small);
static_assert(asked::refused_by<x, space_to_depth<INT64_MAX, 2>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<x, depth_to_space<5>> == rule::not_divisible);
static_assert(asked::refused_by<x, depth_to_space<>> == rule::wrong_count_of_numbers);
static_assert(asked::refused_by<x, window_partition<5>> == rule::not_divisible);
static_assert(asked::refused_by<x, window_partition<0>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<2, 14, 21, 12>, window_partition<7>> == rule::wrong_rank);
static_assert(asked::refused_by<input<49, 12>, window_reverse<7, 7>> == rule::wrong_rank);
static_assert(asked::refused_by<input<6, 49, 12>, window_reverse<14, 20>> == rule::reshape_changes_elements);
static_assert(asked::refused_by<input<6, 49, 12>, window_reverse<0, 21>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<6, 49, 12>, window_reverse<>> == rule::wrong_count_of_numbers);
static_assert(asked::refused_by<input<6, 49, 12>, window_reverse<1, 2, 7, 21>> == rule::wrong_count_of_numbers);
static_assert(asked::refused_by<x, cyclic_shift<>> == rule::one_number_or_one_per_axis);
static_assert(asked::refused_by<x, cyclic_shift<1, 2, 3, 4>> == rule::one_number_or_one_per_axis);

}  // namespace
