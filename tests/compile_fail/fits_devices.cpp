// Several devices that send too much, and one that serves and has too little.
// EXPECT: budget_of<net, sent_bytes<used<3900, bytes>, allowed<3000, bytes>, exceeded_by<900, bytes>>, serving_bytes<used<2896, bytes>, allowed<2000, bytes>, exceeded_by<896, bytes>>, of_which<weights<2600, bytes>, live_activations<296, bytes>>
#include <nns/memory/parallel.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;
using namespace nns::literals;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::must_fit<net, nns::budget{.sent_bytes = 4_kB, .serving_bytes = 3_kB, .step = {.batch = 4}, .devices = {.data = 4}}>);
#else
static_assert(nns::must_fit<net, nns::budget{.sent_bytes = 3_kB, .serving_bytes = 2_kB, .step = {.batch = 4}, .devices = {.data = 4}}>);
#endif
