// A transformer block without its header.
// EXPECT: this layer has a header of its own: #include <nns/models/transformer.hpp>
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/models/transformer.hpp>
#endif

using namespace nns::layers;

using net = nns::sequential<input<10>, embedding<100, 16>, tied_dense<100>>;

static_assert(nns::forward<net>.count >= 0);
