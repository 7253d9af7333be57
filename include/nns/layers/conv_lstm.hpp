// Convolutional LSTM in one, two and three dimensions: an LSTM whose products are convolutions over frames.
// T is the time steps, C the input's channels, K the filters, k the product of the kernel's extents, P the positions
// of an output frame.
#pragma once

#include <nns/layers/convolution.hpp>
#include <nns/layers/recurrent.hpp>

namespace nns::detail {

/// The convolution of the state: the same kernel at every position of the output's frame, whose extents it keeps.
constexpr bool slide_over_state(machine& m, int axes, count& products) {
  options o = *m.given;
  o.strides = 1;
  o.dilation = 1;
  o.padding = padding_mode::same;
  const options* const outer = m.given;
  m.given = &o;
  window state{o, axes};
  const bool fits = state.read(m) && state.slide(m, products);
  m.given = outer;
  return fits;
}

/// All steps, on the shape of one frame.
template <int Axes>
constexpr void conv_lstm_frames(machine& m, count T) {
  const options& o = *m.given;
  window w{o, Axes};
  if (!w.read(m)) return;
  if (o.padding == padding_mode::causal) return m.fail(rule::causal_is_for_one_dimension);
  bool strides = false;
  bool dilates = false;
  for (int i = 0; i != Axes; ++i) strides = strides || w.strides[i] > 1, dilates = dilates || w.dilation[i] > 1;
  if (strides && dilates) return m.fail(rule::strides_and_dilation);
  const count C = m.x[w.channel];
  const count K = m.numbers[0];
  if (K.value < 1) return m.fail(rule::size_not_positive, K.value);
  count input_products;
  count state_products;
  if (!w.slide(m, input_products)) return;
  m.x[w.channel] = K.value;
  if (!slide_over_state(m, Axes, state_products)) return;
  m.found.forward = T * K * (input_products * C + state_products * K) * 4;
  m.found.trainable = (K * w.taps * (C + K) + (o.bias ? K : count{0})) * 4;
  if (m.how->gradients)
    m.found.backward = backward_of_steps(m, T, K * input_products * C * 4, K * state_products * K * 4, 0);
  if (m.observed) m.onlooker->keep(T * m.x.elements() * (lstm_cell_kind.saved + 1), 0);
  m.found.activations = T * m.x.elements() * kept_by(lstm_cell_kind, o);
}

template <int Axes>
constexpr void conv_lstm_work(machine& m) {
  const shape arrived = m.x;
  if (arrived.rank() != Axes + 2) return m.fail(rule::wrong_rank, Axes + 2, arrived.rank());
  m.x = {};
  for (int i = 1; i != arrived.rank(); ++i) m.x.push_back(arrived[i]);
  conv_lstm_frames<Axes>(m, arrived[0]);
  if (m.bad) {
    m.bad.arrived = arrived;
    return;
  }
  if (m.given->return_state) {
    m.yield(m.x);
    m.yield(m.x);
  }
  if (!m.given->return_sequences) return;
  const shape frame = m.x;
  m.x = {arrived[0]};
  for (const std::int64_t extent : frame) m.x.push_back(extent);
}

/// As for an lstm, for each step, position and filter.
template <int Axes>
constexpr void conv_lstm_operations(const machine& m, operations_found& o) {
  const count frame = m.given->return_sequences ? m.x.product(1, m.x.rank()) : m.x.elements();
  add_cell(m, o, lstm_cell_kind, frame * m.input_of(0)[0]);
}

template <int Axes>
consteval family conv_lstm_family(text kind, step work) {
  return recurrent_family(kind, work, window_options | lstm_options, &conv_lstm_operations<Axes>);
}
inline constexpr family conv_lstm1d_family = conv_lstm_family<1>("conv_lstm1d", &conv_lstm_work<1>);
inline constexpr family conv_lstm2d_family = conv_lstm_family<2>("conv_lstm2d", &conv_lstm_work<2>);
inline constexpr family conv_lstm3d_family = conv_lstm_family<3>("conv_lstm3d", &conv_lstm_work<3>);

}  // namespace nns::detail

namespace nns::inline layers {

#define NNS_CONV_LSTM(name)                                                                \
  template <std::int64_t Filters, class... Options>                                        \
  struct name {                                                                            \
    NNS_LEAF(name)                                                                         \
    static constexpr void NNS_STEP(detail::machine& m) {                                   \
      m.run(detail::name##_family, shape{Filters}, detail::options_of<Options...>);        \
    }                                                                                      \
    NNS_STEP_AS_DATA                                                                       \
  };

/// conv_lstm2d<filters, kernel<...>, strides, dilation, same, return_sequences, return_state, no_bias, ...>:
/// (T, H, W, C) to (H', W', K), or (T, H', W', K). The input's convolution is conv2d's; the state's has the same
/// kernel, keeps the extents H' and W' (strides 1, padded) and is not dilated.
/// Multiply-adds: 4 T P K k (C + K). Parameters: 4 (K k (C + K) + K). Not counted: biases, activations, products of
/// gates. Error: strides and dilation both above 1, as in Keras.
/// Source: Shi et al. 2015, without peepholes, as Keras' ConvLSTM2D.
NNS_CONV_LSTM(conv_lstm2d)
/// conv_lstm1d: (T, W, C) to (W', K), or (T, W', K), as conv_lstm2d.
NNS_CONV_LSTM(conv_lstm1d)
/// conv_lstm3d: (T, D, H, W, C) to (D', H', W', K), or (T, D', H', W', K), as conv_lstm2d.
NNS_CONV_LSTM(conv_lstm3d)

#undef NNS_CONV_LSTM

}  // namespace nns::inline layers
