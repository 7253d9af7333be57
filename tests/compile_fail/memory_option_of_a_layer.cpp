// Something that is not an option of a memory plan.
// EXPECT: nns: the options after the model are its storage (nns::full_int8, nns::storage{...}), nns::align<n>, nns::batch{n}, nns::views, nns::in_place, nns::fused, nns::inputs_outside, nns::outputs_outside, nns::as_tflm and nns::channel_scales, in any order
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

using namespace nns::layers;

struct net : nns::sequential<input<64>, dense<10>> {};

#ifdef NNS_MENDED
static_assert(nns::peak_activation_bytes<net, nns::align<8>> < nns::bytes{1'000});
#else
static_assert(nns::peak_activation_bytes<net, 8> < nns::bytes{1'000});
#endif
