// Budgets of a training step, and of devices: each item against numbers made by hand.
#include <nns/memory/parallel.hpp>
#include <nns/memory/plan.hpp>
#include <nns/models/transformer.hpp>
#include <nns/nns.hpp>
#include <nns/zoo/llama.hpp>

namespace {

using namespace nns::layers;
using namespace nns::literals;
using nns::budget, nns::fits;

// 650 parameters of 4 bytes, a gradient each and Adam's two numbers; 64 numbers are kept. At the peak beside them the output's
// gradient, 10 numbers.
struct net : nns::sequential<input<64>, dense<10>> {};
static_assert(fits<net, budget{.training_bytes = nns::bytes{4 * 2'600 + 256 + 40}, .weight_bytes = 2'600_B, .gradient_bytes = 2'600_B,
                               .optimizer_state_bytes = 5'200_B, .kept_activation_bytes = 256_B, .sent_bytes = 0_B}>);
static_assert(!fits<net, budget{.training_bytes = nns::bytes{4 * 2'600 + 256 + 39}}>);
static_assert(!fits<net, budget{.weight_bytes = 2'599_B}>);
static_assert(!fits<net, budget{.gradient_bytes = 2'599_B}>);
static_assert(!fits<net, budget{.optimizer_state_bytes = 5'199_B}>);
static_assert(!fits<net, budget{.kept_activation_bytes = 255_B}>);
// Other items are judged beside them.
static_assert(!fits<net, budget{.parameters = 649, .training_bytes = 1_MB}>);

// How it is trained: 2 + 4 bytes for a weight and its copy, 2 for a gradient, no optimizer; 4 x 64 numbers of 2 bytes.
static_assert(fits<net, budget{.weight_bytes = 3'900_B, .gradient_bytes = 1'300_B, .optimizer_state_bytes = 0_B,
                               .kept_activation_bytes = 512_B,
                               .step = {.types = nns::mixed_bfloat16, .how = nns::sgd, .batch = 4}}>);
static_assert(!fits<net, budget{.kept_activation_bytes = 511_B,
                                .step = nns::training_options_of<nns::mixed_bfloat16, nns::batch{4}>}>);

// Four devices with a copy each: a ring sends 2 x 3 / 4 of the gradients, and with a part of the optimizer's state each.
static_assert(fits<net, budget{.sent_bytes = 3'900_B, .step = {.batch = 4}, .devices = {.data = 4}}>);
static_assert(!fits<net, budget{.sent_bytes = 3'899_B, .step = {.batch = 4}, .devices = {.data = 4}}>);
static_assert(fits<net, budget{.optimizer_state_bytes = 1'300_B, .step = {.batch = 4}, .devices = {.data = 4, .zero_stage = 1}}>);
static_assert(!fits<net, budget{.optimizer_state_bytes = 1'299_B, .step = {.batch = 4}, .devices = {.data = 4, .zero_stage = 1}}>);

// A device that serves: 2,600 bytes of weights, 64 numbers that arrive and 10 that leave.
static_assert(fits<net, budget{.serving_bytes = nns::bytes{2'600 + 4 * 74}}>);
static_assert(!fits<net, budget{.serving_bytes = nns::bytes{2'600 + 4 * 74 - 1}}>);

// "Does Llama 3 70B train, or serve, on eight cards of 80 GB?" 70,553,706,496 parameters take 2 bytes each to serve, 17.6 GB a
// card; 16 bytes to train, 141 GB a card.
using llama = nns::zoo::transformers::llama3_70b;
static_assert(70'553'706'496 * 2 / 8 < 80'000'000'000 && 70'553'706'496 * 16 / 8 > 80'000'000'000);
static_assert(fits<llama, budget{.serving_bytes = 80_GB, .step = {.types = nns::mixed_bfloat16}, .devices = {.tensor = 8}}>);
static_assert(!fits<llama, budget{.training_bytes = 80_GB, .step = {.types = nns::mixed_bfloat16}, .devices = {.tensor = 8}}>);

}  // namespace
