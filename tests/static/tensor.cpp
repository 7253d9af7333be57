// Operators on shapes, by NumPy's and PyTorch's rules, worked by hand.
#include "asked.hpp"
#include <nns/layers/tensor.hpp>

using namespace nns::layers;
using asked::rule;

namespace {

template <class... L>
inline constexpr nns::shape made = again::output_shape<nns::sequential<input<2, 1, 5>, L...>>;

static_assert(made<transpose<1, 3>> == nns::shape{5, 1, 2});
static_assert(made<transpose<-1, -2>> == nns::shape{2, 5, 1});
static_assert(made<squeeze<2>> == nns::shape{2, 5});
static_assert(made<squeeze<>> == nns::shape{2, 5});
static_assert(made<expand_dims<1>> == nns::shape{1, 2, 1, 5});
static_assert(made<expand_dims<-1>> == nns::shape{2, 1, 5, 1});
static_assert(made<expand_dims<3>, squeeze<2, 3>> == nns::shape{2, 5});
static_assert(made<pad<0, 1, 2, 2, -1, -2>> == nns::shape{3, 5, 2});
static_assert(made<tile<3, 2, 1>> == nns::shape{6, 2, 5});
static_assert(made<broadcast_to<7, 2, 4, 5>> == nns::shape{7, 2, 4, 5});
static_assert(made<reduce_mean<axis<1>>> == nns::shape{1, 5});
static_assert(made<reduce_max<axis<1, 3>>> == nns::shape{1});
static_assert(made<reduce_sum<axis<-1>, keepdims>> == nns::shape{2, 1, 1});
static_assert(made<reduce_min<>> == nns::shape{});

// The mean over a map is global average pooling: (H, W, C) to (C)
using pooled = nns::sequential<input<4, 6, 3>, reduce_mean<axis<1, 2>>>;
static_assert(again::output_shape<pooled> == nns::shape{3});
static_assert(again::forward<pooled>.count == 0);

// What is not known stays so, and what is added to it is not known either; a named extent replaces it.
constexpr std::int64_t u = nns::shape::unknown;
static_assert(asked::output<input<u, 4>, pad<1, 1, 1, 1>> == nns::shape{u, 6});
static_assert(asked::output<input<u, 4>, tile<2, 2>> == nns::shape{u, 8});
static_assert(asked::output<input<u, 4>, broadcast_to<3, 7, 4>> == nns::shape{3, 7, 4});
static_assert(asked::output<input<u, 4>, squeeze<1>> == nns::shape{4});

using x = input<2, 1, 5>;
static_assert(asked::refused_by<x, transpose<1, 4>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, transpose<0, 1>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, squeeze<4>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, squeeze<2, -2>> == rule::axis_given_twice);
static_assert(asked::refused_by<x, squeeze<1>> == rule::squeezed_extent_not_one);
static_assert(asked::refused_by<x, expand_dims<5>> == rule::axis_out_of_range);
static_assert(asked::refused_by<input<1, 1, 1, 1, 1, 1, 1, 1>, expand_dims<1>> == rule::rank_above_eight);
static_assert(asked::refused_by<x, pad<1, 1>> == rule::wrong_count_of_numbers);
static_assert(asked::refused_by<x, pad<-1, -1, 0, 0, 0, 0>> == rule::cropped_away);
static_assert(asked::refused_by<x, pad<INT64_MAX, 0, 0, 0, 0, 0>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<x, pad<0, INT64_MAX, 0, 0, 0, 0>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<x, tile<2>> == rule::wrong_count_of_numbers);
static_assert(asked::refused_by<x, tile<0, 1, 1>> == rule::extent_not_positive);
static_assert(asked::refused_by<x, tile<INT64_MAX, 1, 1>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<x, broadcast_to<5>> == rule::rank_too_large);
static_assert(asked::refused_by<x, broadcast_to<2, 0, 5>> == rule::extent_not_positive);
static_assert(asked::refused_by<x, broadcast_to<2, 1, 6>> == rule::only_one_is_stretched);
static_assert(asked::refused_by<x, reduce_mean<axis<4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, reduce_sum<axis<1, -3>>> == rule::axis_given_twice);

}  // namespace
