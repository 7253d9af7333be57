// Models that run when the program does, compiled by each of two compilers.
#include <nns/nns.hpp>

#include <cstdint>

namespace {
using namespace nns::layers;
struct net : nns::sequential<input<8, 8, 3>, named<"conv", conv2d<4, kernel<3>, same, relu>>, residual<conv2d<4, kernel<1>>, relu>,
                             flatten, repeat<2, dense<10>>, frozen<dense<3>>, softmax> {};
struct merged : nns::graph<node<"x", input<4>>, node<"a", dense<3>, "x">, node<"b", sequential<dense<3>, relu>, "x">,
                           node<"c", add<>, "a", "b">> {};
struct recurrent : nns::sequential<input<5, 3>, time_distributed<dense<4>>, lstm<6>> {};
}  // namespace

std::int64_t NNS_PART(int extent);
std::int64_t NNS_PART(int extent) {
  return nns::at<net>(nns::shape{extent, extent, 3}).forward.count + nns::at<merged>(nns::shape{extent}).parameters.count +
         nns::at<recurrent>(nns::shape{extent, 3}).forward.count;
}
