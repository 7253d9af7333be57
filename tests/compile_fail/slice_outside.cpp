// A slice that ends after the input.
// EXPECT: an index or a range is outside the input
#include <nns/nns.hpp>
#include <nns/layers/slicing.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = slice<2, 10>;
#else
using layer_under_test = slice<2, 11>;
#endif
using net = nns::sequential<input<4, 10>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
