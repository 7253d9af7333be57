// A budget of bytes, without its header.
// EXPECT: nns: a budget with .parameter_bytes or .peak_activation_bytes needs #include <nns/memory/plan.hpp> before it
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/memory/plan.hpp>
#endif

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<64>, dense<10>> {};

static_assert(nns::fits<net, nns::budget{.parameter_bytes = 1_KiB, .storage = nns::full_int8}>);
