// The geometry that convolutions and pools share: a window with strides, dilation and padding that slides over the
// spatial axes of a shape. Along each axis n is the input's extent, k the kernel's, s the stride, d the dilation.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/layers/options.hpp>

namespace nns::detail {

/// Stores one number, or one for each axis, in v; `fallback` if none is given.
constexpr bool per_axis(machine& m, const extents& given, int axes, std::int64_t fallback, std::int64_t (&v)[3]) {
  if (given.used > 1 && given.used != axes) return m.fail(rule::one_number_or_one_per_axis, axes, given.used), false;
  for (int i = 0; i != axes; ++i) {
    v[i] = given.used == 0 ? fallback : given.used == 1 ? given[0] : given[i];
    if (v[i] < 1) return m.fail(rule::extent_not_positive, i + 1, v[i]), false;
  }
  return true;
}

/// The kernel, strides and the other numbers that are given, and where the axes are.
struct window {
  const axis_numbers& kernel;
  const axis_numbers& strides;
  const axis_numbers& dilation;
  const axis_numbers& pads;
  int axes;
  int first;              // the first spatial axis of the shape
  int channel;            // the channels' axis
  std::int64_t taps = 1;  // product of the kernel's extents
  std::int64_t positions = 1;  // product of the output's spatial extents, once it has slid

  constexpr window(const options& o, int spatial_axes, const axis_numbers& size, const axis_numbers& steps)
      : kernel(size),
        strides(steps),
        dilation(o.dilation),
        pads(o.pads),
        axes(spatial_axes),
        first(o.channels_first ? 1 : 0),
        channel(o.channels_first ? 0 : spatial_axes) {}
  constexpr window(const options& o, int spatial_axes)
      : kernel(o.kernel),
        strides(o.strides),
        dilation(o.dilation),
        pads(o.pads),
        axes(spatial_axes),
        first(o.channels_first ? 1 : 0),
        channel(o.channels_first ? 0 : spatial_axes) {}

  /// Whether the numbers are of the layer's rank and in their ranges.
  constexpr bool read(machine& m) {
    if (m.x.used != axes + 1 || kernel.used != 1 || (strides.used | dilation.used | pads.used) > 1 ||
        m.given->padding == padding_mode::causal) {
      if (!may_slide(m)) return false;
    }
    for (int i = 0; i != axes; ++i)
      if (kernel.values[i] < 1 || strides.values[i] < 1 || dilation.values[i] < 1 || pads.values[i] < 0 ||
          NNS_BUILTIN(mul_overflow)(taps, kernel.values[i], &taps))
        return refuse(m, i);
    return true;
  }

  /// Whether there is a kernel, and as many numbers as axes.
  constexpr bool may_slide(machine& m) const {
    if (m.x.used != axes + 1) return m.fail(rule::wrong_rank, axes + 1, m.x.used), false;
    if (kernel.used == 0) return m.fail(rule::kernel_missing), false;
    if ((kernel.used | strides.used | dilation.used | pads.used) > 1)
      for (const int used : {kernel.used, strides.used, dilation.used, pads.used})
        if (used > 1 && used != axes) return m.fail(rule::one_number_or_one_per_axis, axes, used), false;
    if (m.given->padding == padding_mode::causal && axes != 1)
      return m.fail(rule::causal_is_for_one_dimension), false;
    return true;
  }

  /// The extent that a dilated kernel covers: d (k - 1) + 1.
  [[nodiscard]] constexpr std::int64_t covered(int i) const {
    return dilation.values[i] == 1 ? kernel.values[i] : plus(times(dilation.values[i], kernel.values[i] - 1), 1);
  }

