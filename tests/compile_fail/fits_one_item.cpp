// A budget with one broken limit.
// EXPECT: budget_of<net, parameters<used<4288>, allowed<4000>, exceeded_by<288>>, most_expensive<
// EXPECT: layer<conv2d<6, kernel<3>, same>, named<"conv2d">, row<1>, costs<27648, macs>>
// EXPECT: layer<dense<10>, named<"head">, row<3>, costs<3840, macs>>
// EXPECT: most_parameters<layer<dense<10>, named<"head">, row<3>, costs<3850>>, layer<conv2d<6, kernel<3>, same>, named<"conv2d">, row<1>, costs<438>>>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::fits<net, nns::budget{.forward = 1_MMAC, .parameters = 5'000}>);
#else
static_assert(nns::fits<net, nns::budget{.forward = 1_MMAC, .parameters = 4'000}>);
#endif

