// A sequence that is longer than the learned positions.
// EXPECT: the input is longer than the number of learned positions
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = position_embedding<1024>;
#else
using layer_under_test = position_embedding<512>;
#endif
using net = nns::sequential<input<600, 16>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
