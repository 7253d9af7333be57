// An alignment of no bytes.
// EXPECT: nns: an alignment must be at least one byte, nns::align<1>
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::peak_activation_bytes<net, nns::align<1>> < nns::bytes{1'000});
#else
static_assert(nns::peak_activation_bytes<net, nns::align<0>> < nns::bytes{1'000});
#endif
