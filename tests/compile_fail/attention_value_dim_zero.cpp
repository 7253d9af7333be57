// A head's values of size 0.
// EXPECT: the layer's size (units, filters, groups, multiplier, ...) must be at least 1
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = multi_head_attention<2, 8, value_dim<4>>;
#else
using layer_under_test = multi_head_attention<2, 8, value_dim<0>>;
#endif
using net = nns::sequential<input<5, 16>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
