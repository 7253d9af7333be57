// Networks that are types of another library, here RTNeural's, counted as they stand: nns::layer_traits says what each of
// its layers is. The stand-ins below have RTNeural's names and arguments; with the library, include <RTNeural/RTNeural.h>
// in their place.
#include <nns/nns.hpp>
#include <nns/report/text.hpp>

#include <cstdio>

namespace RTNeural {
template <typename T, int in_size, int out_size>
class DenseT {};
template <typename T, int in_size, int out_size, int kernel_size, int dilation_rate>
class Conv1DT {};
template <typename T, int in_size, int out_size>
class GRULayerT {};
template <typename T, int in_size, int out_size>
class LSTMLayerT {};
template <typename T, int size>
class TanhActivationT {};
template <typename T, int size>
class ReLuActivationT {};
template <typename T, int in_size, int out_size, typename... Layers>
class ModelT {};
}  // namespace RTNeural

// A model: what it begins with, then its layers.
template <typename T, int In, int Out, typename... Layers>
struct nns::layer_traits<RTNeural::ModelT<T, In, Out, Layers...>> {
  using type = nns::sequential<nns::input<In>, Layers...>;
};

// Layers that are layers of nns. The number of inputs that is a part of their type is checked.
template <typename T, int In, int Out>
struct nns::layer_traits<RTNeural::DenseT<T, In, Out>> {
  using type = nns::dense<Out>;
  static constexpr bool accepts(nns::shape in) { return in == nns::shape{In}; }
};
template <typename T, int Size>
struct nns::layer_traits<RTNeural::TanhActivationT<T, Size>> {
  using type = nns::activation<nns::tanh_>;
  static constexpr bool accepts(nns::shape in) { return in == nns::shape{Size}; }
};
template <typename T, int Size>
struct nns::layer_traits<RTNeural::ReLuActivationT<T, Size>> {
  using type = nns::relu;
  static constexpr bool accepts(nns::shape in) { return in == nns::shape{Size}; }
};

// A layer of RTNeural sees one sample at a time, and remembers those before: a recurrent layer costs what one of nns
// costs at one step, and a convolution what one costs where its window fits once.
template <typename T, int In, int Out>
struct nns::layer_traits<RTNeural::GRULayerT<T, In, Out>> {
  static constexpr nns::shape output(nns::shape in) {
    return in == nns::shape{In} ? nns::shape{Out} : nns::refuse("this GRULayerT takes another number of inputs");
  }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return nns::cost_of<nns::gru<Out>>({1, In}); }
};
template <typename T, int In, int Out>
struct nns::layer_traits<RTNeural::LSTMLayerT<T, In, Out>> {
  static constexpr nns::shape output(nns::shape in) {
    return in == nns::shape{In} ? nns::shape{Out} : nns::refuse("this LSTMLayerT takes another number of inputs");
  }
  static constexpr nns::cost cost(nns::shape, nns::shape) { return nns::cost_of<nns::lstm<Out>>({1, In}); }
};
template <typename T, int In, int Out, int Kernel, int Dilation>
struct nns::layer_traits<RTNeural::Conv1DT<T, In, Out, Kernel, Dilation>> {
  static constexpr nns::shape output(nns::shape in) {
    return in == nns::shape{In} ? nns::shape{Out} : nns::refuse("this Conv1DT takes another number of inputs");
  }
  static constexpr nns::cost cost(nns::shape, nns::shape) {
    return nns::cost_of<nns::conv1d<Out, nns::kernel<Kernel>, nns::dilation<Dilation>>>({(Kernel - 1) * Dilation + 1, In});
  }
};

using namespace nns::literals;

// An amplifier: the network that a plugin declares, and the one of RTNeural's own page.
using amplifier = RTNeural::ModelT<float, 1, 1, RTNeural::LSTMLayerT<float, 1, 12>, RTNeural::DenseT<float, 12, 1>>;
using first_example = RTNeural::ModelT<double, 8, 1,
    RTNeural::DenseT<double, 8, 8>,
    RTNeural::TanhActivationT<double, 8>,
    RTNeural::DenseT<double, 8, 1>>;
using mixed = RTNeural::ModelT<float, 1, 1,
    RTNeural::DenseT<float, 1, 8>,
    RTNeural::TanhActivationT<float, 8>,
    RTNeural::Conv1DT<float, 8, 4, 3, 2>,
    RTNeural::TanhActivationT<float, 4>,
    RTNeural::GRULayerT<float, 4, 8>,
    RTNeural::DenseT<float, 8, 1>>;

// 4 gates of 12 (1 + 12), and 12: multiply-adds for one sample, and for the samples of a second.
static_assert(nns::equals<nns::forward<amplifier>, nns::macs{4 * 12 * (1 + 12) + 12}>);
static_assert(nns::equals<nns::parameters<amplifier>, 4 * (12 * (1 + 12) + 12) + 12 + 1>);
static_assert(nns::within<48'000 * nns::forward<amplifier>, 31_MMAC>);
static_assert(nns::equals<nns::forward<first_example>, 72_MAC>);
static_assert(nns::equals<nns::forward<mixed>, nns::macs{8 + 3 * 8 * 4 + 3 * 8 * (4 + 8) + 8}>);

int main() { std::puts(nns::to_text(nns::summary<mixed>).c_str()); }
