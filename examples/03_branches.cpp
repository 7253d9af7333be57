// Branches: blocks are aliases, named and repeated; a residual adds its input to its output; concatenate and
// the other merges join branches that see the same input.
#include <nns/nns.hpp>
#include <nns/report/text.hpp>

#include <cstdio>

using namespace nns::layers;

template <int Filters, int Stride>
using conv_bn = sequential<conv2d<Filters, kernel<3>, strides<Stride>, same, no_bias>, batch_normalization<>>;

template <int Filters>
using unit = sequential<residual<conv_bn<Filters, 1>, relu, conv_bn<Filters, 1>>, relu>;

template <int Filters>
using smaller_unit = sequential<
    residual<conv_bn<Filters, 2>, relu, conv_bn<Filters, 1>, shortcut<conv2d<Filters, kernel<1>, strides<2>>>>, relu>;

template <int Filters>
using inception = concatenate<
    conv2d<Filters, kernel<1>, relu>,
    sequential<conv2d<Filters, kernel<1>, relu>, conv2d<Filters, kernel<3>, same, relu>>,
    sequential<max_pooling2d<3, strides<1>, same>, conv2d<Filters, kernel<1>, relu>>>;

struct branched : nns::sequential<
    input<32, 32, 3>,
    named<"stem", conv_bn<16, 1>>, relu,
    repeat<3, named<"unit", unit<16>>>,  // unit, unit_1, unit_2
    named<"down", smaller_unit<32>>,
    named<"mixed", inception<8>>,
    global_average_pooling2d<>,
    dense<10, softmax>> {};

// Three branches of 8 filters.
static_assert(nns::summary<branched>.layers[nns::summary<branched>.layers.size() - 3].output == nns::shape{16, 16, 24});

int main() {
  std::puts(nns::to_text(nns::summary<branched>, {.depth = 0}).c_str());  // a row for each block
  std::puts(nns::to_text(nns::summary<branched>).c_str());                // a row for each layer
}
