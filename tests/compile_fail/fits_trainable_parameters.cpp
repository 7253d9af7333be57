// Too many parameters to train: the layers that have the most of these are named, not the frozen one, which has more.
// EXPECT: budget_of<net, trainable_parameters<used<388>, allowed<100>, exceeded_by<288>>, most_expensive<
// EXPECT: most_parameters<layer<dense<4>, named<"head">, row<3>, costs<260>>, layer<batch_normalization<>, named<"batch_normalization">, row<2>, costs<128>>>
#include <nns/nns.hpp>

using namespace nns::layers;

// 8 x 64 + 64 that are frozen; two of four for each of 64, and 64 x 4 + 4.
struct net : nns::sequential<input<8>, named<"body", frozen<dense<64>>>, batch_normalization<>, named<"head", dense<4>>> {};

#ifdef NNS_MENDED
static_assert(nns::fits<net, nns::budget{.trainable_parameters = 388}>);
#else
static_assert(nns::fits<net, nns::budget{.trainable_parameters = 100}>);
#endif
