// Layers that move elements: shapes only.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

static_assert(asked::output<input<7, 7, 64>, flatten> == nns::shape{3'136});
static_assert(asked::output<input<5>, flatten> == nns::shape{5});

static_assert(asked::output<input<784>, reshape<28, 28, 1>> == nns::shape{28, 28, 1});
// The extent that is left: 784 / 28; 24 / 6; all.
static_assert(asked::output<input<784>, reshape<28, -1, 1>> == nns::shape{28, 28, 1});
static_assert(asked::output<input<2, 3, 4>, reshape<-1, 6>> == nns::shape{4, 6});
static_assert(asked::output<input<2, 3, 4>, reshape<-1>> == nns::shape{24});
static_assert(asked::output<input<24>, reshape<1, 2, 1, 3, 1, 4, 1, -1>> == nns::shape{1, 2, 1, 3, 1, 4, 1, 1});

static_assert(asked::output<input<10, 64>, permute<2, 1>> == nns::shape{64, 10});
static_assert(asked::output<input<2, 3, 4>, permute<3, 1, 2>> == nns::shape{4, 2, 3});
static_assert(asked::output<input<5>, repeat_vector<3>> == nns::shape{3, 5});

// One number for all sides, one for each axis, or before and after.
static_assert(asked::output<input<10, 4>, zero_padding1d<2>> == nns::shape{14, 4});
static_assert(asked::output<input<10, 4>, zero_padding1d<nns::sides{{1, 0}}>> == nns::shape{11, 4});
static_assert(asked::output<input<10, 20, 4>, zero_padding2d<3>> == nns::shape{16, 26, 4});
static_assert(asked::output<input<10, 20, 4>, zero_padding2d<nns::extents{1, 2}>> == nns::shape{12, 24, 4});
static_assert(asked::output<input<10, 20, 4>, zero_padding2d<nns::sides{{0, 1}, {2, 3}}>> == nns::shape{11, 25, 4});
static_assert(asked::output<input<10, 20, 4>, zero_padding2d<0>> == nns::shape{10, 20, 4});
static_assert(asked::output<input<4, 5, 6, 7>, zero_padding3d<nns::extents{1, 2, 3}>> == nns::shape{6, 9, 12, 7});
static_assert(asked::output<input<4, 5, 6, 7>, zero_padding3d<nns::sides{{0, 1}, {1, 0}, {2, 2}}>> ==
              nns::shape{5, 6, 10, 7});
static_assert(asked::output<input<4, 10, 20>, zero_padding2d<nns::extents{1, 2}, channels_first>> ==
              nns::shape{4, 12, 24});

static_assert(asked::output<input<10, 4>, cropping1d<2>> == nns::shape{6, 4});
static_assert(asked::output<input<10, 4>, cropping1d<nns::sides{{1, 8}}>> == nns::shape{1, 4});
static_assert(asked::output<input<10, 20, 4>, cropping2d<nns::sides{{0, 1}, {2, 3}}>> == nns::shape{9, 15, 4});
static_assert(asked::output<input<10, 20, 4>, cropping2d<nns::extents{1, 2}>> == nns::shape{8, 16, 4});
static_assert(asked::output<input<9, 9, 9, 7>, cropping3d<2>> == nns::shape{5, 5, 5, 7});
static_assert(asked::output<input<4, 10, 20>, cropping2d<2, channels_first>> == nns::shape{4, 6, 16});

static_assert(asked::output<input<10, 4>, up_sampling1d<2>> == nns::shape{20, 4});
static_assert(asked::output<input<7, 5, 4>, up_sampling2d<2>> == nns::shape{14, 10, 4});
static_assert(asked::output<input<7, 5, 4>, up_sampling2d<nns::extents{2, 3}>> == nns::shape{14, 15, 4});
static_assert(asked::output<input<4, 7, 5>, up_sampling2d<nns::extents{2, 3}, channels_first>> ==
              nns::shape{4, 14, 15});
static_assert(asked::output<input<2, 3, 4, 5>, up_sampling3d<nns::extents{1, 2, 3}>> == nns::shape{2, 6, 12, 5});

struct halved {
  constexpr nns::shape operator()(const nns::shape& in) const { return {in[0] / 2, in[1] * 2}; }
};
static_assert(asked::output<input<10, 4>, lambda<halved>> == nns::shape{5, 8});
static_assert(asked::output<input<10, 4>, lambda<decltype([](nns::shape in) { return nns::shape{in[1]}; })>> ==
              nns::shape{4});

// They cost nothing but the elements that they make: 11 25 4 and 28 28.
using padded = nns::sequential<input<10, 20, 4>, zero_padding2d<nns::sides{{0, 1}, {2, 3}}>>;
static_assert(nns::forward<padded> == nns::macs{0} && nns::parameters<padded> == 0);
static_assert(asked::activations<input<10, 20, 4>, zero_padding2d<nns::sides{{0, 1}, {2, 3}}>> == 1'100);
static_assert(asked::activations<input<784>, reshape<28, 28>> == 784);
static_assert(asked::activations<input<10, 4>, lambda<halved>> == 40);
static_assert(asked::macs<input<5>, repeat_vector<3>, permute<2, 1>, flatten> == 0);

static_assert(asked::refused_by<input<10>, reshape<3, 3>> == rule::reshape_changes_elements);
static_assert(asked::refused_by<input<10>, reshape<-1, 3>> == rule::reshape_changes_elements);
static_assert(asked::refused_by<input<10>, reshape<-1, -1>> == rule::two_inferred_extents);
static_assert(asked::refused_by<input<10>, reshape<-2, 5>> != rule::none);
static_assert(asked::refused_by<input<10>, reshape<10, 0>> != rule::none);
static_assert(asked::refused_by<input<10, 4>, permute<1, 1>> == rule::not_a_permutation);
static_assert(asked::refused_by<input<10, 4>, permute<0, 1>> == rule::not_a_permutation);
static_assert(asked::refused_by<input<10, 4>, permute<1>> == rule::not_a_permutation);
static_assert(asked::refused_by<input<10, 4>, permute<1, 2, 3>> == rule::not_a_permutation);
static_assert(asked::refused_by<input<10, 4>, repeat_vector<3>> == rule::wrong_rank);
static_assert(asked::refused_by<input<10>, repeat_vector<0>> != rule::none);
static_assert(asked::refused_by<input<10, 4>, cropping1d<5>> == rule::cropped_away);
static_assert(asked::refused_by<input<10, 4>, cropping1d<-1>> == rule::padding_negative);
static_assert(asked::refused_by<input<10, 4>, zero_padding2d<1>> == rule::wrong_rank);
static_assert(asked::refused_by<input<8, 8, 4>, zero_padding2d<nns::extents{1, 2, 3}>> ==
              rule::one_number_or_one_per_axis);
// One pair of sides for two axes could be read as two numbers.
static_assert(asked::refused_by<input<8, 8, 4>, zero_padding2d<nns::sides{{1, 2}}>> ==
              rule::one_number_or_one_per_axis);
static_assert(asked::refused_by<input<8, 4>, zero_padding1d<nns::sides{{1, 2}, {3, 4}}>> ==
              rule::one_number_or_one_per_axis);
static_assert(asked::refused_by<input<8, 4>, up_sampling1d<0>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<8, 4>, lambda<decltype([](nns::shape) { return nns::shape{0}; })>> !=
              rule::none);

static_assert(asked::refused_by<input<1>, reshape<1, 1, 1, 1, 1, 1, 1, 1, 1>> == rule::rank_above_eight);
static_assert(asked::refused_by<input<8, 4>, zero_padding1d<INT64_MAX>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<input<8, 4>, up_sampling1d<INT64_MAX>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<input<8>, up_sampling1d<2>> == rule::wrong_rank);
static_assert(asked::refused_by<input<8, 8, 4>, up_sampling2d<nns::extents{1, 2, 3}>> ==
              rule::one_number_or_one_per_axis);
static_assert(asked::refused_by<input<8, 4>, lambda<int>> == rule::not_a_shape_function);

static_assert(asked::refused_by<input<10, 4>, permute<3, 1>> == rule::not_a_permutation);
static_assert(asked::refused_by<input<8, 4>, zero_padding1d<nns::sides{{0, -1}}>> == rule::padding_negative);
static_assert(asked::refused_by<input<8, 4>, zero_padding1d<nns::sides{{-1, 0}}>> == rule::padding_negative);
static_assert(asked::output<input<8, 4>, lambda<decltype([](nns::shape in) { return nns::shape{in[1], -1}; })>> ==
              nns::shape{4, nns::shape::unknown});

}  // namespace
