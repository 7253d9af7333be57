// An image with its channels first, as PyTorch writes it.
// EXPECT: shapes are channels last, as in input<224, 224, 3>
// EXPECT: kernel_larger_where_channels_may_stand_first<conv2d<64, kernel<7>, strides<2>>, named<
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<224, 224, 3>, named<"stem", conv2d<64, kernel<7>, strides<2>>>> {};
#else
struct net : nns::sequential<input<3, 224, 224>, named<"stem", conv2d<64, kernel<7>, strides<2>>>> {};
#endif
static_assert(nns::parameters<net> == 9'472);
