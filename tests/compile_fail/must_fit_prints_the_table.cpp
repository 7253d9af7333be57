// With computed static_assert messages (C++26), the message of a broken budget has the whole table.
// EXPECT: nns: the budget is broken
// EXPECT: parameters: used 4,288, allowed 4,000, exceeded by 288
// EXPECT: conv2d   conv2d   8x8x6         27,648   87.8%         438          384
// EXPECT: head     dense    10             3,840   12.2%       3,850           10
// FLAGS: -std=c++26
#include <nns/nns.hpp>
#include <nns/report/budget_message.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<8, 8, 8>, conv2d<6, kernel<3>, same>, flatten, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::must_fit<net, nns::budget{.parameters = 5'000}>);
#else
static_assert(nns::must_fit<net, nns::budget{.parameters = 4'000}>);
#endif
