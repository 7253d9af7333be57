// The grid has another number of positions than there are tokens.
// EXPECT: the tokens must be one class token and the positions of the grid
#include <nns/nns.hpp>
#include <nns/layers/pooled_attention.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = pooled_attention<2, nns::extents{2, 4, 4}>;
#else
using layer_under_test = pooled_attention<2, nns::extents{2, 4, 8}>;
#endif
using net = nns::sequential<input<33, 16>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
