// A model that stands inside itself, where what arrives is not even its input.
// EXPECT: a model contains itself
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<4>> {};
#else
struct net : nns::sequential<input<8>, dense<4>, net> {};
#endif
static_assert(nns::parameters<net> == 36);
