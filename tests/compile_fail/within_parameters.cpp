// More parameters than allowed.
// EXPECT: limit<used<4288>, allowed<4000>, exceeded_by<288>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::within<nns::parameters<net>, 5'000>);
#else
static_assert(nns::within<nns::parameters<net>, 4'000>);
#endif

