// Ten channels do not split into three equal parts.
// EXPECT: the extent is not divisible into equal parts
#include <nns/nns.hpp>
#include <nns/layers/slicing.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = split<2>;
#else
using layer_under_test = split<3>;
#endif
using net = nns::sequential<input<4, 10>, layer_under_test, concatenate<>>;

static_assert(nns::forward<net>.count >= 0);
