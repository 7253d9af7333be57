// An activation written as a layer, among the options.
// EXPECT: a layer is given as an option: write dense<4, softmax>, not dense<4, activation<softmax>>
// EXPECT: the_option<activation<softmax>>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<4, softmax>> {};
#else
struct net : nns::sequential<input<8>, dense<4, activation<softmax>>> {};
#endif
static_assert(nns::parameters<net> == 36);
