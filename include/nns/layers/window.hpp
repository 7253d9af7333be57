// The geometry that convolutions and pools share: a window with strides, dilation and padding that slides over the
// spatial axes of a shape. Along each axis n is the input's extent, k the kernel's, s the stride, d the dilation.
#pragma once

#include <nns/layers/options.hpp>

namespace nns::detail {

/// One number, or one for each axis, into v. What is not given is `fallback`.
constexpr bool per_axis(machine& m, const extents& given, int axes, std::int64_t fallback, std::int64_t least,
                        std::int64_t (&v)[3]) {
  if (given.used > 1 && given.used != axes) return m.fail(rule::one_number_or_one_per_axis, axes, given.used), false;
  for (int i = 0; i != axes; ++i) {
    v[i] = given.used == 0 ? fallback : given.used == 1 ? given[0] : given[i];
    if (v[i] < least) return m.fail(rule::extent_not_positive, i + 1, v[i]), false;
  }
  return true;
}

/// What there is of a kernel, strides and the rest, and where the axes are.
struct window {
  int axes = 0;
  int first = 0;    // the first spatial axis of the shape
  int channel = 0;  // the channels' axis
  std::int64_t kernel[3]{};
  std::int64_t strides[3]{};
  std::int64_t dilation[3]{};
  std::int64_t pads[3]{};
  std::int64_t taps = 1;  // product of the kernel's extents

  constexpr bool read(machine& m, int spatial_axes, const extents& size, bool strides_are_the_window) {
    axes = spatial_axes;
    if (m.x.rank() != axes + 1) return m.fail(rule::wrong_rank, axes + 1, m.x.rank()), false;
    const options& o = *m.given;
    first = o.channels_first ? 1 : 0;
    channel = o.channels_first ? 0 : axes;
    if (size.used == 0) return m.fail(rule::kernel_missing), false;
    if (!per_axis(m, size, axes, 1, 1, kernel)) return false;
    if (!per_axis(m, o.strides, axes, 1, 1, strides)) return false;
    if (!per_axis(m, o.dilation, axes, 1, 1, dilation)) return false;
    if (!per_axis(m, o.pads, axes, 0, 0, pads)) return false;
    if (o.padding == padding_mode::causal && axes != 1) return m.fail(rule::causal_is_for_one_dimension), false;
    count product = 1;
    for (int i = 0; i != axes; ++i) {
      if (strides_are_the_window && o.strides.used == 0) strides[i] = kernel[i];
      product = product * kernel[i];
    }
    if (product.has_overflowed()) return m.fail(rule::count_overflows_63_bits), false;
    taps = product.value;
    return true;
  }

  /// The extent that a dilated kernel covers: d (k - 1) + 1.
  [[nodiscard]] constexpr std::int64_t covered(int i) const {
    return (count{dilation[i]} * (kernel[i] - 1) + 1).value;
  }

  /// Slides over the shape in the machine, whose spatial extents become the output's. With the convention
  /// `in_bounds` it yields the products of a tap and an input element that are not padding, per channel and filter;
  /// else every tap at every position.
  constexpr bool slide(machine& m, count& products) {
    const options& o = *m.given;
    products = 1;
    for (int i = 0; i != axes; ++i) {
      std::int64_t& extent = m.x[first + i];
      const std::int64_t n = extent;
      const std::int64_t s = strides[i];
      const std::int64_t e = covered(i);
      if (e < 0) return m.fail(rule::count_overflows_63_bits), false;
      std::int64_t before = 0;
      if (n != shape::unknown) {
        if (o.padding == padding_mode::same || o.padding == padding_mode::causal) {
          extent = (n - 1) / s + 1;
          const std::int64_t all = (extent - 1) * s + e - n;
          before = o.padding == padding_mode::causal ? e - 1 : all > 0 ? all / 2 : 0;
        } else {
          before = pads[i];
          const std::int64_t padded = (count{n} + count{2} * before).value;
          if (padded < 0) return m.fail(rule::count_overflows_63_bits), false;
          if (padded < e) return m.fail(rule::kernel_larger_than_padded_input, e, padded), false;
          extent = (padded - e) / s + 1;
          if (o.ceil_mode && (padded - e) % s != 0 && extent * s < n + before) ++extent;
        }
      }
      products = products * (m.how == convention::in_bounds && n != shape::unknown
                                 ? taps_inside(i, extent, n, before)
                                 : count{extent} * kernel[i]);
    }
    return true;
  }

  /// Pairs of a position o of `positions` and a tap j for which o s + j d - before lies in [0, inside).
  [[nodiscard]] constexpr count taps_inside(int i, std::int64_t positions, std::int64_t inside,
                                            std::int64_t before) const {
    const std::int64_t s = strides[i];
    count pairs = 0;
    for (std::int64_t j = 0; j != kernel[i]; ++j) {
      const std::int64_t shift = before - j * dilation[i];  // o s >= shift, and o s <= inside - 1 + shift
      const std::int64_t low = shift <= 0 ? 0 : (shift - 1) / s + 1;
      const std::int64_t top = inside - 1 + shift;
      if (top < 0) continue;
      const std::int64_t high = top / s < positions - 1 ? top / s : positions - 1;
      if (high >= low) pairs += high - low + 1;
    }
    return pairs;
  }
};

}  // namespace nns::detail
