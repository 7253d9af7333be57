// The total of a convention that counts more than multiply-adds, compared with multiply-adds.
// EXPECT: ==
// EXPECT: ops
#include <nns/conventions/thop.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8>, dense<4>> {};

#ifdef NNS_MENDED
static_assert(nns::forward<net, nns::convention::thop> == 32_OP);
#else
static_assert(nns::forward<net, nns::convention::thop> == 32_MAC);
#endif
