// The rows of a model with a mistake: only the mistake is explained.
// EXPECT: the input's channels are not divisible by the groups
#include <nns/interop/hana.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::hana_literals;

#ifdef NNS_MENDED
struct net : nns::sequential<input<28, 28, 4>, conv2d<8, kernel<3>, groups<2>>> {};
#else
struct net : nns::sequential<input<28, 28, 3>, conv2d<8, kernel<3>, groups<2>>> {};
#endif

inline constexpr auto rows = nns::row_types<net>;
inline constexpr auto found = nns::layer_named<net>("conv2d"_s);
