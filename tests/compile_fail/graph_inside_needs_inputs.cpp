// A graph of two inputs inside a sequential model.
// EXPECT: a graph inside another model needs as many inputs as it declares
// EXPECT: declared<2>
// EXPECT: arriving<1>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct pair : nns::graph<node<"x", input<8>>, node<"a", add<>, "x", "x">> {};
struct net : nns::sequential<input<8>, pair> {};
#else
struct pair : nns::graph<node<"x", input<8>>, node<"y", input<8>>, node<"a", add<>, "x", "y">> {};
struct net : nns::sequential<input<8>, pair> {};
#endif

static_assert(nns::forward<net> == nns::forward<net>);
static_assert(nns::parameters<net> >= 0);
static_assert(nns::summary<net>.layers.size() > 0);
static_assert(nns::output_shape<net>.rank() > 0);
static_assert(nns::fits<net, nns::budget{}>);
