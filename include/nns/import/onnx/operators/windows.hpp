// Windows that slide over (batch, channels, spatial...): their kernels, strides, pads and dilations, and the extents that
// they make. n is an extent of the input, k of the kernel, s a stride, d a dilation, e = d (k - 1) + 1.
#pragma once

#include <nns/import/onnx/operators/extents.hpp>

namespace nns::detail {

enum class onnx_auto_pad : std::uint8_t { notset, same, valid };

/// A window's attributes; missing lists are ones, missing pads zeros.
struct onnx_window {
  int axes = 0;
  shape kernel{};  // unknown if it follows from weights that are not known
  shape strides{};
  shape dilations{};
  shape before{};
  shape after{};
  onnx_auto_pad auto_pad = onnx_auto_pad::notset;

  /// `weights`: the tensor whose extents from `first` on are the kernel's if there is no attribute; null for a pool.
  constexpr bool read(onnx_node& n, int spatial_axes, const onnx_tensor* weights, int first = 2) {
    axes = spatial_axes;
    if (axes < 1) return n.fail("its input has no spatial axes: it takes (batch, channels, spatial...)"), false;
    if (!list(n, "kernel_shape", kernel, shape::unknown) || !list(n, "strides", strides, 1) ||
        !list(n, "dilations", dilations, 1))
      return false;
    if (weights != nullptr && weights->ranked) {
      if (weights->rank() != axes + 2) return n.fail("its weights and its input have different ranks"), false;
      for (int i = 0; i != axes; ++i)
        if (!agree(kernel.values[i], weights->dims.values[first + i]))
          return n.fail("its attribute \"kernel_shape\" differs from the shape of its weights"), false;
    }
    if (weights == nullptr && !n.gives("kernel_shape")) return n.fail("it needs the attribute \"kernel_shape\""), false;
    for (int i = 0; i != axes; ++i)
      if (strides.values[i] < 1 || dilations.values[i] < 1 || kernel.values[i] == 0 ||
          (kernel.values[i] < 0 && kernel.values[i] != shape::unknown))
        return n.fail("its kernel, strides and dilations must be at least 1"), false;
    before = after = onnx_shape_of_rank(axes, 0);
    const text word = n.word("auto_pad", "NOTSET");
    if (word == text{"SAME_UPPER"} || word == text{"SAME_LOWER"}) {
      auto_pad = onnx_auto_pad::same;
    } else if (word == text{"VALID"}) {
      auto_pad = onnx_auto_pad::valid;
    } else if (word.length != 0 && !(word == text{"NOTSET"})) {
      return n.fail("its attribute \"auto_pad\" must be NOTSET, SAME_UPPER, SAME_LOWER or VALID"), false;
    } else if (const onnx_attribute* const pads = n.attribute("pads"); pads != nullptr) {
      if (pads->count != 2 * axes) return n.fail("it needs two pads, before and after, for each spatial axis"), false;
      for (int i = 0; i != axes; ++i) {
        before.values[i] = n.integer_at(*pads, i);
        after.values[i] = n.integer_at(*pads, axes + i);
        if (before.values[i] > INT32_MAX || after.values[i] > INT32_MAX || before.values[i] < -INT32_MAX ||
            after.values[i] < -INT32_MAX)
          return n.fail("its pads are too large"), false;
      }
    }
    return true;
  }

  /// The extent that a dilated kernel covers; unknown, or overflowed.
  [[nodiscard]] constexpr std::int64_t covered(int i) const {
    return kernel.values[i] < 0 ? kernel.values[i] : plus(times(dilations.values[i], kernel.values[i] - 1), 1);
  }

  /// floor((n + pads - e) / s) + 1; ceil_mode rounds up, but a window does not begin in the padding after the input.
  /// SAME: ceil(n / s), whatever the kernel is. A pool may have a single window that is larger than its padded input by
  /// less than a stride: runtimes divide toward zero there.
  constexpr bool slide(onnx_node& n, int i, std::int64_t& extent, bool is_pool = false) const {
    const std::int64_t s = strides.values[i], e = covered(i);
    if (extent < 0) return true;
    if (auto_pad == onnx_auto_pad::same) {
      extent = up(extent, s);
      return true;
    }
    if (e < 0) {
      extent = shape::unknown;
      return e == shape::unknown ? true : (n.fail("its kernel is too large"), false);
    }
    if (extent > INT64_MAX / 4 || e > INT64_MAX / 4) return n.fail("its extents are too large"), false;
    const std::int64_t front = before.values[i], padded = extent + front + after.values[i], room = padded - e;
    if (room < 0 && !(is_pool && -room < s))
      return n.fail("its (dilated) kernel is larger than its padded input"), false;
    const bool rounds_up = is_pool && n.integer("ceil_mode", 0) != 0;
    std::int64_t positions = room < 0 ? 1 : (rounds_up ? up(room, s) : room / s) + 1;
    if (rounds_up && positions > 1 && (positions - 1) * s >= extent + front) --positions;
    extent = positions;
    return true;
  }

 private:
  constexpr bool list(onnx_node& n, text name, shape& to, std::int64_t otherwise) const {
    if (!n.integers(name, to)) {
      if (n.gives(name)) return n.fail("it names more than eight axes"), false;
      to = onnx_shape_of_rank(axes, otherwise);
    }
    if (to.used != axes)
      return n.fail("its kernel, strides and dilations need a number for each spatial axis"), false;
    return true;
  }
};

/// The product of a tensor's extents from `first` on; unknown if its rank is.
constexpr count onnx_product_from(const onnx_tensor& t, int first) {
  return t.ranked ? t.dims.product(first, t.rank()) : count{count::unknown};
}

/// A window as options of a layer. False if no option can express it. Pads that differ before and after are marked.
constexpr bool window_layer(const onnx_node& n, onnx_layer& l, const onnx_window& w, int first_axis, bool is_pool) {
  const auto numbers = [&](const shape& all) {
    bool alike = true;
    for (int i = 1; i < w.axes; ++i) alike = alike && all.values[i] == all.values[0];
    return axis_numbers(alike ? leading(all, 1) : leading(all, w.axes));
  };
  const auto ones = [&](const shape& all, std::int64_t one) {
    for (int i = 0; i != w.axes; ++i)
      if (all.values[i] != one) return false;
    return true;
  };
  for (int i = 0; i != w.axes; ++i)
    if (w.kernel.values[i] < 1 || n.in(0).dims.values[first_axis + i] < 1) return false;
  l.axes = w.axes;
  options& o = l.given;
  if (!is_pool) {
    o.kernel = numbers(w.kernel);
    o.take(option::kernel);
  }
  if (is_pool || !ones(w.strides, 1)) {
    o.strides = numbers(w.strides);
    o.take(option::strides);
  }
  if (!ones(w.dilations, 1)) {
    o.dilation = numbers(w.dilations);
    o.take(option::dilation);
  }
  if (w.auto_pad == onnx_auto_pad::same) {
    o.padding = padding_mode::same;
    o.take(option::padding);
  } else if (!ones(w.before, 0) || !ones(w.after, 0)) {
    for (int i = 0; i != w.axes; ++i) {
      if (w.before.values[i] < 0 || w.after.values[i] < 0) return false;
      l.pads_differ = l.pads_differ || w.before.values[i] != w.after.values[i];
    }
    o.padding = padding_mode::explicit_;
    o.pads = numbers(w.before);
    o.take(option::padding);
  }
  return true;
}

}  // namespace nns::detail
