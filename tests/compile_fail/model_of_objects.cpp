// A model made of objects, as in Python.
// EXPECT: a model is a type, and so are its layers: write struct net : nns::sequential<input<8>, dense<4>> {}; with < >, and without { } after a layer
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<8>, dense<4>> {};
#else
constexpr auto object = nns::sequential(input<8>{}, dense<4>{});
using net = decltype(object);
#endif

static_assert(nns::parameters<net> == 8 * 4 + 4);
