// Only axes of extent 1 can be squeezed.
// EXPECT: only axes of extent 1 can be squeezed
#include <nns/nns.hpp>
#include <nns/layers/tensor.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using layer_under_test = squeeze<2>;
#else
using layer_under_test = squeeze<1>;
#endif
using net = nns::sequential<input<4, 1, 10>, layer_under_test>;

static_assert(nns::forward<net>.count >= 0);
