// Recurrent layers and cells. T = 10 steps, I = 8 features, U = 4 units unless said otherwise.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

using x = input<10, 8>;

// I U + U U = 32 + 16 = 48 products a step and gate.
static_assert(asked::output<x, simple_rnn<4>> == nns::shape{4});
static_assert(asked::macs<x, simple_rnn<4>> == 10 * 48);
static_assert(asked::macs<x, lstm<4>> == 4 * 10 * 48);
static_assert(asked::macs<x, gru<4>> == 3 * 10 * 48);
// Keras' count_params of SimpleRNN(4), LSTM(4), GRU(4), GRU(4, reset_after=False) on 8 features:
// 48 + 4; 4 (48 + 4); 3 (48 + 2 4); 3 (48 + 4).
static_assert(asked::parameters<x, simple_rnn<4>> == 52);
static_assert(asked::parameters<x, lstm<4>> == 208);
static_assert(asked::parameters<x, gru<4>> == 168);
static_assert(asked::parameters<x, gru<4, reset_after<>>> == 168);
static_assert(asked::parameters<x, gru<4, reset_after<false>>> == 156);
static_assert(asked::parameters<x, simple_rnn<4, no_bias>> == 48);
static_assert(asked::parameters<x, lstm<4, no_bias>> == 192);
static_assert(asked::parameters<x, gru<4, no_bias>> == 144);
// PyTorch's GRU(10, 20): weights 60 x 10 and 60 x 20, two biases of 60.
static_assert(asked::parameters<input<5, 10>, gru<20>> == 1'920);
// Keras' IMDB example: LSTM(128) on 128 features has 131,584 parameters.
static_assert(asked::parameters<input<80, 128>, lstm<128>> == 131'584);

static_assert(asked::output<x, lstm<4, return_sequences>> == nns::shape{10, 4});
static_assert(asked::output<x, gru<4, return_sequences>> == nns::shape{10, 4});
// The work is the same, whether all steps are returned or one.
static_assert(asked::macs<x, lstm<4, return_sequences>> == 4 * 10 * 48);

// Activations kept for each of 10 4 steps and units (the original's table): simple_rnn 3, 2 if linear; lstm 9 + 3 + 2;
// gru 10 + 2 + 1.
static_assert(asked::activations<x, simple_rnn<4>> == 40 * 3);
static_assert(asked::activations<x, simple_rnn<4, linear>> == 40 * 2);
static_assert(asked::activations<x, lstm<4>> == 40 * 14);
// What a projection makes at each of the 10 steps is kept besides.
static_assert(asked::activations<x, lstm<4, projection<2>>> == 40 * 14 + 10 * 2);
static_assert(asked::activations<x, lstm<4, relu>> == 40 * 14);
static_assert(asked::activations<x, lstm<4, linear>> == 40 * 12);
static_assert(asked::activations<x, lstm<4, recurrent_activation<linear>>> == 40 * 11);
static_assert(asked::activations<x, lstm<4, linear, recurrent_activation<linear>>> == 40 * 9);
static_assert(asked::activations<x, lstm<4, recurrent_activation<hard_sigmoid>>> == 40 * 14);
static_assert(asked::activations<x, gru<4>> == 40 * 13);
static_assert(asked::activations<x, gru<4, linear>> == 40 * 12);
static_assert(asked::activations<x, gru<4, recurrent_activation<linear>>> == 40 * 11);
static_assert(asked::activations<x, gru<4, linear, recurrent_activation<linear>>> == 40 * 10);
static_assert(asked::activations<x, gru<4, return_sequences>> == 40 * 13);

// The states are further outputs, the lstm's h and c (Keras' return_state).
using with_states = nns::sequential<x, lstm<4, return_sequences, return_state>>;
static_assert(again::output_shapes<with_states>.size() == 3);
static_assert(again::output_shapes<with_states>[0] == nns::shape{10, 4});
static_assert(again::output_shapes<with_states>[1] == nns::shape{4});
static_assert(again::output_shapes<with_states>[2] == nns::shape{4});
static_assert(again::output_shapes<nns::sequential<x, gru<4, return_state>>>.size() == 2);
static_assert(again::output_shapes<nns::sequential<x, simple_rnn<4, return_state>>>.size() == 2);

// A cell in rnn<...> is the layer.
static_assert(asked::macs<x, rnn<lstm_cell<4>>> == 1'920);
static_assert(asked::parameters<x, rnn<lstm_cell<4>>> == 208);
static_assert(asked::activations<x, rnn<lstm_cell<4>>> == 40 * 14);
static_assert(asked::output<x, rnn<lstm_cell<4>>> == nns::shape{4});
static_assert(asked::parameters<x, rnn<gru_cell<4>>> == 168);
static_assert(asked::parameters<x, rnn<gru_cell<4, reset_after<false>>>> == 156);
static_assert(asked::parameters<x, rnn<simple_rnn_cell<4>>> == 52);
static_assert(asked::output<x, rnn<gru_cell<4>, return_sequences>> == nns::shape{10, 4});

// Stacked: 16 units on 8 features, 8 units on 16: 10 4 (8 16 + 16^2) + 10 4 (16 8 + 8^2);
// 4 (128 + 256 + 16) + 4 (128 + 64 + 8); 14 10 (16 + 8).
using stacked = rnn<lstm_cell<16>, lstm_cell<8>, return_sequences, return_state>;
static_assert(asked::macs<x, rnn<lstm_cell<16>, lstm_cell<8>>> == 15'360 + 7'680);
static_assert(asked::parameters<x, rnn<lstm_cell<16>, lstm_cell<8>>> == 2'400);
static_assert(asked::activations<x, rnn<lstm_cell<16>, lstm_cell<8>>> == 3'360);
static_assert(asked::output<x, rnn<lstm_cell<16>, lstm_cell<8>>> == nns::shape{8});
static_assert(again::output_shapes<nns::sequential<x, stacked>>.size() == 5);
static_assert(again::output_shapes<nns::sequential<x, stacked>>[0] == nns::shape{10, 8});
static_assert(again::output_shapes<nns::sequential<x, stacked>>[1] == nns::shape{16});
static_assert(again::output_shapes<nns::sequential<x, stacked>>[3] == nns::shape{8});
// One row, and options may stand in front.
static_assert(nns::summary<nns::sequential<x, stacked>>.layers.size() == 2);
static_assert(asked::output<x, rnn<return_sequences, lstm_cell<16>, lstm_cell<8>>> == nns::shape{10, 8});
// Different cells: gru 16, simple 4: 3 (8 16 + 16^2 + 2 16) + 16 4 + 4^2 + 4.
static_assert(asked::parameters<x, rnn<gru_cell<16>, simple_rnn_cell<4>>> == 1'248 + 84);
// Repeated cells have a state each, also where the total is multiplied: 3 2 states.
using repeated = nns::sequential<x, rnn<repeat<3, lstm_cell<8>>, return_state>>;
static_assert(again::output_shapes<repeated>.size() == 7);
static_assert(again::parameters<repeated> == 3 * 4 * (64 + 64 + 8));

// The decoder of a translator starts from the encoder's states; they cost nothing (Keras' seq2seq example).
using translator = nns::graph<
    node<"source", input<10, 8>>, node<"target", input<6, 8>>,
    node<"encoder", lstm<4, return_state>, "source">,
    node<"decoder", lstm<4, return_sequences>, "target", "encoder:1", "encoder:2">,
    outputs<"decoder", "encoder">>;
static_assert(again::output_shapes<translator>[0] == nns::shape{6, 4});
static_assert(again::forward<translator> == nns::macs{4 * 48 * (10 + 6)});
static_assert(again::parameters<translator> == 2 * 208);

static_assert(asked::refused_by<input<8>, lstm<4>> == rule::no_time_axis);
static_assert(asked::refused_by<input<2, 10, 8>, gru<4>> == rule::no_time_axis);
static_assert(asked::refused_by<x, lstm<0>> == rule::size_not_positive);
static_assert(asked::refused_by<x, lstm<4, reset_after<>>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<x, simple_rnn<4, recurrent_activation<relu>>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<x, lstm_cell<4>> == rule::cell_outside_rnn);
static_assert(asked::refused_by<x, rnn<lstm<4>>> == rule::not_a_cell);
static_assert(asked::refused_by<x, rnn<lstm_cell<4>, gru<4>>> == rule::not_a_cell);
static_assert(asked::refused_by<x, rnn<dense<4>>> == rule::not_a_cell);
static_assert(asked::refused_by<x, rnn<simple_rnn_cell<4>, batch_normalization<>>> == rule::not_a_cell);
static_assert(asked::refused_by<x, rnn<simple_rnn_cell<4>, relu>> == rule::not_a_cell);
static_assert(asked::refused_by<x, rnn<return_sequences>> != rule::none);
static_assert(asked::refused_by<x, rnn<lstm_cell<4>, relu6, same>> != rule::none);
// Only the last of two recurrent layers may drop the steps.
static_assert(asked::refused_by<x, lstm<4>, lstm<4>> == rule::no_time_axis);

// Many outputs: its own, and 8 cells' two states.
using eight = rnn<lstm_cell<1>, lstm_cell<1>, lstm_cell<1>, lstm_cell<1>, lstm_cell<1>, lstm_cell<1>, lstm_cell<1>,
                  lstm_cell<1>, return_state>;
static_assert(again::output_shapes<nns::sequential<x, eight>>.size() == 17);
static_assert(again::output_shapes<nns::sequential<x, eight>>[16] == nns::shape{1});
// What arrives stands where those outputs will: it has been read, and its rows are known still.
using behind = nns::sequential<x, lstm<1, return_sequences, return_state>, eight>;
static_assert(again::output_shapes<behind>.size() == 17);
static_assert(nns::summary<behind>.sources[0] == 1 && nns::summary<behind>.sources[1] == 1);

static_assert(asked::refused_by<input<8>, rnn<lstm_cell<4>>> == rule::no_time_axis);

// PyTorch has two biases for each gate: nn.LSTM(10, 20), nn.RNN(10, 20) and nn.GRU(10, 20) have 2,560, 640 and 1,920
// parameters, and an LSTM with proj_size=5 has W_hh of 80 x 5 and W_hr of 5 x 20 (torch.nn.LSTM's documentation).
using tens = input<7, 10>;
template <class... L>
using on_tens = nns::sequential<tens, L...>;
static_assert(again::parameters<on_tens<lstm<20, two_biases>>> == 2'560);
static_assert(again::parameters<on_tens<simple_rnn<20, two_biases>>> == 640);
static_assert(again::parameters<on_tens<gru<20>>> == 1'920 && again::parameters<on_tens<gru<20, two_biases>>> == 1'920);
static_assert(again::parameters<on_tens<gru<20, reset_after<false>, two_biases>>> == 1'920);
static_assert(again::parameters<on_tens<lstm<20, two_biases, no_bias>>> == 2'400);
static_assert(again::parameters<on_tens<lstm<20, two_biases, projection<5>>>> == 4 * 20 * (10 + 5) + 5 * 20 + 8 * 20);
static_assert(again::forward<on_tens<lstm<20, projection<5>>>>.count == 7 * (4 * 20 * (10 + 5) + 5 * 20));
static_assert(again::output_shape<on_tens<lstm<20, projection<5>, return_sequences>>> == nns::shape{7, 5});
// Its states are the output's and the cell's.
static_assert(again::output_shapes<on_tens<lstm<20, projection<5>, return_state>>>[1] == nns::shape{5});
static_assert(again::output_shapes<on_tens<lstm<20, projection<5>, return_state>>>[2] == nns::shape{20});
static_assert(again::forward<on_tens<rnn<lstm_cell<20, projection<5>>, lstm_cell<4>>>>.count ==
              7 * (4 * 20 * (10 + 5) + 5 * 20 + 4 * 4 * (5 + 4)));
static_assert(again::parameters<on_tens<bidirectional<lstm<20, two_biases>>>> == 2 * 2'560);
static_assert(asked::refused_by<tens, gru<20, projection<5>>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<tens, simple_rnn<20, projection<5>>> == rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<tens, lstm<20, projection<0>>> == rule::size_not_positive);

}  // namespace
