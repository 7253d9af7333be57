// Options follow a layer's numbers, in any order. Those that are not given have Keras' defaults.
#include <nns/nns.hpp>
#include <nns/report/text.hpp>

#include <cstdio>

using namespace nns::layers;

// A mobile network's first layers. The same two options in another order are the same layer.
struct eyes : nns::sequential<
    input<96, 96, 3>,
    conv2d<16, kernel<3>, strides<2>, same, no_bias>,
    batch_normalization<>, relu6,
    depthwise_conv2d<kernel<3>, same, no_bias>,
    batch_normalization<>, relu6,
    conv2d<32, kernel<1>, no_bias>,
    conv2d<32, kernel<3, 5>, dilation<2>, groups<4>, padding<2, 4>, silu>,  // as PyTorch pads
    max_pooling2d<nns::extents{2, 3}, strides<2>, ceil_mode>> {};

// Both axes halved, then kept, then pooled: (48 - 2) / 2 + 1 and ceil((48 - 3) / 2) + 1.
static_assert(nns::output_shape<eyes> == nns::shape{24, 24, 32});

// Words: both directions of an LSTM, every step kept, and one dense layer for all steps.
struct ears : nns::sequential<
    input<20>,
    embedding<10'000, 64>,
    bidirectional<lstm<32, return_sequences>, merge_sum>,
    gru<16, reset_after<false>>,
    dense<2, softmax>> {};

static_assert(nns::output_shape<ears> == nns::shape{2});

int main() {
  std::puts(nns::to_text(nns::summary<eyes>).c_str());
  std::puts(nns::to_text(nns::summary<ears>).c_str());
}
