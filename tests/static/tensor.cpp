// Operators on shapes, by NumPy's and PyTorch's rules, worked by hand.
#include <nns/nns.hpp>
#include <nns/layers/tensor.hpp>

using namespace nns::layers;

namespace {

template <class... L>
inline constexpr nns::shape made = nns::output_shape<nns::sequential<input<2, 1, 5>, L...>>;

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
static_assert(nns::output_shape<pooled> == nns::shape{3});
static_assert(nns::forward<pooled>.count == 0);

}  // namespace
