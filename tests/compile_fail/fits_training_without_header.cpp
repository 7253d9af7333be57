// A budget of a training step, without the header that knows it.
// EXPECT: nns: a budget for a training step (.training_bytes, .gradient_bytes, ...) needs #include <nns/memory/training.hpp> before it
#include <nns/nns.hpp>
#ifdef NNS_MENDED
#include <nns/memory/training.hpp>
#endif

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<64>, dense<10>> {};

static_assert(nns::fits<net, nns::budget{.training_bytes = 11_kB}>);
