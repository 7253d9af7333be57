// Another output shape than expected: a flatten was forgotten.
// EXPECT: equality<got_shape<8, 8, 10>, expected_shape<10>>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8, 8, 3>, conv2d<6, kernel<3>, same>, flatten, dense<10>> {};
#else
struct net : nns::sequential<input<8, 8, 3>, conv2d<6, kernel<3>, same>, dense<10>> {};
#endif
static_assert(nns::equals<nns::output_shape<net>, nns::shape{10}>);
