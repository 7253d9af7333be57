// Parts of tensors: shapes by hand, by PyTorch's and NumPy's rules.
#include "asked.hpp"
#include <nns/layers/slicing.hpp>

using namespace nns::layers;
using asked::rule;

namespace {

template <class L>
struct over_image : nns::sequential<input<6, 8, 10>, L> {};
template <class L>
inline constexpr auto parts = again::output_shapes<over_image<L>>;
template <class L>
inline constexpr nns::shape part = again::output_shape<over_image<L>>;

// 10 in 2 parts of 5; 10 = 1 + 2 + 7; 6 in 3 parts of 2
static_assert(parts<split<2>>.size() == 2 && parts<split<2>>[1] == nns::shape{6, 8, 5});
static_assert(parts<split<nns::extents{1, 2, 7}>>.size() == 3);
static_assert(parts<split<nns::extents{1, 2, 7}>>[0] == nns::shape{6, 8, 1});
static_assert(parts<split<nns::extents{1, 2, 7}>>[2] == nns::shape{6, 8, 7});
static_assert(parts<split<3, axis<1>>>[2] == nns::shape{2, 8, 10});
// torch.chunk of 10 in 4: 3, 3, 3, 1; of 6 in 4: three parts of 2
static_assert(parts<chunk<4>>.size() == 4 && parts<chunk<4>>[3] == nns::shape{6, 8, 1});
static_assert(parts<chunk<4, axis<1>>>.size() == 3);
static_assert(parts<unstack<axis<1>>>.size() == 6 && parts<unstack<axis<1>>>[5] == nns::shape{8, 10});
// x[..., 2:7], x[..., 2:], x[..., -3:-1], x[..., ::3] of 10: 0, 3, 6, 9
static_assert(part<slice<2, 7>> == nns::shape{6, 8, 5});
static_assert(part<slice<2, to_end>> == nns::shape{6, 8, 8});
static_assert(part<slice<-3, -1>> == nns::shape{6, 8, 2});
static_assert(part<slice<0, to_end, strides<3>>> == nns::shape{6, 8, 4});
static_assert(part<slice<1, 2, axis<2>>> == nns::shape{6, 1, 10});
// x[:, -1]
static_assert(part<take<-1, axis<2>>> == nns::shape{6, 10});
// All parts together are the input: 480 elements each
static_assert(again::activations<over_image<split<2>>> == 480 + 480);
static_assert(again::activations<over_image<chunk<4>>> == 480 + 480);

// A ShuffleNet V2 unit (Ma et al. 2018): half of 116 channels pass, 58 58 + 9 58 + 58 58 at each of 28 28 positions
struct unit : nns::graph<
    node<"x", input<28, 28, 116>>,
    node<"halves", split<2>, "x">,
    node<"branch", nns::sequential<conv2d<58, kernel<1>, no_bias>, depthwise_conv2d<kernel<3>, same, no_bias>,
                                   conv2d<58, kernel<1>, no_bias>>, "halves:1">,
    node<"joined", concatenate<>, "halves", "branch">> {};
static_assert(again::output_shape<unit> == nns::shape{28, 28, 116});
static_assert(again::forward<unit>.count == 784 * (58 * 58 + 9 * 58 + 58 * 58));

// Stacked again, along a new axis
struct stacked : nns::sequential<input<6, 8>, stack<relu, gelu, softmax>> {};
static_assert(again::output_shape<stacked> == nns::shape{6, 8, 3});
struct stacked_in_front : nns::sequential<input<6, 8>, unstack<axis<1>>, stack<axis<1>>> {};
static_assert(again::output_shape<stacked_in_front> == nns::shape{6, 8});

// An extent that is not known is cut where the parts' sizes say how much they take; what their number would follow
// from has to be known.
constexpr std::int64_t u = nns::shape::unknown;
using steps = input<u, 8>;
static_assert(asked::output<steps, slice<1, 2, axis<1>>> == nns::shape{u, 8});
static_assert(asked::output<steps, take<-5, axis<1>>> == nns::shape{8});
static_assert(again::output_shapes<nns::sequential<steps, split<2, axis<1>>>>[1] == nns::shape{u, 8});
static_assert(again::output_shapes<nns::sequential<steps, split<nns::extents{3, 5}, axis<1>>>>[1] == nns::shape{5, 8});
static_assert(asked::refused_by<steps, chunk<2, axis<1>>> == rule::extent_not_known);
static_assert(asked::refused_by<steps, unstack<axis<1>>> == rule::extent_not_known);

using x = input<6, 8, 10>;
static_assert(asked::refused_by<x, split<3>> == rule::not_divisible);
static_assert(asked::refused_by<x, split<0>> == rule::size_not_positive);
static_assert(asked::refused_by<x, split<nns::extents{4, 5}>> == rule::parts_do_not_fill);
static_assert(asked::refused_by<x, split<2, axis<4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, split<2, axis<1, 2>>> == rule::one_axis_only);
static_assert(asked::refused_by<x, chunk<0>> == rule::size_not_positive);
static_assert(asked::refused_by<x, chunk<2, axis<0>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, unstack<axis<-4>>> == rule::axis_out_of_range);
// Many outputs: a node's output has a number of four digits, so there are 10,000 at most.
static_assert(again::output_shapes<nns::sequential<input<39, 4>, unstack<axis<1>>>>.size() == 39);
static_assert(again::output_shapes<nns::sequential<input<700>, split<350>>>[349] == nns::shape{2});
static_assert(again::output_shapes<nns::sequential<input<699>, chunk<350>>>[349] == nns::shape{1});
static_assert(asked::output<input<10'000>, unstack<>, stack<>> == nns::shape{10'000});
static_assert(asked::refused_by<input<10'001>, unstack<>> == rule::too_many_outputs);
static_assert(asked::refused_by<input<20'002>, split<10'001>> == rule::too_many_outputs);
static_assert(asked::refused_by<input<10'001>, chunk<10'001>> == rule::too_many_outputs);
static_assert(asked::refused_by<input<1'000'000'000'000>, split<1'000'000'000'000>> == rule::too_many_outputs);
static_assert(asked::refused_by<x, slice<0, 11>> == rule::out_of_range);
static_assert(asked::refused_by<x, slice<0, -10>> == rule::out_of_range);
static_assert(asked::refused_by<x, slice<-11, 4>> == rule::out_of_range);
static_assert(asked::refused_by<x, slice<5, 5>> == rule::out_of_range);
static_assert(asked::refused_by<x, slice<0, 4, strides<0>>> == rule::size_not_positive);
static_assert(asked::refused_by<x, slice<0, 4, axis<4>>> == rule::axis_out_of_range);
static_assert(asked::refused_by<x, take<10>> == rule::out_of_range);
static_assert(asked::refused_by<x, take<-11>> == rule::out_of_range);
static_assert(asked::refused_by<x, take<0, axis<4>>> == rule::axis_out_of_range);

}  // namespace
