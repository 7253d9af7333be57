// A budget of several devices, without the header that knows them.
// EXPECT: nns: a budget with .devices, .sent_bytes or .serving_bytes needs #include <nns/memory/parallel.hpp> before it
#include <nns/memory/training.hpp>
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/memory/parallel.hpp>
#endif

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<64>, dense<10>> {};

static_assert(nns::fits<net, nns::budget{.training_bytes = 11_kB, .step = {.batch = 4}, .devices = {.data = 4}}>);
