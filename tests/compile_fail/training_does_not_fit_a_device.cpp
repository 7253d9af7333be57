// A training step on eight devices, each of which has too little memory.
// EXPECT: memory_of_device<used<151261540352, bytes>, allowed<80000000000, bytes>, exceeded_by<71261540352, bytes>, of_which<
// SHOWN: examples/training.md memory_of_device
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>
#include <nns/zoo/llama.hpp>

using namespace nns::literals;
using llama = nns::zoo::transformers::llama3_70b;

inline constexpr auto training = nns::sharded_training<llama, nns::parallel{.tensor = 8, .sequence = true}, nns::mixed_bfloat16,
                                                       nns::attention_kernel::fused>;

#ifdef NNS_MENDED
static_assert(nns::fits_memory<training, 160_GB>);
#else
static_assert(nns::fits_memory<training, 80_GB>);
#endif
