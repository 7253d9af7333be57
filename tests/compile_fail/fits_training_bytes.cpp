// A training step that breaks its budget: what takes how much of it, and that no .step was given.
// EXPECT: budget_of<net, training_bytes<used<10696, bytes>, allowed<10000, bytes>, exceeded_by<696, bytes>>, optimizer_state_bytes<used<5200, bytes>, allowed<5000, bytes>, exceeded_by<200, bytes>>, trained_in_float32_with_adamw_since_no_step_is_given, of_which<weights<2600, bytes>, gradients<2600, bytes>, optimizer_state<5200, bytes>, kept_activations<256, bytes>>
#include <nns/memory/training.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::must_fit<net, nns::budget{.training_bytes = 10_kB, .optimizer_state_bytes = 5_kB, .step = {.how = nns::sgd}}>);
#else
static_assert(nns::must_fit<net, nns::budget{.training_bytes = 10_kB, .optimizer_state_bytes = 5_kB}>);
#endif
