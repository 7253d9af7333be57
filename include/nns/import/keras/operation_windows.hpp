// Convolutions among the functions of tensors: their kernels are arrays in the file, whose extents they take.
#pragma once

#include <nns/import/keras/operation_values.hpp>

namespace nns::detail {

/// Numbers of a function's window: one, one for each axis, or one for each axis of the tensor with its batch; in a
/// TensorFlow node's definition as {"list": {"i": ["1", "2", "2", "1"]}}.
struct window_numbers {
  operation_values& v;
  int axes;

  [[nodiscard]] constexpr bool take(text name, text other, option which, axis_numbers options::*where_to) const {
    number_list n;
    if (v.attribute(name, "list") != 0) {
      if (!v.attribute_numbers(name, n)) return false;
    } else {
      const int at = v.place(name, other);
      if (at == 0 || v.s[at] == 'n') return true;
      reader r(v.s, at);
      if (!r.numbers(n)) return false;
    }
    int first = 0;
    if (n.used == axes + 2) {
      first = v.l.given.channels_first ? 2 : 1;
      for (int i = 0; i != n.used; ++i)
        if ((i < first || i >= first + axes) && n.values[i] != 1) return false;
    } else if (n.used != 1 && n.used != axes) {
      return false;
    }
    shape found;
    for (int i = 0; i != (n.used == 1 ? 1 : axes); ++i) found.push_back(n.values[first + i]);
    v.l.given.given |= only(which);
    v.l.given.*where_to = axis_numbers(found);
    return true;
  }
};

/// In upper or lower case, as text, or in base 64 as in TensorFlow's nodes.
constexpr bool settle_padding(operation_values& v) {
  int at = v.attribute("padding", "s");
  if (at == 0) at = v.place("padding");
  if (at == 0) return true;
  constexpr text same[] = {"\"same\"", "\"SAME\"", "\"U0FNRQ==\""};
  constexpr text valid[] = {"\"valid\"", "\"VALID\"", "\"VkFMSUQ=\""};
  for (const text word : valid)
    if (v.s.matches(at, word)) return true;
  v.l.given.given |= only(option::padding);
  v.l.given.padding = padding_mode::same;
  for (const text word : same)
    if (v.s.matches(at, word)) return true;
  v.l.given.padding = padding_mode::causal;
  return v.s.matches(at, "\"causal\"");
}

/// The kernel's extents, if it is an array with the spatial axes and two more.
constexpr const call_item* kernel_of(const call_items& all, int place, text name, text other) {
  const call_item* found = all.find(place, name, other);
  const bool is = found != nullptr && found->kind == call_item::what::array && all.complete && all.tensors == 1 &&
                  found->dims.used > 2 && found->dims.used < 6;
  return is ? found : nullptr;
}

constexpr bool settle_window(operation_values& v, const shape& kernel) {
  options& o = v.l.given;
  const int axes = kernel.used - 2;
  shape extents;
  for (int i = 0; i != axes; ++i) extents.push_back(kernel[i]);
  o.given |= set_of(option::kernel, option::bias);
  o.kernel = axis_numbers(extents);
  o.bias = false;
  if (const int node = v.attribute("data_format", "s"); node != 0 && v.s.matches(node, "\"Tkh")) return false;  // NCHW
  v.channels_first(v.place("data_format"));
  const window_numbers numbers{v, axes};
  return settle_padding(v) && numbers.take("strides", "stride", option::strides, &options::strides) &&
         numbers.take("dilation_rate", "dilations", option::dilation, &options::dilation) &&
         (v.attribute("dilations", "list") == 0 ||
          numbers.take("dilations", "", option::dilation, &options::dilation));
}

/// kernel: (space..., C / g, K).
constexpr bool settle_convolution(operation_values& v) {
  const call_items all = v.items();
  const call_item* kernel = kernel_of(all, 1, "kernel", "filters");
  if (kernel == nullptr || !settle_window(v, kernel->dims)) return false;
  const shape& k = kernel->dims;
  v.l.kind = &constant_convolution_families[k.used - 3];
  v.l.given.given |= only(option::groups);
  v.l.numbers = {k.back(), k[k.used - 2]};
  return true;
}
/// kernel: (space..., K, C).
constexpr bool settle_transposed(operation_values& v) {
  const call_items all = v.items();
  const call_item* kernel = kernel_of(all, 1, "kernel", "filters");
  if (kernel == nullptr || !settle_window(v, kernel->dims)) return false;
  const shape& k = kernel->dims;
  v.l.kind = &constant_transposed_families[k.used - 3];
  v.l.numbers = {k[k.used - 2], k.back()};
  if (const int said = v.place("output_shape"); said != 0 && v.s[said] != 'n') {  // TensorFlow: with batch and channels
    number_list n;
    reader r(v.s, said);
    if (!r.numbers(n) || n.used != k.used) return false;
    const int first = v.l.given.channels_first ? 2 : 1;
    for (int i = first; i != first + k.used - 2; ++i) {
      if (n.values[i] < 1) return false;
      v.l.given.axes.push_back(n.values[i]);
    }
    return true;
  }
  return window_numbers{v, k.used - 2}.take("output_padding", "", option::output_padding, &options::output_padding);
}
/// kernel: (space..., C, m).
constexpr bool settle_depthwise(operation_values& v) {
  const call_items all = v.items();
  const call_item* kernel = kernel_of(all, 1, "kernel", "filter");
  if (kernel == nullptr || kernel->dims.used > 4 || !settle_window(v, kernel->dims)) return false;
  const shape& k = kernel->dims;
  v.l.kind = &constant_depthwise_families[k.used - 3];
  v.l.given.given |= only(option::depth_multiplier);
  v.l.given.depth_multiplier = k.back();
  v.l.numbers = {k.back(), k[k.used - 2]};
  return true;
}
/// kernels: (space..., C, m), then (1, ..., C m, K).
constexpr bool settle_separable(operation_values& v) {
  const call_items all = v.items();
  const call_item* depthwise = kernel_of(all, 1, "depthwise_kernel", "depthwise_filter");
  const call_item* pointwise = kernel_of(all, 2, "pointwise_kernel", "pointwise_filter");
  if (depthwise == nullptr || pointwise == nullptr || depthwise->dims.used > 4 ||
      pointwise->dims.used != depthwise->dims.used || !settle_window(v, depthwise->dims))
    return false;
  const shape& k = depthwise->dims;
  const shape& p = pointwise->dims;
  for (int i = 0; i != p.used - 2; ++i)
    if (p[i] != 1) return false;
  if (p[p.used - 2] != times(k.back(), k[k.used - 2])) return false;
  v.l.kind = &constant_separable_families[k.used - 3];
  v.l.given.given |= only(option::depth_multiplier);
  v.l.given.depth_multiplier = k.back();
  v.l.numbers = {p.back(), k[k.used - 2]};
  return true;
}

}  // namespace nns::detail
