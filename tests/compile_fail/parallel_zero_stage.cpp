// A fourth stage of ZeRO.
// EXPECT: nns: .zero_stage must be 0, 1, 2 or 3
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<8>, dense<8>> {};

#ifdef NNS_MENDED
inline constexpr nns::parallel devices{.data = 4, .zero_stage = 3};
#else
inline constexpr nns::parallel devices{.data = 4, .zero_stage = 4};
#endif

static_assert(nns::sharded_training<net, devices, nns::batch{4}>.parameters == 72);
