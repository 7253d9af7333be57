// A peer: boost::hana::fold_left over a tuple of layers, the shape and the sums in a value.
#include <boost/hana/fold_left.hpp>
#include <boost/hana/tuple.hpp>

#include "layers.hpp"

template <long long Units, long long Kernel, bool Bias>
struct convolution {
  static constexpr long long units = Units, taps = Kernel * Kernel, bias = Bias ? Units : 0;
};

struct state {
  long long channels, forward, parameters;
};

struct step {
  template <class Layer>
  constexpr state operator()(state s, Layer) const {
    return {Layer::units, s.forward + 64 * s.channels * Layer::units * Layer::taps,
            s.parameters + s.channels * Layer::units * Layer::taps + Layer::bias};
  }
};

#define LAYER(kind, n) NNS_##kind(n)
#define NNS_conv3(n) convolution<n, 3, true>
#define NNS_conv1(n) convolution<n, 1, false>
#define NNS_dense(n) convolution<n, 1, true>

constexpr boost::hana::tuple<NNS_LAYERS(LAYER)> layers;
static_assert(boost::hana::fold_left(layers, state{16, 0, 0}, step{}).forward > 0);
