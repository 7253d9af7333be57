// A convention that stands in a header of its own, without that header.
// EXPECT: nns: this convention stands in a header of its own: #include <nns/conventions/thop.hpp>
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/conventions/thop.hpp>
#endif

using namespace nns::layers;

struct net : nns::sequential<input<8>, dense<4>> {};

static_assert(nns::forward<net, nns::convention::thop>.count == 32);
