// Parts along the tokens, of which there are too few.
// EXPECT: nns: the tokens are not divisible by .tensor, as .sequence requires
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 16>, layer_normalization<>, multi_head_attention<4, 4>> {};
#else
struct net : nns::sequential<input<6, 16>, layer_normalization<>, multi_head_attention<4, 4>> {};
#endif

static_assert(nns::sharded_training<net, nns::parallel{.tensor = 4, .sequence = true}>.parameters < 400);
