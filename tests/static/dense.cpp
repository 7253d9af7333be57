// The dense layer, on inputs of every rank.
#include "asked.hpp"

using namespace nns::layers;

namespace {

// Keras' Dense(10) on 784 pixels: 784 10 products, 784 10 + 10 parameters.
static_assert(asked::macs<input<784>, dense<10>> == 7'840);
static_assert(asked::parameters<input<784>, dense<10>> == 7'850);
static_assert(asked::parameters<input<784>, dense<10, no_bias>> == 7'840);
static_assert(asked::output<input<784>, dense<10>> == nns::shape{10});

// Rank 2, as in PyTorch's documentation of Linear(20, 30) on 128 rows: 128 20 30 products, 20 30 + 30 parameters.
static_assert(asked::output<input<128, 20>, dense<30>> == nns::shape{128, 30});
static_assert(asked::macs<input<128, 20>, dense<30>> == 76'800);
static_assert(asked::parameters<input<128, 20>, dense<30>> == 630);

// Rank 3: (4 6) 5 2 = 240, and 5 2 + 2.
static_assert(asked::output<input<4, 6, 5>, dense<2>> == nns::shape{4, 6, 2});
static_assert(asked::macs<input<4, 6, 5>, dense<2>> == 240);
static_assert(asked::parameters<input<4, 6, 5>, dense<2>> == 12);

// Rank 4: (2 3 4) 5 6 = 720, and 5 6 + 6.
static_assert(asked::output<input<2, 3, 4, 5>, dense<6>> == nns::shape{2, 3, 4, 6});
static_assert(asked::macs<input<2, 3, 4, 5>, dense<6>> == 720);
static_assert(asked::parameters<input<2, 3, 4, 5>, dense<6>> == 36);

// Activations: the output, and again with an activation that is not linear.
static_assert(asked::activations<input<784>, dense<10>> == 10);
static_assert(asked::activations<input<784>, dense<10, linear>> == 10);
static_assert(asked::activations<input<784>, dense<10, relu>> == 20);
static_assert(asked::activations<input<784>, dense<10, softmax, no_bias>> == 20);
// (7, 3), twice
static_assert(asked::activations<input<7, 5>, dense<3, tanh_>> == 42);

// The training step of one layer: forward, and the gradients of input and weights.
static_assert(again::backward<nns::sequential<input<784>, dense<10>>> == nns::macs{2 * 7'840});
static_assert(again::training<nns::sequential<input<784>, dense<10>>> == nns::macs{3 * 7'840});

using asked::rule;
static_assert(asked::refused_by<input<8>, dense<0>> == rule::size_not_positive);
static_assert(asked::refused_by<input<8>, dense<-3>> == rule::size_not_positive);
static_assert(asked::refused_by<input<8>, dense<3, same>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<input<8>, dense<3, no_bias, no_bias>> == rule::option_given_twice);
static_assert(asked::refused_by<input<8>, dense<3, relu, tanh_>> == rule::option_given_twice);
static_assert(asked::refused_by<input<8>, dense<3, int>> == rule::not_an_option);
static_assert(asked::refused_by<input<>, dense<3>> == rule::rank_too_small);
static_assert(asked::refused_by<dense<3>> == rule::no_input);

// 3 10^9 10^9 products fit, and so do the 9 10^18 of a training step; with 1.1 10^9 units the training step does not.
static_assert(asked::macs<input<3'000'000'000>, dense<1'000'000'000, no_bias>> == 3'000'000'000'000'000'000);
static_assert(asked::refused_by<input<3'000'000'000>, dense<1'100'000'000, no_bias>> == rule::count_overflows_63_bits);
// 2^62 4 is more than 2^63 - 1.
static_assert(asked::refused_by<input<4'611'686'018'427'387'904>, dense<4>> == rule::count_overflows_63_bits);

static_assert(asked::refused_by<input<>, dense<4>> == rule::rank_too_small);

}  // namespace
