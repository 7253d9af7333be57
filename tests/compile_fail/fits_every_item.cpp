// A budget with several broken limits: each is named.
// EXPECT: forward<used<31488, macs>, allowed<1000, macs>, exceeded_by<30488, macs>>
// EXPECT: backward<used<62976, macs>, allowed<2000, macs>, exceeded_by<60976, macs>>
// EXPECT: training<used<94464, macs>, allowed<3000, macs>, exceeded_by<91464, macs>>
// EXPECT: trainable_parameters<used<4288>, allowed<9>, exceeded_by<4279>>
// EXPECT: activations<used<1290>, allowed<8>, exceeded_by<1282>>
// EXPECT: most_parameters<layer<dense<10>, named<"head">, row<3>, costs<3850>>
// EXPECT: most_activations<layer<input<8, 8, 8>, named<"input">, row<0>, costs<512>>, layer<conv2d<6, kernel<3>, same>, named<"conv2d">, row<1>, costs<384>>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::fits<net, nns::budget{.forward = 1_MMAC,
                                         .backward = 2_MMAC,
                                         .training = 3_MMAC,
                                         .parameters = 10'000,
                                         .trainable_parameters = 9'000,
                                         .activations = 8'000}>);
#else
static_assert(nns::fits<net, nns::budget{.forward = 1_kMAC,
                                         .backward = 2_kMAC,
                                         .training = 3_kMAC,
                                         .parameters = 10,
                                         .trainable_parameters = 9,
                                         .activations = 8}>);
#endif
