// A shape that includes the batch.
// EXPECT: shapes are channels last, without the batch
// EXPECT: arrived<1, 28, 28, 1>, needed<3>, arrived_rank<4>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<28, 28, 1>, conv2d<6, kernel<5>>> {};
#else
struct net : nns::sequential<input<1, 28, 28, 1>, conv2d<6, kernel<5>>> {};
#endif
static_assert(nns::parameters<net> == 156);
