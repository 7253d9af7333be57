// A limit on bytes without a storage assumes float32; the message says so.
// EXPECT: budget_of<net, parameter_bytes<used<2600, bytes>, allowed<1024, bytes>, exceeded_by<1576, bytes>>, stored_in_float32_since_no_storage_is_given, most_expensive<
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::fits<net, nns::budget{.parameter_bytes = 1_KiB, .storage = nns::full_int8}>);
#else
static_assert(nns::fits<net, nns::budget{.parameter_bytes = 1_KiB}>);
#endif
