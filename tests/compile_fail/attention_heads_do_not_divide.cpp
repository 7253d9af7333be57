// Six query heads cannot share four key-value heads.
// EXPECT: the heads must divide the channels, and the key heads must divide the query heads
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = grouped_query_attention<4, 6, 3>;
#else
using layer_under_test = grouped_query_attention<4, 6, 4>;
#endif
using net = nns::sequential<input<5, 16>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
