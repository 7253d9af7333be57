// Models that run when the program does, compiled by each of two compilers. The types are the same in both.
#include <nns/export/keras.hpp>
#include <nns/nns.hpp>

#include <string>

namespace mixed {
using namespace nns::layers;
struct net : nns::sequential<input<8, 8, 3>, named<"conv", conv2d<4, kernel<3>, same, relu>>, residual<conv2d<4, kernel<1>>, relu>,
                             flatten, repeat<2, dense<10>>, frozen<dense<3>>, softmax> {};
struct merged : nns::graph<node<"x", input<8>>, node<"a", dense<3>, "x">, node<"b", sequential<dense<3>, relu>, "x">,
                           node<"c", add<>, "a", "b">> {};
struct recurrent : nns::sequential<input<5, 3>, tanh_, simple_rnn<4, return_sequences>, time_distributed<dense<3>>,
                                   bidirectional<lstm<4>>> {};
}  // namespace mixed

std::string NNS_PART(int extent);
std::string NNS_PART(int extent) {
  const auto net = nns::at<mixed::net>(nns::shape{extent, extent, 3}).forward.count;
  const auto merged = nns::at<mixed::merged>(nns::shape{extent}).parameters.count;
  const auto recurrent = nns::at<mixed::recurrent>(nns::shape{extent, 3}).parameters.count;
  return std::to_string(net) + ' ' + std::to_string(merged) + ' ' + std::to_string(recurrent) + ' ' +
         nns::to_keras_json<mixed::recurrent>();
}
