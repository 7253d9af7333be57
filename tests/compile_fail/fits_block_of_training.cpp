// A block has no training step of its own.
// EXPECT: nns: limits on a training step, and on a device, are for a whole model: write nns::must_fit<net, budget{...}>
#include <nns/memory/training.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<64>, named<"head", dense<10>>> {};

#ifdef NNS_MENDED
static_assert(nns::must_fit<net, nns::budget{.training_bytes = 11_kB}>);
#else
static_assert(nns::fits_block<net, "head", nns::budget{.training_bytes = 11_kB}>);
#endif
