// The outputs in another order than expected.
// EXPECT: equality<got_shapes<shape<4>, shape<2>>, expected_shapes<shape<2>, shape<4>>>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using order = outputs<"b", "a">;
#else
using order = outputs<"a", "b">;
#endif
struct net : nns::graph<node<"x", input<8>>, node<"a", dense<4>, "x">, node<"b", dense<2>, "x">, order> {};
static_assert(nns::equals<nns::output_shapes<net>, nns::sequence<nns::shape, 2>{{{2}, {4}}}>);
