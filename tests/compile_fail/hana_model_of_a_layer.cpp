// A layer instead of a tuple of layers.
// EXPECT: hana_model needs a hana::tuple of layers
#include <nns/interop/hana.hpp>
#include <nns/nns.hpp>

#include <boost/hana/tuple.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using model = nns::hana_model<boost::hana::tuple<input<8>, dense<4>>>;
#else
using model = nns::hana_model<dense<4>>;
#endif

model* unused = nullptr;
