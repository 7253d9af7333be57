// The input shape of a model with two inputs.
// EXPECT: nns: the model has several inputs; ask for input_shapes<M>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::graph<node<"x", input<8>>, node<"y", input<8>>, node<"a", add<>, "x", "y">> {};

#ifdef NNS_MENDED
static_assert(nns::input_shapes<net>[1] == nns::shape{8});
#else
static_assert(nns::input_shape<net> == nns::shape{8});
#endif
