// The sizes of the parts add up to nine, not ten.
// EXPECT: the parts of a split do not add up to the extent
#include <nns/nns.hpp>
#include <nns/layers/slicing.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = split<nns::extents{3, 7}>;
#else
using layer_under_test = split<nns::extents{3, 6}>;
#endif
using net = nns::sequential<input<4, 10>, layer_under_test, concatenate<>>;

static_assert(nns::forward<net>.count >= 0);
