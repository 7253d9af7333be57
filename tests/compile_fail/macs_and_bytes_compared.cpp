// Multiply-adds and bytes cannot be compared.
// EXPECT: operator<
// EXPECT: macs
// EXPECT: bytes
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::forward<net> < 5_MMAC);
#else
static_assert(nns::forward<net> < 5_MB);
#endif

