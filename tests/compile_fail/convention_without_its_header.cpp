// A convention without its header.
// EXPECT: nns: this convention has a header of its own: #include <nns/conventions/thop.hpp>
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/conventions/thop.hpp>
#endif

using namespace nns::layers;

struct net : nns::sequential<input<8>, dense<4>> {};

static_assert(nns::forward<net, nns::convention::thop>.count == 32);
