// The first minute: a network is a type, its costs are constants, a budget is a static_assert.
#include <nns/nns.hpp>
#include <nns/report/text.hpp>

#include <cstdio>

using namespace nns::layers;
using namespace nns::literals;

struct lenet5 : nns::sequential<
    input<28, 28, 1>,
    conv2d<6, kernel<5>, same, tanh_>,
    average_pooling2d<2>,
    conv2d<16, kernel<5>, tanh_>,
    average_pooling2d<2>,
    flatten,
    dense<120, tanh_>,
    dense<84, tanh_>,
    dense<10, softmax>> {};

// Checked while the program compiles: change a layer, and the build says what became more expensive.
static_assert(nns::equals<nns::output_shape<lenet5>, nns::shape{10}>);
static_assert(nns::equals<nns::parameters<lenet5>, 61'706>);
static_assert(nns::within<nns::forward<lenet5>, 500_kMAC>);

int main() { std::puts(nns::to_text(nns::summary<lenet5>).c_str()); }
