// Two inputs multiplied along axes of different extents.
// EXPECT: two inputs that are multiplied have different widths
#include <nns/nns.hpp>
#include <nns/layers/product.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
using other = input<5, 4>;
#else
using other = input<5, 3>;
#endif

struct net : nns::graph<node<"a", input<3, 4>>, node<"b", other>, node<"out", dot<2>, "a", "b">> {};

static_assert(nns::forward<net>.count > 0);
