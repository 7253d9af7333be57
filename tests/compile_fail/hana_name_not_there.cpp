// A layer looked up by a name that the model does not have.
// EXPECT: no layer of the model has this name
// EXPECT: net
#include <nns/interop/hana.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::hana_literals;

struct net : nns::sequential<input<8>, named<"hidden", dense<4>>, dense<2>> {};

#ifdef NNS_MENDED
inline constexpr auto found = nns::layer_named<net>("hidden"_s);
#else
inline constexpr auto found = nns::layer_named<net>("hiden"_s);
#endif
