// The networks of pytorch.py, declared here. Prints for each of them the multiply-adds of its backward pass and the bytes
// that a training step keeps: "name backward kept".
#include <nns/memory/training.hpp>
#include <nns/nns.hpp>

#include <cstdio>

namespace {

using namespace nns::layers;

struct perceptron : nns::sequential<input<8>, dense<16, relu>, dense<4>> {};
struct perceptron_of_input : nns::sequential<input_requires_grad<8>, dense<16, relu>, dense<4>> {};
struct activations : nns::sequential<input<8>, dense<16, gelu>, dense<16>, sigmoid, dense<16, silu>, dense<16>, activation<tanh_>,
                                     dense<4, softmax>> {};
struct dropped : nns::sequential<input<8>, dense<16, relu>, dropout, dense<4>> {};
struct convolutional : nns::sequential<
    input<16, 16, 3>, conv2d<8, kernel<3>, same, no_bias>, batch_normalization<>, relu, max_pooling2d<2>,
    conv2d<16, kernel<3>, relu>, flatten, dense<10>> {};
struct residuals : nns::sequential<
    input<8, 8, 3>, conv2d<8, kernel<3>, same, relu>,
    residual<conv2d<8, kernel<3>, same, no_bias>, batch_normalization<>, relu, conv2d<8, kernel<3>, same, no_bias>,
             batch_normalization<>>, relu,
    residual<conv2d<16, kernel<3>, strides<2>, padding<1>>, shortcut<conv2d<16, kernel<1>, strides<2>>>>, relu,
    flatten, dense<5>> {};
struct separable : nns::sequential<
    input<8, 8, 4>, depthwise_conv2d<kernel<3>, same, no_bias>, batch_normalization<>, relu6,
    conv2d<8, kernel<1>, no_bias>, batch_normalization<>, relu6, flatten, dense<3>> {};
struct transposed : nns::sequential<
    input<8, 8, 1>, conv2d<4, kernel<3>, strides<2>, padding<1>>, leaky_relu, conv2d_transpose<2, kernel<2>, strides<2>>,
    sigmoid> {};
struct gated : nns::sequential<
    input<6, 8>, layer_normalization<>, multiply<dense<12, silu>, dense<12>>, dense<8>> {};
struct concatenated : nns::sequential<
    input<6, 6, 3>, concatenate<conv2d<4, kernel<1>, relu>, conv2d<2, kernel<3>, same, relu>>, conv2d<2, kernel<1>>> {};
struct embedded : nns::sequential<input<6>, embedding<50, 8>, layer_normalization<>, dense<4>> {};
struct encoder : nns::sequential<
    input<6, 8>, dense<8>, residual<layer_normalization<>, multi_head_attention<2, 4>>,
    residual<layer_normalization<>, dense<32, gelu>, dense<8>>> {};
struct head_only : nns::sequential<input<8>, frozen<dense<16, relu>, dense<16, relu>>, dense<4>> {};
struct frozen_middle : nns::sequential<input<8>, dense<16, tanh_>, frozen<dense<16, tanh_>>, dense<4>> {};
struct shares : nns::graph<node<"x", input<8>>, node<"a", dense<8, tanh_>, "x">, node<"b", shared<"a">, "a">,
                           node<"y", dense<2>, "b">> {};
struct of_lstm : nns::sequential<input<7, 6>, lstm<5, return_sequences>, dense<2>> {};
struct of_gru : nns::sequential<input<7, 6>, gru<5>, dense<2>> {};
struct two_rnn : nns::sequential<input<7, 6>, simple_rnn<5, return_sequences>, simple_rnn<4>> {};

template <class M>
void print(const char* name) {
  std::printf("%s %lld %lld\n", name, static_cast<long long>(nns::backward<M, nns::convention::autograd>.count),
              static_cast<long long>(nns::training_memory<M>.activations.count));
}

}  // namespace

int main() {
  print<perceptron>("perceptron");
  print<perceptron_of_input>("perceptron_of_input");
  print<activations>("activations");
  print<dropped>("dropped");
  print<convolutional>("convolutional");
  print<residuals>("residual");
  print<separable>("separable");
  print<transposed>("transposed");
  print<gated>("gated");
  print<concatenated>("concatenated");
  print<embedded>("embedded");
  print<encoder>("encoder");
  print<head_only>("head_only");
  print<frozen_middle>("frozen_middle");
  print<shares>("shared");
  print<of_lstm>("lstm");
  print<of_gru>("gru");
  print<two_rnn>("two_rnn");
}
