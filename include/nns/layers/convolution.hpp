// Convolutions in one, two and three dimensions, transposed ones, depthwise and separable ones.
// In the formulas C is the input's channels, K the filters, g the groups, m the depth multiplier, k the product of the
// kernel's extents, P the product of the output's spatial extents, Q of the input's.
#pragma once

#include <nns/layers/dense.hpp>
#include <nns/layers/window.hpp>

namespace nns::detail {

constexpr bool fits_groups(machine& m, std::int64_t C, std::int64_t K) {
  const std::int64_t g = m.given->groups;
  if (g == 1 && K > 0) return true;
  if (K < 1) return m.fail(rule::size_not_positive, K), false;
  if (g < 1) return m.fail(rule::size_not_positive, g), false;
  if (C != shape::unknown && C % g != 0) return m.fail(rule::channels_not_divisible_by_groups, C, g), false;
  if (K % g != 0) return m.fail(rule::filters_not_divisible_by_groups, K, g), false;
  return true;
}

constexpr void count_bias_and_activation(machine& m) {
  if (m.activated()) m.found.copies = 2;
  if (m.how->element_wise) m.found.element_wise = bias_and_activation(m);
}

constexpr void run_convolution(machine& m, int axes) {
  window w{*m.given, axes};
  if (!w.read(m)) return;
  const std::int64_t C = m.x.values[w.channel];
  const std::int64_t K = m.numbers.values[0];
  if ((m.given->groups != 1 || K < 1) && !fits_groups(m, C, K)) return;
  std::int64_t products = 0;
  if (!w.slide(m, products)) return;
  m.x.values[w.channel] = K;
  apply_weights(m, C < 0 ? C : C / m.given->groups, K, w.taps, products, w.positions);
  if (m.given->has(option::lora_rank)) adapt(m, m.found.trainable - (m.given->bias ? K : 0), K);
}
template <int Axes>
constexpr void convolution_work(machine& m) {
  run_convolution(m, Axes);
}

/// The short way of a convolution in one group that has an output at every position.
constexpr void prepare_convolution_of(prepared& p, int axes) {
  const options& o = *p.given;
  const auto fits = [axes](const axis_numbers& n) { return n.used <= 1 || n.used == axes; };
  if (o.has(option::lora_rank) || o.groups != 1 || o.channels_first || o.kernel.used == 0 || !fits(o.kernel) || !fits(o.strides) ||
      !fits(o.dilation) || !fits(o.pads) || (o.padding == padding_mode::causal && axes != 1))
    return;
  for (int i = 0; i != axes; ++i) {
    const std::int64_t k = o.kernel[i], d = o.dilation[i], pads = o.pads[i];
    if (k < 1 || k > 64 || d < 1 || d > 255 || pads < 0 || pads > 0xffff || o.strides[i] != 1) return;
    if ((o.padding == padding_mode::valid || o.padding == padding_mode::explicit_) && 2 * pads != d * (k - 1)) return;
    p.taps *= k;
  }
  if (p.taps > 64) return;
  prepare_matrix(p);
  p.matrix = 1U << (axes + 1);
}
template <int Axes>
constexpr void prepare_convolution(prepared& p) {
  prepare_convolution_of(p, Axes);
}

constexpr void run_depthwise(machine& m, int axes) {
  window w{*m.given, axes};
  if (!w.read(m)) return;
  const count C = m.x[w.channel];
  const count M = m.given->depth_multiplier;
  if (M.value < 1) return m.fail(rule::size_not_positive, M.value);
  count positions_times_taps;
  if (!w.slide(m, positions_times_taps)) return;
  const count K = C * M;
  m.x[w.channel] = K.value;
  m.found.forward = positions_times_taps * K * (m.how->original ? C : count{1});
  m.found.trainable = K * w.taps + (m.given->bias ? K : count{0});
  count_bias_and_activation(m);
}
template <int Axes>
constexpr void depthwise_work(machine& m) {
  run_depthwise(m, Axes);
}

constexpr void run_separable(machine& m, int axes) {
  window w{*m.given, axes};
  if (!w.read(m)) return;
  const count C = m.x[w.channel];
  const count K = m.numbers[0];
  const count M = m.given->depth_multiplier;
  if (K.value < 1) return m.fail(rule::size_not_positive, K.value);
  if (M.value < 1) return m.fail(rule::size_not_positive, M.value);
  count positions_times_taps;
  if (!w.slide(m, positions_times_taps)) return;
  m.x[w.channel] = 1;
  const count P = m.x.elements();
  m.x[w.channel] = K.value;
  const count depthwise = positions_times_taps * C * M;
  const count pointwise = P * C * M * K;
  m.found.forward = depthwise + pointwise;
  m.found.trainable = C * M * w.taps + C * M * K + (m.given->bias ? K : count{0});
  if (m.observed) m.onlooker->keep(P * C * M, 0);
  if (m.how->gradients && m.wants_weights())  // the tensor between the two has a gradient in any case
    m.found.backward = pointwise * 2 + depthwise * (m.wants ? 2 : 1);
  count_bias_and_activation(m);
}
template <int Axes>
constexpr void separable_work(machine& m) {
  run_separable(m, Axes);
}

/// Keras' rules for `same` and `valid`, PyTorch's for explicit padding; for the formulas see conv2d_transpose.
constexpr bool transposed_extent(machine& m, const window& w, int i, std::int64_t& extent, std::int64_t& before) {
  const options& o = *m.given;
  const std::int64_t s = w.strides[i];
  const std::int64_t e = w.covered(i);
  if (e < 0) return m.fail(rule::count_overflows_63_bits), false;
  const bool padded = o.output_padding.used != 0;
  const std::int64_t p = !padded ? 0 : o.output_padding.used == 1 ? o.output_padding[0] : o.output_padding[i];
  if (p < 0) return m.fail(rule::padding_negative, i + 1, p), false;
  if (padded && p >= s && p >= w.dilation[i]) return m.fail(rule::output_padding_not_below_stride, p, s), false;
  const count steps = count{extent - 1} * s;
  count result;
  count cropped = 0;
  switch (o.padding) {
    case padding_mode::explicit_:
      before = w.pads[i];
      cropped = count{before} * 2;
      result = steps + e + p;
      break;
    case padding_mode::valid:
      result = padded ? steps + e + p : e > s ? steps + e : steps + s;
      break;
    default:  // same: output padding undoes cropping, alternating between the two sides, first at the beginning
      result = padded ? steps + e % 2 + p : steps + s;
      before = padded ? e / 2 - (p + 1) / 2 : (e - s) / 2;
      if (before < 0) before = 0;
  }
  if (result.has_overflowed() || cropped.has_overflowed()) return m.fail(rule::count_overflows_63_bits), false;
  if (result.value <= cropped.value) return m.fail(rule::cropped_away, result.value, cropped.value), false;
  extent = result.value - cropped.value;
  return true;
}

constexpr void run_transposed(machine& m, int axes) {
  window w{*m.given, axes};
  if (!w.read(m)) return;
  if (m.given->padding == padding_mode::causal)
    return m.fail(rule::option_not_known_to_the_layer, static_cast<int>(option::padding));
  if (m.given->output_padding.used > 1 && m.given->output_padding.used != axes)
    return m.fail(rule::one_number_or_one_per_axis, axes, m.given->output_padding.used);
  const std::int64_t C = m.x[w.channel];
  const std::int64_t K = m.numbers[0];
  if (!fits_groups(m, C, K)) return;
  count products = 1;
  count output_positions = 1;
  for (int i = 0; i != axes; ++i) {
    std::int64_t& extent = m.x[w.first + i];
    const std::int64_t n = extent;
    std::int64_t before = 0;
    if (n != shape::unknown && !transposed_extent(m, w, i, extent, before)) return;
    products = products * (m.how->in_bounds && n != shape::unknown ? w.taps_inside(i, n, extent, before)
                                                                                 : count{n} * w.kernel[i]);
    output_positions = output_positions * extent;
  }
  m.x[w.channel] = K;
  const count filter = count{K} / m.given->groups;
  m.found.forward = m.how->original ? output_positions * K * w.taps * K : products * C * filter;
  m.found.trainable = count{C} * filter * w.taps + (m.given->bias ? K : 0);
  count_bias_and_activation(m);
}
template <int Axes>
constexpr void transposed_work(machine& m) {
  run_transposed(m, Axes);
}

inline constexpr option_set window_options =
    set_of(option::kernel, option::strides, option::dilation, option::padding, option::channels_first,
           option::activation, option::bias);

consteval family convolution_family(text kind, step work, option_set more, bool in_original = false,
                                    void (*prepare)(prepared&) = &has_no_short_way) {
  return {.kind = kind,
          .work = work,
          .accepts = window_options | more,
          .numbers = 1,
          .in_original = in_original,
          .prepare = prepare,
          .memory = in_memory::product,
          .keeps = in_training::for_weights,
          .operations = &add_bias_and_activation};
}

inline constexpr option_set convolution_options = set_of(option::groups, option::lora_rank);
inline constexpr family conv1d_family =
    convolution_family("conv1d", &convolution_work<1>, convolution_options, true, &prepare_convolution<1>);
inline constexpr family conv2d_family =
    convolution_family("conv2d", &convolution_work<2>, convolution_options, true, &prepare_convolution<2>);
inline constexpr family conv3d_family =
    convolution_family("conv3d", &convolution_work<3>, convolution_options, false, &prepare_convolution<3>);

inline constexpr option_set transposed_options = set_of(option::groups, option::output_padding);
inline constexpr family conv1d_transpose_family =
    convolution_family("conv1d_transpose", &transposed_work<1>, transposed_options, true);
inline constexpr family conv2d_transpose_family =
    convolution_family("conv2d_transpose", &transposed_work<2>, transposed_options, true);
inline constexpr family conv3d_transpose_family =
    convolution_family("conv3d_transpose", &transposed_work<3>, transposed_options);

consteval family depthwise_family(text kind, step work, bool in_original = false) {
  return {.kind = kind,
          .work = work,
          .accepts = window_options | only(option::depth_multiplier),
          .numbers = 0,
          .in_original = in_original,
          .memory = in_memory::product,
          .keeps = in_training::for_weights,
          .operations = &add_bias_and_activation};
}
inline constexpr family depthwise_conv1d_family = depthwise_family("depthwise_conv1d", &depthwise_work<1>);
inline constexpr family depthwise_conv2d_family = depthwise_family("depthwise_conv2d", &depthwise_work<2>, true);

inline constexpr family separable_conv1d_family =
    convolution_family("separable_conv1d", &separable_work<1>, only(option::depth_multiplier));
inline constexpr family separable_conv2d_family =
    convolution_family("separable_conv2d", &separable_work<2>, only(option::depth_multiplier));

template <class... Options>
inline constexpr prepared conv1d_with = prepare(conv1d_family, options_of<Options...>);
template <class... Options>
inline constexpr prepared conv2d_with = prepare(conv2d_family, options_of<Options...>);
template <class... Options>
inline constexpr prepared conv3d_with = prepare(conv3d_family, options_of<Options...>);
template <class... Options>
inline constexpr prepared conv1d_transpose_with = prepare(conv1d_transpose_family, options_of<Options...>);
template <class... Options>
inline constexpr prepared conv2d_transpose_with = prepare(conv2d_transpose_family, options_of<Options...>);
template <class... Options>
inline constexpr prepared conv3d_transpose_with = prepare(conv3d_transpose_family, options_of<Options...>);
template <class... Options>
inline constexpr prepared separable_conv1d_with = prepare(separable_conv1d_family, options_of<Options...>);
template <class... Options>
inline constexpr prepared separable_conv2d_with = prepare(separable_conv2d_family, options_of<Options...>);

}  // namespace nns::detail

