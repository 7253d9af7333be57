// The convention `autograd`: the gradients that somebody needs, and no others. Numbers with the remark PyTorch are measured
// by its dispatcher (training/pytorch.py has the same networks).
#include "asked.hpp"

#include <nns/layers/product.hpp>

using namespace nns::layers;
using namespace nns::literals;

namespace {

constexpr nns::counting autograd = nns::convention::autograd;
template <class M, nns::counting How = autograd>
inline constexpr std::int64_t backward = rerun::also<M>(nns::backward<M, How>.count);

// PyTorch: 256. dW of 8 x 16 and 16 x 4, dX of the second layer only.
struct perceptron : nns::sequential<input<8>, dense<16, relu>, dense<4>> {};
static_assert(backward<perceptron> == 256);
static_assert(nns::forward<perceptron, autograd> == nns::forward<perceptron>);
static_assert(nns::backward<perceptron> == 2 * nns::forward<perceptron>);
static_assert(nns::training<perceptron, autograd> == 448_MAC);
static_assert(nns::summary<perceptron, autograd>.layers[1].backward == 128_MAC);
static_assert(nns::summary<perceptron, autograd>.layers[2].backward == 128_MAC);
static_assert(nns::estimate<perceptron, autograd>(nns::phase::training, nns::batch{10}).macs == 4'480_MAC);

// PyTorch, with an input that requires its gradient: 384. The model may say so, or the question.
struct attacked : nns::sequential<input_requires_grad<8>, dense<16, relu>, dense<4>> {};
constexpr nns::counting of_input = nns::convention::autograd_with<nns::autograd_options{.input_requires_grad = true}>;
static_assert(backward<attacked> == 384);
static_assert(backward<perceptron, of_input> == 384);
static_assert(nns::backward<attacked> == 384_MAC && nns::input_shape<attacked> == nns::shape{8});

// PyTorch: 64, all but the last layer frozen; 512, the middle one of three.
struct head_only : nns::sequential<input<8>, frozen<dense<16, relu>, dense<16, relu>>, dense<4>> {};
static_assert(backward<head_only> == 64);
struct frozen_middle : nns::sequential<input<8>, dense<16, tanh_>, frozen<dense<16, tanh_>>, dense<4>> {};
static_assert(backward<frozen_middle> == 512);
static_assert(nns::backward<head_only> == 2 * nns::forward<head_only>);
struct all_frozen : nns::sequential<input<8>, frozen<dense<16>, dense<4>>> {};
static_assert(backward<all_frozen> == 0);
struct frozen_of_input : nns::sequential<input_requires_grad<8>, frozen<dense<16>, dense<4>>> {};
static_assert(backward<frozen_of_input> == 192);

// PyTorch: 9,472 and 1,600. A depthwise convolution is the first layer; a transposed one stands behind another.
struct separable : nns::sequential<
    input<8, 8, 4>, depthwise_conv2d<kernel<3>, same, no_bias>, batch_normalization<>, relu6,
    conv2d<8, kernel<1>, no_bias>, batch_normalization<>, relu6, flatten, dense<3>> {};
static_assert(backward<separable> == 9'472);
struct transposed : nns::sequential<
    input<8, 8, 1>, conv2d<4, kernel<3>, strides<2>, padding<1>>, leaky_relu, conv2d_transpose<2, kernel<2>, strides<2>>, sigmoid> {};
static_assert(backward<transposed> == 1'600);
// The same depthwise and 1x1 convolution in one layer: 64 x 4 x 9 once, 64 x 4 x 8 twice.
struct in_one : nns::sequential<input<8, 8, 4>, separable_conv2d<8, kernel<3>, same>, flatten, dense<3>> {};
static_assert(backward<in_one> == 9'472);

// PyTorch: 204,800 and 3,240. Both ways of a residual need the gradient; branches that see the input do not.
struct residuals : nns::sequential<
    input<8, 8, 3>, conv2d<8, kernel<3>, same, relu>,
    residual<conv2d<8, kernel<3>, same, no_bias>, batch_normalization<>, relu, conv2d<8, kernel<3>, same, no_bias>,
             batch_normalization<>>, relu,
    residual<conv2d<16, kernel<3>, strides<2>, padding<1>>, shortcut<conv2d<16, kernel<1>, strides<2>>>>, relu,
    flatten, dense<5>> {};
static_assert(backward<residuals> == 204'800);
struct concatenated : nns::sequential<
    input<6, 6, 3>, concatenate<conv2d<4, kernel<1>, relu>, conv2d<2, kernel<3>, same, relu>>, conv2d<2, kernel<1>>> {};
static_assert(backward<concatenated> == 3'240);

// PyTorch: 384. What is looked up has no gradient, its vectors have.
struct embedded : nns::sequential<input<6>, embedding<50, 8>, layer_normalization<>, dense<4>> {};
static_assert(backward<embedded> == 384);

// PyTorch, step by step: 2,280, 1,625 and 1,023. The first step's state is no one's.
struct of_lstm : nns::sequential<input<7, 6>, lstm<5, return_sequences>, time_distributed<dense<2>>> {};
static_assert(backward<of_lstm> == 2'280);
struct of_gru : nns::sequential<input<7, 6>, gru<5>, dense<2>> {};
static_assert(backward<of_gru> == 1'625);
struct two_rnn : nns::sequential<input<7, 6>, rnn<simple_rnn_cell<5>, simple_rnn_cell<4>>> {};
static_assert(backward<two_rnn> == 1'023);
// Both directions of that LSTM's layer: twice 840 + 700 + 600.
struct both_ways : nns::sequential<input<7, 6>, bidirectional<lstm<5>>> {};
static_assert(backward<both_ways> == 2 * 2'140);
// Below it is a layer that learns: 840 more, and that layer's dW.
struct behind_dense : nns::sequential<input<7, 3>, dense<6>, lstm<5>> {};
static_assert(backward<behind_dense> == 2'140 + 840 + 126);
// A state that arrives, and needs a gradient: the first step's recurrent dX, 100, is made.
struct decoder : nns::graph<
    node<"x", input<7, 6>>, node<"z", input<5>>, node<"state", dense<5>, "z">, node<"cell", dense<5>, "z">,
    node<"y", lstm<5>, "x", "state", "cell">> {};
static_assert(backward<decoder> == 2'140 + 100 + 2 * 25);

// PyTorch: 10,752 of a forward pass of 5,568: a dense layer of 8 x 8 over 6 tokens has no dX.
struct encoder : nns::sequential<
    input<6, 8>, dense<8>, residual<layer_normalization<>, multi_head_attention<2, 4>>,
    residual<layer_normalization<>, dense<32, gelu>, dense<8>>> {};
static_assert(backward<encoder> == 10'752 && nns::forward<encoder> == 5'568_MAC);
// A fused kernel computes the scores again, 2 x 6 x 6 x 4; selective recomputation the values, too.
constexpr nns::counting fused =
    nns::convention::autograd_with<nns::autograd_options{.attention = nns::attention_kernel::fused}>;
constexpr nns::counting selective =
    nns::convention::autograd_with<nns::autograd_options{.attention = nns::attention_kernel::recomputed}>;
static_assert(backward<encoder, fused> == 10'752 + 288);
static_assert(backward<encoder, selective> == 10'752 + 2 * 288);
// The bare products: two and a half times 2 x 36 x 8, if everything needs its gradient.
struct bare : nns::graph<node<"q", input_requires_grad<6, 8>>, node<"v", input_requires_grad<6, 8>>, node<"a", attention<>, "q", "v">> {};
static_assert(nns::forward<bare> == 576_MAC && backward<bare> == 1'152 && backward<bare, fused> == 1'440);
// Only queries need one: of them and of the scores.
struct of_queries : nns::graph<node<"q", input_requires_grad<6, 8>>, node<"v", input<6, 8>>, node<"a", attention<>, "q", "v">> {};
static_assert(backward<of_queries> == 576);
struct products : nns::graph<node<"a", input_requires_grad<6, 8>>, node<"b", input<6, 8>>, node<"y", dot<2>, "a", "b">> {};
static_assert(nns::forward<products> == 288_MAC && backward<products> == 288);

// Copies after the first one are like each other: dX of the first of them is not needed.
struct copies : nns::sequential<input<4>, repeat<5, dense<4>>> {};
static_assert(backward<copies> == 16 * (2 * 5 - 1));
static_assert(nns::summary<copies, autograd>.total.backward == nns::macs{backward<copies>});
struct deep_copies : nns::sequential<input<4>, dense<4>, repeat<3, repeat<2, residual<dense<4>>>, frozen<dense<4>>>> {};
static_assert(backward<deep_copies> == 16 * (1 + 3 * (2 * 2 + 1)));
static_assert(nns::summary<deep_copies, autograd>.total.backward == nns::macs{backward<deep_copies>});

// A shared layer learns at both places.
struct twins : nns::graph<
    node<"a", input<8>>, node<"b", input<8>>, node<"left", dense<4>, "a">, node<"right", shared<"left">, "b">,
    node<"y", concatenate<>, "left", "right">, node<"z", dense<2>, "y">> {};
static_assert(backward<twins> == 32 + 32 + 2 * 16);

// What is checkpointed runs forwards once more, rows say so, and nothing else changes.
struct checked : nns::sequential<input<8>, dense<4>, checkpointed<dense<4>, relu, dense<4>>, dense<2>> {};
static_assert(backward<checked> == 32 + 3 * 32 + 16);
static_assert(nns::summary<checked, autograd>.layers[2].backward == 48_MAC);
static_assert(nns::summary<checked, autograd>.layers[2].depth == 1);
static_assert(nns::backward<checked> == 2 * nns::forward<checked> && nns::parameters<checked> == 36 + 40 + 10);
struct checked_copies : nns::sequential<input<4>, dense<4>, repeat<7, checkpointed<residual<dense<4>>>>> {};
static_assert(backward<checked_copies> == 16 + 7 * 48);
static_assert(nns::summary<checked_copies, autograd>.total.backward == nns::macs{16 + 7 * 48});
// One inside another runs twice more: Chen et al. 2016, section 4.3.
struct twice : nns::sequential<input<4>, dense<4>, checkpointed<dense<4>, checkpointed<dense<4>>>> {};
static_assert(backward<twice> == 16 + 48 + 64);
// No gradient goes through what is frozen at the bottom: it does not run again.
struct frozen_bottom : nns::sequential<input<8>, checkpointed<frozen<dense<4>>>, dense<2>> {};
static_assert(backward<frozen_bottom> == 8);

// A layer of one's own that says its backward pass is believed, unless nobody needs it; one without weights is what
// multiplies what arrives with itself.
struct own {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) {
    return {.forward = nns::macs{in[0]}, .backward = nns::macs{7}, .parameters = 3};
  }
};
struct mixing {
  static constexpr nns::shape output(nns::shape in) { return in; }
  static constexpr nns::cost cost(nns::shape in, nns::shape) { return {.forward = in[0] * nns::macs{in[0]}}; }
};
struct with_own : nns::sequential<input<4>, mixing, own, mixing> {};
static_assert(backward<with_own> == 0 + 7 + 2 * 16);
struct with_frozen_own : nns::sequential<input<4>, frozen<own>, dense<1>> {};
static_assert(backward<with_frozen_own> == 4);

// An auxiliary head is trained with the rest: forwards and backwards.
struct auxiliary : nns::sequential<input<8>, dense<4>, training_only<dense<3>>, dense<2>> {};
static_assert(backward<auxiliary> == 32 + 3 * 12 + 2 * 8);

}  // namespace
