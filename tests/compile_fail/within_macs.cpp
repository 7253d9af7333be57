// More multiply-adds than allowed.
// EXPECT: limit<used<31488, macs>, allowed<30000, macs>, exceeded_by<1488, macs>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::within<nns::forward<net>, 32_kMAC>);
#else
static_assert(nns::within<nns::forward<net>, 30_kMAC>);
#endif

