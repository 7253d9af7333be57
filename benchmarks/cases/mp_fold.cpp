// A peer: boost::mp11::mp_fold over the layers, the shape and the sums in a type.
#include <boost/mp11/algorithm.hpp>

#include "layers.hpp"

template <long long Units, long long Kernel, bool Bias>
struct convolution {
  static constexpr long long units = Units, taps = Kernel * Kernel, bias = Bias ? Units : 0;
};

template <long long Positions, long long Channels, long long Forward, long long Parameters>
struct state {
  static constexpr long long forward = Forward;
  template <class Layer>
  using after = state<Positions, Layer::units, Forward + Positions * Channels * Layer::units * Layer::taps,
                      Parameters + Channels * Layer::units * Layer::taps + Layer::bias>;
};
template <class State, class Layer>
using step = typename State::template after<Layer>;

#define LAYER(kind, n) NNS_##kind(n)
#define NNS_conv3(n) convolution<n, 3, true>
#define NNS_conv1(n) convolution<n, 1, false>
#define NNS_dense(n) convolution<n, 1, true>

using layers = boost::mp11::mp_list<NNS_LAYERS(LAYER)>;
static_assert(boost::mp11::mp_fold<layers, state<64, 16, 0, 0>, step>::forward > 0);
