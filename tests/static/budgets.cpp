// Budgets at their limits: each item is kept by what a network costs, by hand, and broken by one less. The same for a part of it.
#include <nns/conventions/fvcore.hpp>
#include <nns/memory/plan.hpp>
#include <nns/nns.hpp>

namespace {

using namespace nns::layers;
using namespace nns::literals;
using nns::budget;
using nns::fits;
using nns::fits_block;
using nns::macs;

// 6 x 6 x 4 outputs of 27 products, 4 x 27 + 4 parameters; 8 that are trained and 8 that are not; 144 x 5 and 5 biases.
// Activations: 192, three times 144, 144 flat ones, and 5.
struct net : nns::sequential<input<8, 8, 3>, named<"stem", conv2d<4, kernel<3>>, batch_normalization<>, relu>, flatten,
                             named<"head", dense<5>>> {};
constexpr std::int64_t stem = 144 * 27, head = 144 * 5;
static_assert(fits<net, budget{.forward = macs{stem + head}}> && !fits<net, budget{.forward = macs{stem + head - 1}}>);
static_assert(fits<net, budget{.backward = macs{2 * (stem + head)}}> && !fits<net, budget{.backward = macs{2 * (stem + head) - 1}}>);
static_assert(fits<net, budget{.training = macs{3 * (stem + head)}}> && !fits<net, budget{.training = macs{3 * (stem + head) - 1}}>);
static_assert(fits<net, budget{.parameters = 112 + 16 + 725}> && !fits<net, budget{.parameters = 112 + 16 + 725 - 1}>);
static_assert(fits<net, budget{.trainable_parameters = 112 + 8 + 725}> && !fits<net, budget{.trainable_parameters = 112 + 8 + 725 - 1}>);
static_assert(fits<net, budget{.active_parameters = 112 + 16 + 725}> && !fits<net, budget{.active_parameters = 112 + 16 + 725 - 1}>);
static_assert(fits<net, budget{.activations = 192 + 4 * 144 + 5}> && !fits<net, budget{.activations = 192 + 4 * 144 + 5 - 1}>);
// Limits that no convention changes may stand beside one that counts more than multiply-adds.
static_assert(fits<net, budget{.parameters = 853}, nns::convention::fvcore>);
static_assert(!fits<net, budget{.parameters = 852}, nns::convention::fvcore>);
static_assert(nns::detail::limits_multiply_adds(budget{.forward = 1_MAC}) && nns::detail::limits_multiply_adds(budget{.backward = 1_MAC}) &&
              nns::detail::limits_multiply_adds(budget{.training = 1_MAC}) && !nns::detail::limits_multiply_adds(budget{.parameters = 1}));

// Four bytes each; 768 and 576 live while the convolution runs.
static_assert(fits<net, budget{.parameter_bytes = 3'412_B}> && !fits<net, budget{.parameter_bytes = 3'411_B}>);
static_assert(fits<net, budget{.peak_activation_bytes = 1'344_B}> && !fits<net, budget{.peak_activation_bytes = 1'343_B}>);

static_assert(fits_block<net, "stem", budget{.forward = macs{stem}}> && !fits_block<net, "stem", budget{.forward = macs{stem - 1}}>);
static_assert(fits_block<net, "stem", budget{.backward = macs{2 * stem}}> && !fits_block<net, "stem", budget{.backward = macs{2 * stem - 1}}>);
static_assert(fits_block<net, "stem", budget{.training = macs{3 * stem}}> && !fits_block<net, "stem", budget{.training = macs{3 * stem - 1}}>);
static_assert(fits_block<net, "stem", budget{.parameters = 128}> && !fits_block<net, "stem", budget{.parameters = 127}>);
static_assert(fits_block<net, "stem", budget{.trainable_parameters = 120}> && !fits_block<net, "stem", budget{.trainable_parameters = 119}>);
static_assert(fits_block<net, "stem", budget{.activations = 432}> && !fits_block<net, "stem", budget{.activations = 431}>);
static_assert(fits_block<net, "stem", budget{.parameter_bytes = 512_B}> && !fits_block<net, "stem", budget{.parameter_bytes = 511_B}>);
static_assert(fits_block<net, "head", budget{.forward = macs{head}, .parameters = 725, .activations = 5}>);
static_assert(!fits_block<net, "head", budget{.forward = macs{head - 1}}> && !fits_block<net, "head", budget{.parameters = 724}>);
static_assert(fits_block<net, "head", budget{.parameter_bytes = 2'900_B}> && !fits_block<net, "head", budget{.parameter_bytes = 2'899_B}>);
// While the last layer runs: 576 bytes, and 20, which are rounded up to 32.
static_assert(fits_block<net, "head", budget{.peak_activation_bytes = 608_B}> && !fits_block<net, "head", budget{.peak_activation_bytes = 607_B}>);
static_assert(fits_block<net, "input", budget{.forward = 0_MAC, .activations = 192}> && !fits_block<net, "input", budget{.activations = 191}>);

// A framework does not make the gradient of the image: the convolution's backward pass costs once its forward pass.
static_assert(fits_block<net, "stem", budget{.backward = macs{stem}}, nns::convention::autograd>);
static_assert(!fits_block<net, "stem", budget{.backward = macs{stem - 1}}, nns::convention::autograd>);
static_assert(fits_block<net, "stem", budget{.training = macs{2 * stem}}, nns::convention::autograd>);
static_assert(!fits_block<net, "stem", budget{.training = macs{2 * stem - 1}}, nns::convention::autograd>);

// A name is all of a name: "a" is not "ab". 100 x 3 + 3, in front of which stand 4 x 100 + 100.
struct alike : nns::sequential<input<4>, named<"ab", dense<100>, relu>, named<"a", dense<3>, relu>> {};
static_assert(fits_block<alike, "a", budget{.parameters = 303}> && !fits_block<alike, "a", budget{.parameters = 302}>);

// The cache of one of two: 10 positions of 2 x 16 numbers of four bytes.
struct cached_twice : nns::sequential<input<10, 16>, named<"a", multi_head_attention<2, 8, nns::causal>>,
                                      named<"b", multi_head_attention<2, 8, nns::causal>>> {};
static_assert(fits_block<cached_twice, "b", budget{.kv_cache_bytes = 1'280_B}>);
static_assert(!fits_block<cached_twice, "b", budget{.kv_cache_bytes = 1'279_B}>);
static_assert(fits<cached_twice, budget{.kv_cache_bytes = 2'560_B}> && !fits<cached_twice, budget{.kv_cache_bytes = 2'559_B}>);

// What is not known keeps no limit, and breaks none where there is none.
struct open : nns::sequential<input<nns::unknown, 8>, named<"a", dense<4>, relu>> {};
static_assert(!nns::within<nns::forward<open>, 1_TMAC> && !fits<open, budget{.forward = 1_TMAC}>);
static_assert(fits<open, budget{.parameters = 36}> && !fits<open, budget{.parameters = 35}>);
static_assert(!fits_block<open, "a", budget{.forward = 1_TMAC}> && !fits_block<open, "a", budget{.backward = 1_TMAC}>);
static_assert(fits_block<open, "a", budget{.parameters = 36}>);

}  // namespace
