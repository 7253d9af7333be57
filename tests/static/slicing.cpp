// Parts of tensors: shapes by hand, by PyTorch's and NumPy's rules.
#include <nns/nns.hpp>
#include <nns/layers/slicing.hpp>

using namespace nns::layers;

namespace {

template <class L>
struct over_image : nns::sequential<input<6, 8, 10>, L> {};
template <class L>
inline constexpr auto parts = nns::output_shapes<over_image<L>>;
template <class L>
inline constexpr nns::shape part = nns::output_shape<over_image<L>>;

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
static_assert(nns::activations<over_image<split<2>>> == 480 + 480);
static_assert(nns::activations<over_image<chunk<4>>> == 480 + 480);

// A ShuffleNet V2 unit (Ma et al. 2018): half of 116 channels pass, 58 58 + 9 58 + 58 58 at each of 28 28 positions
struct unit : nns::graph<
    node<"x", input<28, 28, 116>>,
    node<"halves", split<2>, "x">,
    node<"branch", nns::sequential<conv2d<58, kernel<1>, no_bias>, depthwise_conv2d<kernel<3>, same, no_bias>,
                                   conv2d<58, kernel<1>, no_bias>>, "halves:1">,
    node<"joined", concatenate<>, "halves", "branch">> {};
static_assert(nns::output_shape<unit> == nns::shape{28, 28, 116});
static_assert(nns::forward<unit>.count == 784 * (58 * 58 + 9 * 58 + 58 * 58));

// Stacked again, along a new axis
struct stacked : nns::sequential<input<6, 8>, stack<relu, gelu, softmax>> {};
static_assert(nns::output_shape<stacked> == nns::shape{6, 8, 3});
struct stacked_in_front : nns::sequential<input<6, 8>, unstack<axis<1>>, stack<axis<1>>> {};
static_assert(nns::output_shape<stacked_in_front> == nns::shape{6, 8});

}  // namespace
