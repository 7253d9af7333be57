// Five groups do not divide sixteen channels.
// EXPECT: are not divisible by the groups
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = group_normalization<4>;
#else
using layer_under_test = group_normalization<5>;
#endif
using net = nns::sequential<input<4, 4, 16>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
