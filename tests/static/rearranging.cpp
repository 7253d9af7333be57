// Elements that move: shapes by hand, by PyTorch's rules.
#include <nns/nns.hpp>
#include <nns/layers/rearranging.hpp>

using namespace nns::layers;

namespace {

template <class... L>
struct over_image : nns::sequential<input<14, 21, 12>, L...> {};
template <class... L>
inline constexpr nns::shape moved = nns::output_shape<over_image<L...>>;

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
static_assert(nns::forward<all>.count == 0 && nns::parameters<all> == 0);

}  // namespace
