// An option of convolutions is given to attention.
// EXPECT: the layer does not take this option
// EXPECT: the_option<same>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = multi_head_attention<2, 8, causal>;
#else
using layer_under_test = multi_head_attention<2, 8, same>;
#endif
using net = nns::sequential<input<5, 16>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
