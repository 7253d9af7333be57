// Another number of parameters than expected.
// EXPECT: equality<got<288>, expected<256>, differs_by<32>>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<8>, dense<32>> {};

#ifdef NNS_MENDED
static_assert(nns::equals<nns::parameters<net>, 8 * 32 + 32>);
#else
static_assert(nns::equals<nns::parameters<net>, 8 * 32>);
#endif
