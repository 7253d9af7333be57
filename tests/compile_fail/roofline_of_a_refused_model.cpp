// A lower bound on the time of a model that breaks a rule: the message is the rule's.
// EXPECT: nns: a model begins with input<...>: there is no input before this layer
#include <nns/memory/device.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

#ifdef NNS_MENDED
struct net : nns::sequential<input<64>, dense<10>> {};
#else
struct net : nns::sequential<dense<10>> {};
#endif

static_assert(nns::roofline<net, nns::devices::t4>.seconds < 1);
