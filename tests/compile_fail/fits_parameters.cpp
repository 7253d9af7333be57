// Too many parameters, of which those that are trained would not be too many.
// EXPECT: budget_of<net, parameters<used<1092>, allowed<900>, exceeded_by<192>>, most_expensive<
// EXPECT: most_parameters<layer<dense<64>, named<"body">, row<1>, costs<576>>, layer<dense<4>, named<"head">, row<3>, costs<260>>, layer<batch_normalization<>, named<"batch_normalization">, row<2>, costs<256>>>
#include <nns/nns.hpp>

using namespace nns::layers;

// 8 x 64 + 64 that are frozen, four for each of 64, and 64 x 4 + 4; 388 are trained.
struct net : nns::sequential<input<8>, named<"body", frozen<dense<64>>>, batch_normalization<>, named<"head", dense<4>>> {};

#ifdef NNS_MENDED
static_assert(nns::fits<net, nns::budget{.parameters = 1'092}>);
#else
static_assert(nns::fits<net, nns::budget{.parameters = 900}>);
#endif
