// The output shape of a model with two outputs.
// EXPECT: nns: the model has several outputs; ask for output_shapes<M>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">, node<"b", dense<2>, "x">, outputs<"a", "b">> {};

#ifdef NNS_MENDED
static_assert(nns::output_shapes<net>[1] == nns::shape{2});
#else
static_assert(nns::output_shape<net> == nns::shape{2});
#endif
