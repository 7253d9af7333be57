// A model that stands inside itself.
// EXPECT: a model contains itself
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<8>> {};
#else
struct net : nns::sequential<input<8>, dense<8>, net> {};
#endif
static_assert(nns::parameters<net> == 72);
