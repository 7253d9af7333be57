// A training step that needs more than a device has: the message says how much each part takes.
// EXPECT: memory_of_device<weights<2600>, master_weights<0>, gradients<2600>, optimizer_state<5200>, kept_activations<256>, peak<10696>, available<10000>, too_much_by<696>>
#include <nns/memory/training.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::fits_memory<nns::training_memory<net>, 11_kB>);
#else
static_assert(nns::fits_memory<nns::training_memory<net>, 10_kB>);
#endif
