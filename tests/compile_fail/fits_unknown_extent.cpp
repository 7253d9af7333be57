// A limit on multiply-adds where the length of the input is not known. What has no limit is not told of.
// EXPECT: budget_of<net, forward<used_is_not_known, allowed<1000, macs>>, most_expensive<>>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

#ifdef NNS_MENDED
struct net : nns::sequential<input<5, 8>, dense<4>> {};
#else
struct net : nns::sequential<input<nns::unknown, 8>, dense<4>> {};
#endif

static_assert(nns::fits<net, nns::budget{.forward = 1_kMAC}>);