namespace nns::inline layers {

/// conv2d<filters, kernel<...>, strides, dilation, groups, padding, no_bias, activation>: (H, W, C) to (H', W', K).
/// Multiply-adds: P K (C/g) k, multiplications with padding zeros included. Parameters: K (C/g) k + K.
/// Extents: `same`, `causal`: ceil(n / s); else floor((n + 2 p - d (k - 1) - 1) / s) + 1. Source: Keras, PyTorch.
/// Errors: channels or filters not divisible by the groups, a kernel larger than the padded input.
template <std::int64_t Filters, class... KernelAndOptions>  // types: kernel<3>, strides<2>, same, relu
struct conv2d {
  NNS_LEAF(conv2d)
  NNS_UNITS(detail::conv2d_with<KernelAndOptions...>, Filters)
};

/// conv1d: (T, C) to (T', K), as conv2d; it takes `causal` too.
template <std::int64_t Filters, class... KernelAndOptions>  // types: kernel<3>, strides<2>, same, relu
struct conv1d {
  NNS_LEAF(conv1d)
  NNS_UNITS(detail::conv1d_with<KernelAndOptions...>, Filters)
};

/// conv3d: (D, H, W, C) to (D', H', W', K), as conv2d.
template <std::int64_t Filters, class... KernelAndOptions>  // types: kernel<3>, strides<2>, same, relu
struct conv3d {
  NNS_LEAF(conv3d)
  NNS_UNITS(detail::conv3d_with<KernelAndOptions...>, Filters)
};

/// conv2d_transpose<filters, kernel<...>, strides, padding, output_padding, ...>: (H, W, C) to (H', W', K).
/// Multiply-adds: Q C (K/g) k, over *input* positions, before cropping: it is the gradient of a convolution.
/// Parameters: C (K/g) k + K. Extents, with e = d (k - 1) + 1: `valid` max(n s, (n - 1) s + e), `same` n s; explicit
/// padding p and output padding q as in PyTorch, (n - 1) s + e + q - 2 p; with an output padding q, `valid`
/// (n - 1) s + e + q and `same` (n - 1) s + (e mod 2) + q, as in Keras.
template <std::int64_t Filters, class... KernelAndOptions>  // types: kernel<3>, strides<2>, same, relu
struct conv2d_transpose {
  NNS_LEAF(conv2d_transpose)
  NNS_UNITS(detail::conv2d_transpose_with<KernelAndOptions...>, Filters)
};

/// conv1d_transpose: (T, C) to (T', K), as conv2d_transpose.
template <std::int64_t Filters, class... KernelAndOptions>  // types: kernel<3>, strides<2>, same, relu
struct conv1d_transpose {
  NNS_LEAF(conv1d_transpose)
  NNS_UNITS(detail::conv1d_transpose_with<KernelAndOptions...>, Filters)
};

/// conv3d_transpose: (D, H, W, C) to (D', H', W', K), as conv2d_transpose.
template <std::int64_t Filters, class... KernelAndOptions>  // types: kernel<3>, strides<2>, same, relu
struct conv3d_transpose {
  NNS_LEAF(conv3d_transpose)
  NNS_UNITS(detail::conv3d_transpose_with<KernelAndOptions...>, Filters)
};

/// depthwise_conv2d<kernel<...>, depth_multiplier<m>, ...>: (H, W, C) to (H', W', C m).
/// Multiply-adds: P C m k. Parameters: C m k + C m.
template <class... Options>
struct depthwise_conv2d {
  NNS_LEAF(depthwise_conv2d)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::depthwise_conv2d_family, {}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// depthwise_conv1d: (T, C) to (T', C m), as depthwise_conv2d.
template <class... Options>
struct depthwise_conv1d {
  NNS_LEAF(depthwise_conv1d)
  static constexpr void NNS_STEP(detail::machine& m) {
    m.run(detail::depthwise_conv1d_family, {}, detail::options_of<Options...>);
  }
  NNS_STEP_AS_DATA
};

/// separable_conv2d<filters, kernel<...>, depth_multiplier<m>, ...>: a depthwise convolution and then a 1x1 convolution
/// in one layer. Multiply-adds: P C m k + P C m K. Parameters: C m k + C m K + K.
template <std::int64_t Filters, class... KernelAndOptions>  // types: kernel<3>, strides<2>, same, relu
struct separable_conv2d {
  NNS_LEAF(separable_conv2d)
  NNS_UNITS(detail::separable_conv2d_with<KernelAndOptions...>, Filters)
};

/// separable_conv1d: (T, C) to (T', K), as separable_conv2d.
template <std::int64_t Filters, class... KernelAndOptions>  // types: kernel<3>, strides<2>, same, relu
struct separable_conv1d {
  NNS_LEAF(separable_conv1d)
  NNS_UNITS(detail::separable_conv1d_with<KernelAndOptions...>, Filters)
};

}  // namespace nns::inline layers
