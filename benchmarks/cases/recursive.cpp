// A peer: what one writes first, a template for each layer that takes the shape of the one before it.
#include "layers.hpp"

template <long long Units, long long Kernel, bool Bias>
struct convolution {
  static constexpr long long units = Units, taps = Kernel * Kernel, bias = Bias ? Units : 0;
};

template <long long Positions, long long Channels, class... Layers>
struct network {
  static constexpr long long forward = 0, parameters = 0;
};
template <long long Positions, long long Channels, class First, class... Rest>
struct network<Positions, Channels, First, Rest...> {
  using next = network<Positions, First::units, Rest...>;
  static constexpr long long forward = Positions * Channels * First::units * First::taps + next::forward;
  static constexpr long long parameters = Channels * First::units * First::taps + First::bias + next::parameters;
};

#define LAYER(kind, n) NNS_##kind(n)
#define NNS_conv3(n) convolution<n, 3, true>
#define NNS_conv1(n) convolution<n, 1, false>
#define NNS_dense(n) convolution<n, 1, true>

static_assert(network<64, 16, NNS_LAYERS(LAYER)>::forward > 0);
