// An equation without a letter for the second axis of the input.
// EXPECT: the einsum equation is not of the form ab,bc->ac, or does not fit its shapes
#include <nns/nns.hpp>
#include <nns/layers/product.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = einsum_dense<"abc,cd->abd", nns::extents{-1, 8}>;
#else
using layer_under_test = einsum_dense<"ac,cd->ad", 8>;
#endif
using net = nns::sequential<input<4, 10>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
