// Operations of several kinds limited by multiply-adds.
// EXPECT: the limit and the number have different units
// EXPECT: units<ops, macs>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<4, 8>, dense<16>> {};

#ifdef NNS_MENDED
static_assert(nns::within<nns::forward<net, nns::convention::element_wise>, 1_MOP>);
#else
static_assert(nns::within<nns::forward<net, nns::convention::element_wise>, 1_MMAC>);
#endif
