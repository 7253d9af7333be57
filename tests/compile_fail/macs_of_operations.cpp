// Operations by kind, limited by multiply-adds.
// EXPECT: the limit and the number have different units
#include <nns/nns.hpp>
#include <nns/conventions/fvcore.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 4>, conv2d<4, kernel<3>>, batch_normalization<>> {};

#ifdef NNS_MENDED
static_assert(nns::within<nns::forward<net, nns::convention::fvcore>, 1_MOP>);
#else
static_assert(nns::within<nns::forward<net, nns::convention::fvcore>, 1_MMAC>);
#endif
