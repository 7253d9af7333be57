// Locally connected layers: a convolution with weights of its own at every position.
#pragma once

#include <nns/layers/convolution.hpp>

namespace nns::detail {

template <int Axes>
constexpr void locally_connected_work(machine& m) {
  window w{*m.given, Axes};
  if (!w.read(m)) return;
  if (m.given->padding == padding_mode::causal) return m.fail(rule::causal_is_for_one_dimension);
  const count C = m.x[w.channel];
  const count K = m.numbers[0];
  if (K.value < 1) return m.fail(rule::size_not_positive, K.value);
  count products;
  if (!w.slide(m, products)) return;
  m.x[w.channel] = K.value;
  const count outputs = m.x.elements();
  m.found.forward = products * C * K;
  m.found.trainable = outputs * C * w.taps + (m.given->bias ? outputs : count{0});
  count_bias_and_activation(m);
}

inline constexpr option_set locally_connected_options = window_options & ~only(option::dilation);
inline constexpr family locally_connected1d_family{.kind = "locally_connected1d",
                                                   .work = &locally_connected_work<1>,
                                                   .accepts = locally_connected_options,
                                                   .numbers = 1,
                                                   .memory = in_memory::takes_activation,
                                                   .keeps = in_training::for_weights,
                                                   .operations = &add_bias_and_activation};
inline constexpr family locally_connected2d_family{.kind = "locally_connected2d",
                                                   .work = &locally_connected_work<2>,
                                                   .accepts = locally_connected_options,
                                                   .numbers = 1,
                                                   .memory = in_memory::takes_activation,
                                                   .keeps = in_training::for_weights,
                                                   .operations = &add_bias_and_activation};

}  // namespace nns::detail

namespace nns::inline layers {

/// locally_connected2d<filters, kernel<...>, strides, padding, no_bias, activation>: (H, W, C) to (H', W', K), as
/// conv2d.
/// Multiply-adds: P K C k. Parameters: P (K C k + K), since no position shares them. Source: Keras 2's layer.
template <std::int64_t Filters, class... Options>
struct locally_connected2d {
  NNS_LEAF(locally_connected2d)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::locally_connected2d_family, shape{Filters}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// locally_connected1d: (T, C) to (T', K), as locally_connected2d.
template <std::int64_t Filters, class... Options>
struct locally_connected1d {
  NNS_LEAF(locally_connected1d)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::locally_connected1d_family, shape{Filters}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