  /// Slides over the shape in the machine, whose spatial extents become the output's. `products` are the pairs of an
  /// output position and a tap, per channel and filter; with the convention `in_bounds`, those that do not meet
  /// padding.
  constexpr bool slide(machine& m, std::int64_t& products) {
    const bool in_bounds = m.how->in_bounds;
    std::int64_t inside = 1;
    if (m.given->padding == padding_mode::same && !in_bounds) {
      for (int i = first; i != first + axes; ++i)
        if (m.x.values[i] >= 0) m.x.values[i] = (m.x.values[i] - 1) / strides.values[i - first] + 1;
    } else {
      for (int i = 0; i != axes; ++i) {
        std::int64_t& extent = m.x.values[first + i];
        const std::int64_t n = extent;
        std::int64_t before = 0;
        if (n < 0) continue;
        if (!slide_along(m, i, extent, before)) return false;
        if (in_bounds) inside = times(inside, taps_inside(i, extent, n, before).value);
      }
    }
    positions = m.x.product(first, first + axes).value;
    products = in_bounds && positions >= 0 ? inside : times(positions, taps);
    return true;
  }
  constexpr bool slide(machine& m, count& products) { return slide(m, products.value); }

  /// One axis: the output's extent, and the padding before the input.
  constexpr bool slide_along(machine& m, int i, std::int64_t& extent, std::int64_t& before) const {
    const options& o = *m.given;
    const std::int64_t n = extent;
    const std::int64_t s = strides.values[i];
    const std::int64_t e = covered(i);
    if (e < 0) return m.fail(rule::count_overflows_63_bits), false;
    if (o.padding == padding_mode::same || o.padding == padding_mode::causal) {
      if (plus(n, e) < 0) return m.fail(rule::count_overflows_63_bits), false;
      extent = (n - 1) / s + 1;
      const std::int64_t all = (extent - 1) * s + e - n;
      before = o.padding == padding_mode::causal ? e - 1 : all > 0 ? all / 2 : 0;
      return true;
    }
    before = pads.values[i];
    const std::int64_t padded = plus(n, times(2, before));
    if (padded < 0) return m.fail(rule::count_overflows_63_bits), false;
    const std::int64_t room = padded - e;
    if (room < 0 && !(o.ceil_mode && -room < s)) return m.fail(rule::kernel_larger_than_padded_input, e, padded), false;
    extent = room < 0 ? 1 : room / s + 1;  // with ceil_mode the only window may be larger than the input
    if (o.ceil_mode && room > 0 && room % s != 0 && extent <= (n + before - 1) / s) ++extent;
    return true;
  }

  constexpr bool refuse(machine& m, int i) const {
    for (const axis_numbers* numbers : {&kernel, &strides, &dilation})
      if (numbers->values[i] < 1) return m.fail(rule::extent_not_positive, i + 1, numbers->values[i]), false;
    if (pads.values[i] < 0) return m.fail(rule::padding_negative, i + 1, pads.values[i]), false;
    return m.fail(rule::count_overflows_63_bits), false;
  }

  /// Pairs of a position o of `outputs` and a tap j for which o s + j d - before lies in [0, inside). There are
  /// outputs and an inside, and the positions reach no further than an extent that was counted: it does not overflow.
  [[nodiscard]] constexpr count taps_inside(int i, std::int64_t outputs, std::int64_t inside,
                                            std::int64_t before) const {
    const std::int64_t s = strides[i];
    const std::int64_t d = dilation[i];
    const std::int64_t reach = (outputs - 1) * s;
    // Only taps that lie inside for some position; the others of a kernel that is far larger than its input are
    // skipped.
    const std::int64_t first_tap = before > reach ? (before - reach - 1) / d + 1 : 0;
    const std::int64_t last_tap = (inside - 1 + before) / d;
    count pairs = 0;
    for (std::int64_t j = first_tap; j < kernel[i] && j <= last_tap; ++j) {
      const std::int64_t shift = before - j * d;  // o s >= shift, and o s <= inside - 1 + shift
      const std::int64_t low = shift <= 0 ? 0 : (shift - 1) / s + 1;
      const std::int64_t top = inside - 1 + shift;
      const std::int64_t high = top / s < outputs - 1 ? top / s : outputs - 1;
      if (high >= low) pairs += high - low + 1;
    }
    return pairs;
  }
};

}  // namespace nns::detail
