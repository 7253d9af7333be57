// A training step that needs more than a device has: the message says what takes how much.
// EXPECT: memory_of_device<used<10696, bytes>, allowed<10000, bytes>, exceeded_by<696, bytes>, of_which<weights<2600, bytes>, gradients<2600, bytes>, optimizer_state<5200, bytes>, kept_activations<256, bytes>>>
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
