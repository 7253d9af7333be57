// Batch normalisation works along one axis.
// EXPECT: the layer works along exactly one axis
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = batch_normalization<axis<3>>;
#else
using layer_under_test = batch_normalization<axis<2, 3>>;
#endif
using net = nns::sequential<input<4, 4, 16>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
