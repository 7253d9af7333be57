// time_distributed and bidirectional: one row around other layers.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

// A dense layer at 7 steps is a dense layer on rank 2: 7 5 3 products, 5 3 + 3 parameters, 7 (3 + 3) activations.
static_assert(asked::output<input<7, 5>, time_distributed<dense<3, relu>>> == nns::shape{7, 3});
static_assert(asked::macs<input<7, 5>, time_distributed<dense<3, relu>>> == 105);
static_assert(asked::parameters<input<7, 5>, time_distributed<dense<3, relu>>> == 18);
static_assert(asked::activations<input<7, 5>, time_distributed<dense<3, relu>>> == 42);

// Keras' documentation: TimeDistributed(Conv2D(64, 3)) on 10 frames of 128 x 128 x 3 gives (10, 126, 126, 64):
// 10 126^2 64 27 products, 64 27 + 64 parameters.
static_assert(asked::output<input<10, 128, 128, 3>, time_distributed<conv2d<64, kernel<3>>>> ==
              nns::shape{10, 126, 126, 64});
static_assert(asked::macs<input<10, 128, 128, 3>, time_distributed<conv2d<64, kernel<3>>>> == 274'337'280);
static_assert(asked::parameters<input<10, 128, 128, 3>, time_distributed<conv2d<64, kernel<3>>>> == 1'792);

// A whole network at each of 3 steps: conv 2 x 2 x 4 of 36 products each with 1 channel, and 16 2.
using frame = nns::sequential<input<4, 4, 1>, conv2d<4, kernel<3>, relu>, batch_normalization<>, flatten, dense<2>>;
static_assert(asked::output<input<3, 4, 4, 1>, time_distributed<frame>> == nns::shape{3, 2});
static_assert(asked::macs<input<3, 4, 4, 1>, time_distributed<frame>> == 3 * (4 * 36 + 32));
// 40 + 16 + 34, of them 8 not trained
static_assert(asked::parameters<input<3, 4, 4, 1>, time_distributed<frame>> == 90);
static_assert(asked::trainable<input<3, 4, 4, 1>, time_distributed<frame>> == 82);
// 3 (2 16 + 16 + 16 + 2): the frame's input is a view of what has arrived.
static_assert(asked::activations<input<3, 4, 4, 1>, time_distributed<frame>> == 198);
// The same, written as layers, one of them repeated.
static_assert(asked::macs<input<3, 4, 4, 1>, time_distributed<conv2d<4, kernel<3>, relu>, flatten, dense<2>>> ==
              3 * (4 * 36 + 32));
static_assert(asked::macs<input<3, 8>, time_distributed<repeat<5, dense<8>>>> == 3 * 5 * 64);
static_assert(asked::macs<input<3, 8>, time_distributed<residual<dense<8>, dense<8>>>> == 3 * 2 * 64);
// Steps of steps: 2 3 times 4 5.
static_assert(asked::output<input<2, 3, 4>, time_distributed<time_distributed<dense<5>>>> == nns::shape{2, 3, 5});
static_assert(asked::macs<input<2, 3, 4>, time_distributed<time_distributed<dense<5>>>> == 120);
// A graph at each step.
using tee = nns::graph<node<"a", dense<4>, "input">, node<"b", dense<4>, "input">, node<"sum", add<>, "a", "b">>;
static_assert(asked::macs<input<3, 8>, time_distributed<tee>> == 3 * 2 * 32);
// One row, and one name.
static_assert(asked::rows_are<nns::sequential<input<3, 4, 4, 1>, time_distributed<frame>, named<"head", dense<2>>>>(
    {"input", "time_distributed", "head"}));

// bidirectional, T = 10, I = 8, U = 4: 2 4 10 48 products and 2 208 parameters.
using x = input<10, 8>;
static_assert(asked::macs<x, bidirectional<lstm<4>>> == 3'840);
static_assert(asked::parameters<x, bidirectional<lstm<4>>> == 416);
// The five ways to merge.
static_assert(asked::output<x, bidirectional<lstm<4>>> == nns::shape{8});
static_assert(asked::output<x, bidirectional<lstm<4>, merge_concat>> == nns::shape{8});
static_assert(asked::output<x, bidirectional<lstm<4>, merge_sum>> == nns::shape{4});
static_assert(asked::output<x, bidirectional<lstm<4>, merge_mul>> == nns::shape{4});
static_assert(asked::output<x, bidirectional<lstm<4>, merge_ave>> == nns::shape{4});
using both = nns::sequential<x, bidirectional<lstm<4, return_sequences>, merge_none>>;
static_assert(again::output_shapes<both>.size() == 2);
static_assert(again::output_shapes<both>[0] == nns::shape{10, 4} && again::output_shapes<both>[1] == nns::shape{10, 4});
static_assert(asked::output<x, bidirectional<lstm<4, return_sequences>>> == nns::shape{10, 8});
static_assert(asked::output<x, bidirectional<lstm<4, return_sequences>, merge_sum>> == nns::shape{10, 4});
// Activations: both directions, 2 14 10 4 = 1,120, and what they are merged into.
static_assert(asked::activations<x, bidirectional<lstm<4>>> == 1'120 + 8);
static_assert(asked::activations<x, bidirectional<lstm<4>, merge_sum>> == 1'120 + 4);
static_assert(asked::activations<x, bidirectional<lstm<4>, merge_mul>> == 1'120 + 4);
static_assert(asked::activations<x, bidirectional<lstm<4>, merge_ave>> == 1'120 + 4);
static_assert(asked::activations<x, bidirectional<lstm<4>, merge_none>> == 1'120);
static_assert(asked::activations<x, bidirectional<lstm<4, return_sequences>>> == 1'120 + 80);

// Keras' IMDB example, two layers of Bidirectional(LSTM(64)) on 128 features: 98,816 parameters each.
static_assert(asked::parameters<input<200, 128>, bidirectional<lstm<64, return_sequences>>> == 98'816);
static_assert(asked::parameters<input<200, 128>, bidirectional<lstm<64, return_sequences>>,
                                bidirectional<lstm<64>>> == 2 * 98'816);
// gru and simple_rnn, and stacked cells: 2 2,400 (see recurrent.cpp).
static_assert(asked::parameters<x, bidirectional<gru<4>>> == 336);
static_assert(asked::parameters<x, bidirectional<simple_rnn<4>, merge_sum>> == 104);
static_assert(asked::parameters<x, bidirectional<rnn<lstm_cell<16>, lstm_cell<8>>>> == 4'800);
static_assert(asked::output<x, bidirectional<rnn<lstm_cell<16>, lstm_cell<8>>>> == nns::shape{16});
// The states follow, the forward direction's first (Keras).
using states = nns::sequential<x, bidirectional<lstm<4, return_state>>>;
static_assert(again::output_shapes<states>.size() == 5);
static_assert(again::output_shapes<states>[0] == nns::shape{8} && again::output_shapes<states>[4] == nns::shape{4});
using all = nns::sequential<x, bidirectional<gru<4, return_state>, merge_none>>;
static_assert(again::output_shapes<all>.size() == 4);

static_assert(asked::refused_by<input<8>, time_distributed<dense<4>>> == rule::no_time_axis);
static_assert(asked::refused_by<x, time_distributed<>> == rule::empty_model);
static_assert(asked::refused_by<x, time_distributed<dense<4, same>>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<input<2, 10, 8>, time_distributed<lstm<4, return_state>>> ==
              rule::inner_layer_needs_one_input);
static_assert(asked::refused_by<input<3, 5, 5, 1>, time_distributed<frame>> == rule::input_differs);
static_assert(asked::refused_by<input<10, 8>, bidirectional<dense<4>>> == rule::not_recurrent);
static_assert(asked::output<input<10, 8>, bidirectional<lstm<4>, lstm<4>>> == nns::shape{8});
static_assert(asked::refused_by<input<10, 8>, bidirectional<lstm<4>, return_sequences>> ==
              rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<input<10, 8>, bidirectional<lstm<4>, merge_sum, merge_mul>> ==
              rule::option_given_twice);
static_assert(asked::refused_by<input<8>, bidirectional<lstm<4>>> == rule::no_time_axis);

// A head of 4 to 3 to 2 units on the side: 4 3 + 3 and 3 2 + 2 parameters; a training step takes three times 4 3 + 3 2
// multiply-adds in it, inference none; what arrives passes on.
using with_head = nns::sequential<input<4>, training_only<dense<3>, dense<2>>, dense<5>>;
static_assert(again::output_shape<with_head> == nns::shape{5});
static_assert(again::parameters<with_head> == 15 + 8 + 25);
static_assert(again::forward<with_head> == nns::macs{20});
static_assert(again::training<with_head> == nns::macs{3 * 20 + 3 * 18});
static_assert(asked::refused_by<input<4>, training_only<dense<3, same>>> == rule::option_not_known_to_the_layer);

static_assert(asked::refused_by<input<2, 1, 1, 1, 1, 1, 1, 1>, time_distributed<reshape<1, 1, 1, 1, 1, 1, 1, 1>>> ==
              rule::rank_above_eight);

static_assert(asked::refused_by<input<10, 8>, bidirectional<lstm<4, return_sequences>, lstm<4>>> ==
              rule::not_recurrent);

// A forward layer and a backward one: Keras' Bidirectional(LSTM(47), backward_layer=LSTM(240, go_backwards=True)) has
// the weights of both, and their outputs one behind the other.
using tens = input<7, 10>;
using unlike = nns::sequential<tens, bidirectional<lstm<47>, lstm<240>>>;
static_assert(again::output_shape<unlike> == nns::shape{47 + 240});
static_assert(again::parameters<unlike> == 4 * 47 * (10 + 47 + 1) + 4 * 240 * (10 + 240 + 1));
static_assert(again::forward<unlike>.count == 7 * (4 * 47 * (10 + 47) + 4 * 240 * (10 + 240)));
static_assert(again::output_shape<nns::sequential<tens, bidirectional<gru<5>, lstm<5>, merge_sum>>> == nns::shape{5});
static_assert(again::output_shapes<nns::sequential<tens, bidirectional<gru<5>, lstm<8>, merge_none>>>[1] == nns::shape{8});
static_assert(again::output_shapes<nns::sequential<tens, bidirectional<gru<5, return_state>, lstm<8, return_state>>>>[3] ==
              nns::shape{8});
static_assert(asked::rows_are<unlike>({"input", "bidirectional"}));
static_assert(asked::refused_by<tens, bidirectional<lstm<47>, lstm<240>, merge_sum>> == rule::shapes_differ);
static_assert(asked::refused_by<tens, bidirectional<lstm<4>, lstm<4, return_sequences>>> == rule::not_recurrent);
static_assert(asked::refused_by<tens, bidirectional<lstm<4>, lstm<4>, lstm<4>>> != rule::none);
static_assert(asked::refused_by<tens, bidirectional<lstm<4>, dense<4>>> == rule::not_recurrent);
static_assert(asked::refused_by<tens, bidirectional<dense<4>, lstm<4>>> == rule::not_recurrent);

}  // namespace
