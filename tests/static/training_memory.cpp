// Training memory: by hand on small networks, against closed forms of papers, and folded repeats against copies one by one.
// training/pytorch.py compares what is kept with PyTorch.
#include <nns/memory/training.hpp>
#include <nns/memory/training_plan.hpp>
#include <nns/nns.hpp>

namespace {

using namespace nns::layers;
using namespace nns::literals;

struct perceptron : nns::sequential<input<8>, dense<16, relu>, dense<4>> {};
constexpr nns::training_bytes plain = nns::training_memory<perceptron, nns::sgd>;
// 144 + 68 parameters of 4 bytes. Kept: the input, 8, and what relu made, 16.
static_assert(plain.weights == 848_B && plain.gradients == 848_B && plain.optimizer_state == 0_B);
static_assert(plain.master_weights == 0_B && plain.states() == 1'696_B);
static_assert(plain.activations == 96_B);
// While the first layer's gradients are made: the input and the hidden layer, 32 + 64, the hidden layer's gradient, 64, and
// both layers' gradients, 848, beside the weights.
static_assert(plain.peak == nns::bytes{848 + 32 + 64 + 64 + 848});
static_assert(nns::training_plan<perceptron>.height == nns::bytes{32 + 64 + 64 + 848});
static_assert(nns::training_plan<perceptron>.bound == nns::training_plan<perceptron>.height);

// Optimizers: one number, two; sums of rows and columns, 8 + 16 and 16 + 4, and biases one by one.
template <class M, auto... O>
inline constexpr std::int64_t optimizer_state = nns::training_memory<M, O...>.optimizer_state.count;
static_assert(optimizer_state<perceptron, nns::momentum> == 848 && optimizer_state<perceptron, nns::lion> == 848);
static_assert(optimizer_state<perceptron, nns::adam> == 1'696 && optimizer_state<perceptron> == 1'696);
static_assert(optimizer_state<perceptron, nns::adafactor> == 4 * (8 + 16 + 16 + 16 + 4 + 4));
// A kernel of 3 x 3 x 4 x 8 weights has 8 x 4 x 3 sums along each of its two last axes in PyTorch: row_var and col_var.
struct convolutional : nns::sequential<input<8, 8, 4>, conv2d<8, kernel<3>, no_bias>> {};
static_assert(optimizer_state<convolutional, nns::adafactor> == 4 * (96 + 96));
// torch.optim.Adafactor: row_var has the tensor's shape without its last axis, col_var without the one before. The tensors are
// Conv1d's (K, C/g, k), Conv3d's (K, C/g, d, h, w), ConvTranspose's (C, K/g, ...), Linear's (U, I), Embedding's (V, D).
template <class... L>
inline constexpr std::int64_t sums = optimizer_state<nns::sequential<L...>, nns::adafactor> / 4;
static_assert(sums<input<10, 6>, conv1d<4, kernel<5>, groups<2>, no_bias>> == 4 * 3 + 4 * 5);
static_assert(sums<input<10, 6>, conv1d<4, kernel<5>>> == 4 * 6 + 4 * 5 + 4);
static_assert(sums<input<6, 10>, conv1d<4, kernel<5>, channels_first>> == 4 * 6 + 4 * 5 + 4);
static_assert(sums<input<9, 9, 9, 2>, conv3d<5, kernel<1, 3, 7>, no_bias>> == 5 * 2 * 1 * 3 + 5 * 2 * 1 * 7);
static_assert(sums<input<2, 9, 8>, conv2d<5, kernel<2, 3>, channels_first>> == 5 * 2 * 2 + 5 * 2 * 3 + 5);
static_assert(sums<input<10, 6>, conv1d_transpose<4, kernel<5>, no_bias>> == 6 * 4 + 6 * 5);
static_assert(sums<input<10, 6>, conv1d_transpose<4, kernel<5>, groups<2>>> == 6 * 2 + 6 * 5 + 4);
static_assert(sums<input<6, 10>, conv1d_transpose<4, kernel<5>, groups<2>, channels_first>> == 6 * 2 + 6 * 5 + 4);
static_assert(sums<input<9, 9, 6>, conv2d_transpose<4, kernel<2, 3>, no_bias>> == 6 * 4 * 2 + 6 * 4 * 3);
static_assert(sums<input<9, 6>, depthwise_conv1d<kernel<5>, depth_multiplier<2>, no_bias>> == 12 * 1 + 12 * 5);
static_assert(sums<input<9, 9, 6>, depthwise_conv2d<kernel<2, 3>>> == 6 * 2 + 6 * 3 + 6);
// Two convolutions, (6, 1, 2, 3) and (4, 6, 1, 1); (6, 1, 5) and (4, 6, 1).
static_assert(sums<input<9, 9, 6>, separable_conv2d<4, kernel<2, 3>>> == 6 * 2 + 6 * 3 + 4 * 6 + 4 * 6 + 4);
static_assert(sums<input<9, 6>, separable_conv1d<4, kernel<5>, no_bias>> == 6 * 1 + 6 * 5 + 4 * 6 + 4 * 1);
static_assert(sums<input<6, 9>, separable_conv1d<4, kernel<5>, depth_multiplier<2>, channels_first, no_bias>> ==
              12 * 1 + 12 * 5 + 4 * 12 + 4 * 1);
static_assert(sums<input<10>, dense<1>> == 10 + 1 + 1 && sums<input<1>, dense<10, no_bias>> == 10 + 1);
static_assert(sums<input<7>, embedding<100, 16>> == 100 + 16);
// (10, 2) and (2, 5), and the bias, which is trained.
static_assert(sums<input<10>, dense<5, lora_rank<2>>> == 10 + 2 + 2 + 5 + 5);
static_assert(sums<input<7>, embedding<100, 16, lora_rank<3>>> == 100 + 3 + 3 + 16);
// A convolution's adapter, 54 x 2 and 2 x 4: one for each, as its tensors' axes differ from framework to framework.
static_assert(sums<input<9, 9, 6>, conv2d<4, kernel<3>, lora_rank<2>>> == 54 * 2 + 2 * 4 + 4);
// Eight experts of two matrices each, and the router's, 16 x 8.
static_assert(sums<input<5, 16>, mixture_of_experts<8, 2, sequential<dense<32, no_bias>, dense<16, no_bias>>>> ==
              8 * ((16 + 32) + (32 + 16)) + 16 + 8);
// A vector has no two axes, and what a layer of one's own has is not known.
static_assert(sums<input<6, 8>, layer_normalization<>> == 16);
// Queries, keys, values and outputs, 16 x 16 each, and their biases.
struct attending : nns::sequential<input<4, 16>, multi_head_attention<2, 8>> {};
static_assert(optimizer_state<attending, nns::adafactor> == 4 * 4 * (16 + 16 + 16));
// Four query heads of 8 share two key heads: 16 x 32, 16 x 16 twice, and 32 x 16, with no biases.
static_assert(sums<input<4, 16>, grouped_query_attention<8, 4, 2, no_bias>> == (16 + 32) + 2 * (16 + 16) + (32 + 16));
// Values of 3: 16 x 6 and 6 x 16, and biases of 16, 16, 6 and 16.
static_assert(sums<input<4, 16>, multi_head_attention<2, 8, value_dim<3>>> ==
              2 * (16 + 16) + (16 + 6) + (6 + 16) + 16 + 16 + 6 + 16);
// Keys of 5 and values of 7 numbers: 16 x 16, 5 x 16, 7 x 16 and 16 x 16.
struct crossing : nns::graph<node<"q", input<4, 16>>, node<"v", input<3, 7>>, node<"k", input<3, 5>>,
                             node<"y", multi_head_attention<2, 8, no_bias>, "q", "v", "k">> {};
static_assert(optimizer_state<crossing, nns::adafactor> == 4 * (32 + (5 + 16) + (7 + 16) + 32));
// 8-bit numbers in blocks of 256 with a float32 each; small rows stay as they are (Dettmers et al. 2022: below 4,096).
struct large : nns::sequential<input<64>, dense<64, no_bias>, dense<4, no_bias>> {};
static_assert(optimizer_state<large, nns::adam_8bit> == 2 * (4'096 + 16 * 4) + 2 * 4 * 256);
static_assert(optimizer_state<large, nns::lion_8bit> == optimizer_state<large, nns::momentum_8bit>);

// Mixed precision: 2 + 2 + 4 + 8 bytes for each parameter (Rajbhandari et al. 2020, section 3.1).
constexpr nns::training_bytes mixed = nns::training_memory<perceptron, nns::mixed_float16, nns::adam>;
static_assert(mixed.weights == 424_B && mixed.gradients == 424_B && mixed.master_weights == 848_B);
static_assert(mixed.optimizer_state == 1'696_B && mixed.states() == nns::bytes{16 * 212} && mixed.activations == 48_B);

// What is frozen has weights and nothing else, and below the lowest weight that learns nothing is kept. Moving averages stay
// in float32.
struct frozen_body : nns::sequential<input<8>, frozen<dense<16, relu>>, dense<4>> {};
constexpr nns::training_bytes head = nns::training_memory<frozen_body, nns::mixed_float16>;
static_assert(head.weights == 424_B && head.gradients == nns::bytes{2 * 68} && head.master_weights == nns::bytes{4 * 68});
static_assert(head.optimizer_state == nns::bytes{8 * 68} && head.activations == nns::bytes{2 * 16});
struct normalized : nns::sequential<input<4, 8>, batch_normalization<>> {};
static_assert(nns::training_memory<normalized, nns::mixed_float16>.weights == nns::bytes{2 * 16 + 4 * 16});
// What is kept of the batch is not more for a larger one: two numbers for each channel.
static_assert(nns::training_memory<normalized>.activations == nns::bytes{4 * 32 + 64});
static_assert(nns::training_memory<normalized, nns::batch{10}>.activations == nns::bytes{4 * 320 + 64});

// An input that wants its gradient: nothing else is kept, since weights learn anyway; the gradient stays.
struct attacked : nns::sequential<input_requires_grad<8>, frozen<dense<16, relu>, dense<4>>> {};
static_assert(nns::training_memory<attacked>.activations == nns::bytes{4 * 16} && nns::training_memory<attacked>.gradients == 0_B);
static_assert(nns::training_memory<perceptron, nns::autograd_options{.input_requires_grad = true}>.peak.count == plain.peak.count + 2 * 848 + 32);

// A layer of one's own keeps what it says, or else its input and its output.
struct says {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {.parameters = 1, .activations = 3}; }
};
struct silent {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return {.parameters = 1}; }
};
struct own : nns::sequential<input<8>, says> {};
struct own_silent : nns::sequential<input<8>, silent> {};
static_assert(nns::training_memory<own>.activations == 12_B && nns::training_memory<own_silent>.activations == 64_B);

// Recurrent layers: what arrives, 7 x 6, and for each of 7 steps and 5 units four gates, the cell, its tanh and the state
// (Hochreiter and Schmidhuber 1997, by the chain rule); a dense layer keeps the sequence.
struct recurrent : nns::sequential<input<7, 6>, lstm<5, return_sequences>, dense<2>> {};
static_assert(nns::training_memory<recurrent>.activations == nns::bytes{4 * (42 + 7 * 5 * 7 + 35)});
// The cells of an rnn keep what the layers do: gates, cells, tanh and states of the first, 7 x 5 each; its output; the second's
// 7 x 4, five each; and what dense reads. An activation is part of its cell.
struct cells : nns::sequential<input<7, 6>, rnn<lstm_cell<5>, gru_cell<4>, return_sequences>, dense<2>> {};
static_assert(nns::training_memory<cells>.activations == nns::bytes{4 * (42 + 7 * 5 * 7 + 35 + 7 * 4 * 5 + 28)});
struct rectified_cells : nns::sequential<input<7, 6>, rnn<simple_rnn_cell<5, relu>, simple_rnn_cell<4, tanh_>>> {};
struct rectified_layers : nns::sequential<input<7, 6>, simple_rnn<5, relu, return_sequences>, simple_rnn<4, tanh_>> {};
static_assert(nns::training_memory<rectified_cells>.activations == nns::training_memory<rectified_layers>.activations);
struct both : nns::sequential<input<7, 6>, bidirectional<gru<5>>> {};
static_assert(nns::training_memory<both>.activations == nns::bytes{4 * (42 + 2 * 7 * 5 * 5)});
struct distributed : nns::sequential<input<7, 6>, time_distributed<sequential<dense<5, relu>, dense<2>>>> {};
static_assert(nns::training_memory<distributed>.activations == nns::bytes{4 * (42 + 35)});

// A transformer layer in 16 bits: s b h (34 + 5 a s / h) bytes, and s b h 34 with selective recomputation (Korthikanti et al.
// 2022, equations 1 and 6), which leave out the statistics of both normalisations: 8 s b each.
constexpr std::int64_t s = 256, b = 4, h = 128, a = 8, statistics = 2 * 8 * s * b;
template <std::int64_t Layers, template <class...> class Kept = sequential>
struct transformer : nns::sequential<
    input<s, h>, repeat<Layers, Kept<residual<layer_normalization<>, multi_head_attention<a, h / a>, dropout>,
                                     residual<layer_normalization<>, dense<4 * h, gelu>, dense<h>, dropout>>>> {};
template <class M, auto... O>
inline constexpr std::int64_t kept = nns::training_memory<M, nns::mixed_bfloat16, nns::batch{b}, O...>.activations.count;
constexpr std::int64_t selective = s * b * h * 34 + statistics, whole = selective + 5 * a * s * s * b;
static_assert(kept<transformer<1>, nns::attention_dropout> == whole);
static_assert(kept<transformer<24>, nns::attention_dropout> == 24 * whole);
static_assert(kept<transformer<24>, nns::attention_kernel::recomputed> == 24 * selective);
// A fused kernel keeps four bytes for each query and head instead (Dao et al. 2022).
static_assert(kept<transformer<24>, nns::attention_kernel::fused> == 24 * (selective + 4 * a * s * b));
// Everything again: the input of each layer, 2 s b h (Korthikanti et al. 2022, table 2).
static_assert(kept<transformer<24, checkpointed>, nns::attention_dropout> == 24 * 2 * s * b * h);
// The peak of that has one layer's activations at most beside them; it is below that of what is kept throughout.
constexpr auto peak_of_checkpointed = nns::training_memory<transformer<24, checkpointed>, nns::mixed_bfloat16, nns::batch{b}>.peak;
static_assert(peak_of_checkpointed < nns::training_memory<transformer<24>, nns::mixed_bfloat16, nns::batch{b}>.peak);
static_assert(peak_of_checkpointed.count > nns::training_memory<transformer<24, checkpointed>, nns::mixed_bfloat16>.states().count);

// Copies that are left out count as if they were there: with large weights the peak is at the end of the backward pass, with
// large activations at its beginning.
template <class M, class Unrolled, auto... O>
inline constexpr bool like = nns::training_memory<M, O...> == nns::training_memory<Unrolled, O...>;
template <class... L>
struct behind_dense : nns::sequential<input<6, 8>, dense<8>, L..., dense<3>> {};
using wide = residual<layer_normalization<>, dense<64, gelu>, dense<8>>;
using deep = residual<dense<8, tanh_>, activation<gelu>>;
template <class L>
using folded = behind_dense<repeat<9, L>>;
template <class L>
using unrolled = behind_dense<repeat<3, L>, repeat<3, L>, repeat<3, L>>;
static_assert(like<folded<wide>, unrolled<wide>>);
static_assert(like<folded<deep>, unrolled<deep>>);
static_assert(like<folded<wide>, unrolled<wide>, nns::sgd, nns::batch{100}>);
static_assert(like<folded<deep>, unrolled<deep>, nns::sgd, nns::batch{100}>);
static_assert(like<folded<checkpointed<wide>>, unrolled<checkpointed<wide>>, nns::batch{100}>);
static_assert(like<folded<checkpointed<wide, deep>>, unrolled<checkpointed<wide, deep>>, nns::batch{100}, nns::sgd>);
static_assert(like<folded<sequential<deep, frozen<dense<8>>>>, unrolled<sequential<deep, frozen<dense<8>>>>, nns::batch{100}>);
using inner_folded = sequential<repeat<6, deep>, dense<8>>;
using inner_unrolled = sequential<repeat<3, deep>, repeat<3, deep>, dense<8>>;
static_assert(like<folded<inner_folded>, unrolled<inner_unrolled>>);
static_assert(like<folded<inner_folded>, unrolled<inner_unrolled>, nns::sgd, nns::batch{100}>);
// The first copy is another one where no gradient goes below it.
static_assert(like<nns::sequential<input<6, 8>, repeat<9, deep>>, nns::sequential<input<6, 8>, repeat<3, deep>, repeat<3, deep>, repeat<3, deep>>>);

}  // namespace
