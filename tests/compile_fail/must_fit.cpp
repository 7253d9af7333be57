// must_fit: a broken budget is an error of its own.
// EXPECT: nns: the budget is broken
// EXPECT: parameters<used<4288>, allowed<4000>, exceeded_by<288>>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::must_fit<net, nns::budget{.parameters = 5'000}>);
#else
static_assert(nns::must_fit<net, nns::budget{.parameters = 4'000}>);
#endif
