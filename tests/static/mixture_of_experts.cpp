// Mixtures of experts, against the same layers put together by hand.
#include "asked.hpp"

#include <nns/layers/reshaping.hpp>
#include <nns/memory/device.hpp>
#include <nns/operations.hpp>

namespace {

using namespace nns::layers;
using asked::macs;
using asked::parameters;

// 10 tokens of 16 features. An expert is 16 x 32 + 32 and 32 x 16 + 16; 8 of them, 2 for each token.
using expert = sequential<dense<32, relu>, dense<16>>;
constexpr std::int64_t work = 2 * 16 * 32, weights = work + 32 + 16, router_weights = 16 * 8;

struct mixed : nns::sequential<input<10, 16>, mixture_of_experts<8, 2, expert>> {};
static_assert(again::parameters<mixed> == router_weights + 8 * weights);
static_assert(nns::active_parameters<mixed> == router_weights + 2 * weights);
static_assert(again::forward<mixed>.count == 10 * (router_weights + 2 * work));
static_assert(nns::backward<mixed> == 2 * nns::forward<mixed>);
static_assert(nns::output_shape<mixed> == nns::shape{10, 16});
static_assert(asked::rows_are<mixed>({"input", "router", "dispatch", "expert/dense", "expert/dense_1", "combine"}));
static_assert(nns::summary<mixed>.layers[3].output == nns::shape{20, 32});
static_assert(nns::summary<mixed>.layers[3].parameters == 8 * (16 * 32 + 32));

// Several layers are an expert, and one is.
static_assert(parameters<input<10, 16>, mixture_of_experts<8, 2, dense<32, relu>, dense<16>>> == nns::parameters<mixed>);
static_assert(parameters<input<10, 16>, mixture_of_experts<8, 2, dense<4, no_bias>>> == router_weights + 8 * 64);
static_assert(asked::output<input<10, 16>, mixture_of_experts<8, 2, dense<4, no_bias>>> == nns::shape{10, 4});
// All experts, or the only one
static_assert(macs<input<10, 16>, mixture_of_experts<8, 8, expert>> == 10 * (router_weights + 8 * work));
static_assert(macs<input<10, 16>, mixture_of_experts<1, 1, expert>> == 10 * (16 + work));
// One vector, and positions of an image: all that arrive
static_assert(macs<input<16>, mixture_of_experts<8, 2, expert>> == router_weights + 2 * work);
static_assert(asked::output<input<4, 5, 16>, mixture_of_experts<8, 2, expert>> == nns::shape{4, 5, 16});
static_assert(macs<input<4, 5, 16>, mixture_of_experts<8, 2, expert>> == 20 * (router_weights + 2 * work));

// A shared expert sees every token; a router of one's own has biases.
struct shared_too : nns::sequential<
    input<10, 16>, mixture_of_experts<8, 2, expert, shared_expert<dense<16>>, routed_by<dense<8, sigmoid>>>> {};
static_assert(again::parameters<shared_too> == router_weights + 8 + 8 * weights + 16 * 16 + 16);
static_assert(nns::active_parameters<shared_too> == router_weights + 8 + 2 * weights + 16 * 16 + 16);
static_assert(again::forward<shared_too>.count == 10 * (router_weights + 2 * work + 16 * 16));
static_assert(asked::rows_are<shared_too>(
    {"input", "router", "dispatch", "expert/dense", "expert/dense_1", "shared_expert", "combine"}));
// Of eight experts six are idle; what every token sees is not.
static_assert(nns::summary<shared_too>.layers[3].idle_parameters + nns::summary<shared_too>.layers[4].idle_parameters == 6 * weights);
static_assert(nns::summary<shared_too>.layers[5].idle_parameters == 0 && nns::summary<shared_too>.layers[1].idle_parameters == 0);

// In repeated blocks, frozen, behind a time step, inside another mixture
struct blocks : nns::sequential<
    input<10, 16>, repeat<3, residual<layer_normalization<>, mixture_of_experts<8, 2, expert>>>> {};
static_assert(again::parameters<blocks> == 3 * (32 + nns::parameters<mixed>));
static_assert(nns::active_parameters<blocks> == 3 * (32 + nns::active_parameters<mixed>));
static_assert(nns::summary<blocks>.total.parameters == nns::parameters<blocks>);
using frozen_one = nns::sequential<input<10, 16>, frozen<mixture_of_experts<8, 2, expert>>>;
static_assert(nns::trainable_parameters<frozen_one> == 0 && nns::parameters<frozen_one> == nns::parameters<mixed>);
static_assert(nns::active_parameters<frozen_one> == nns::active_parameters<mixed>);
using over_time = nns::sequential<input<3, 10, 16>, time_distributed<mixture_of_experts<8, 2, expert>>>;
static_assert(nns::active_parameters<over_time> == nns::active_parameters<mixed>);
static_assert(nns::forward<over_time> == 3 * nns::forward<mixed>);
using nested = nns::sequential<input<10, 16>, mixture_of_experts<4, 2, mixture_of_experts<8, 2, expert>>>;
static_assert(nns::parameters<nested> == 16 * 4 + 4 * nns::parameters<mixed>);
static_assert(nns::active_parameters<nested> == 16 * 4 + 2 * nns::active_parameters<mixed>);
static_assert(nns::forward<nested>.count == 10 * 16 * 4 + 2 * nns::forward<mixed>.count);

// A row says what of its parameters a token does not use, and a budget limits what it does.
static_assert(nns::summary<mixed>.layers[3].active_parameters() == 2 * (16 * 32 + 32));
static_assert(nns::summary<blocks>.total.active_parameters() == nns::active_parameters<blocks>);
static_assert(nns::summary<over_time>.layers[1].active_parameters() == nns::active_parameters<mixed>);
static_assert(nns::fits<mixed, nns::budget{.active_parameters = router_weights + 2 * weights}>);
static_assert(!nns::fits<mixed, nns::budget{.active_parameters = router_weights + 2 * weights - 1}>);
struct named_block : nns::sequential<input<10, 16>, dense<16>, named<"moe", mixture_of_experts<8, 2, expert>>> {};
static_assert(nns::fits_block<named_block, "moe", nns::budget{.active_parameters = router_weights + 2 * weights}>);
static_assert(!nns::fits_block<named_block, "moe", nns::budget{.active_parameters = router_weights + weights}>);

// A model that has none uses all; running means are parameters, and each expert's.
using plain = nns::sequential<input<16>, dense<4>, batch_normalization<>>;
static_assert(nns::active_parameters<plain> == nns::parameters<plain>);
using normalized = nns::sequential<input<10, 16>, mixture_of_experts<8, 2, sequential<dense<16>, batch_normalization<>>>>;
static_assert(nns::non_trainable_parameters<normalized> == 8 * 2 * 16);

// Bytes: all weights, biases in their own type; read are those of two experts by one token, of all by ten.
static_assert(nns::parameter_bytes<mixed, nns::storage{.weights = nns::data_type::int8}>.count ==
              router_weights + 8 * work + 8 * (32 + 16) * 4);
struct one_token : nns::sequential<input<1, 16>, mixture_of_experts<8, 2, expert>> {};
constexpr std::int64_t first = 4 * (16 * 32 + 32);
static_assert(nns::roofline<one_token, nns::devices::a100_80gb>.layers[3].read.count == 2 * first + 2 * 16 * 4);
static_assert(nns::roofline<one_token, nns::devices::a100_80gb, nns::batch{3}>.layers[3].read.count ==
              6 * first + 3 * 2 * 16 * 4);
static_assert(nns::roofline<mixed, nns::devices::a100_80gb>.layers[3].read.count == 8 * first + 20 * 16 * 4);

// By kinds of operations: two vectors of each token are moved, then weighted, and summed; the router's softmax.
constexpr auto kinds = nns::operations<mixed>;
static_assert(kinds.multiply_adds == nns::forward<mixed>.count);
static_assert(kinds.moves == 10 * 2 * 16 && kinds.multiplications == 10 * 2 * 16);
static_assert(kinds.exponentials == 10 * 8 && kinds.divisions == 10 * 8 && kinds.comparisons == 10 * 2 * 32);
static_assert(kinds.additions == 10 * 16 + 10 * 7 + 10 * 2 * (32 + 16));

// By the rules of autograd: the gradients of weights and inputs, but none of the model's input, which the router, the
// first layer of an expert, and nobody else sees through weights.
static_assert(nns::backward<mixed, nns::convention::autograd>.count ==
              2 * nns::forward<mixed>.count - 10 * (router_weights + 2 * 16 * 32));

}  // namespace
