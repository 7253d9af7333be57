// The numbers of small tensors, element by element, with which graphs compute shapes. An element with an unknown
// operand is unknown; its neighbours are not affected.
#pragma once

#include <nns/import/onnx/operators/extents.hpp>

namespace nns::detail {

/// A real number as an element of a type.
constexpr onnx_number onnx_real(onnx_type t, double x) {
  if (!is_real(t)) return onnx_number{onnx_number::truncated(x)};
  if (t == onnx_type::float32 && x < 3e38 && x > -3e38) return onnx_number{static_cast<double>(static_cast<float>(x))};
  return onnx_number{x};
}

/// Rounded down, up, or to the nearest integer, ties to even.
constexpr double floor_of(double x) {
  if (x >= 9e15 || x <= -9e15) return x;
  const double whole = static_cast<double>(static_cast<std::int64_t>(x));
  return whole > x ? whole - 1 : whole;
}
constexpr double ceil_of(double x) { return -floor_of(-x); }
constexpr double round_of(double x) {
  const double below = floor_of(x), rest = x - below;
  if (rest != 0.5) return rest < 0.5 ? below : below + 1;
  return floor_of(below / 2) * 2 == below ? below : below + 1;
}

/// The square root, by Newton's method; unknown if the argument is not a number or infinite.
constexpr double square_root(double x) {
  if (x == 0) return 0;
  double r = x > 1 ? x : 1;
  for (int i = 0; i != 600; ++i) {
    const double next = (r + x / r) / 2;
    if (next >= r) break;
    r = next;
  }
  const double whole = round_of(r);
  return whole * whole == x ? whole : r;
}

/// The output's numbers, each made of the one in its place.
template <class F>
constexpr void map_numbers(onnx_node& n, F f) {
  const onnx_tensor& x = n.in(0);
  if (!x.has_values()) return;
  const int total = x.count();
  onnx_number* const y = n.numbers(0);
  if (y == nullptr) return;
  for (int i = 0; i != total; ++i)
    if (x.values[i].known) y[i] = f(x.values[i]);
}

/// The position in a tensor of an element of the stretched shape.
constexpr int place_in(const shape& whole, const shape& part, int index) {
  int place = 0, stride = 1;
  for (int i = part.used; i-- > 0;) {
    const int axis = whole.used - part.used + i;
    const int extent = static_cast<int>(whole.values[axis]);
    const int at = index % extent;
    index /= extent;
    if (part.values[i] != 1) place += at * stride;
    stride *= static_cast<int>(part.values[i]);
  }
  return place;
}

/// The same of two tensors, stretched.
template <class F>
constexpr void meet_numbers(onnx_node& n, F f) {
  const onnx_tensor &a = n.in(0), &b = n.in(1);
  if (!a.has_values() || !b.has_values()) return;
  onnx_number* const y = n.numbers(0);
  if (y == nullptr) return;
  const shape& dims = n.out(0).dims;
  const int total = static_cast<int>(dims.elements());
  if (total == 1) return void(*y = f(*a.values, *b.values));
  for (int i = 0; i != total; ++i)
    y[i] = f(a.values[place_in(dims, a.dims, i)], b.values[place_in(dims, b.dims, i)]);
}

/// The elements of the first input stay as they are, in another shape.
constexpr void same_numbers(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (x.values == nullptr || n.outputs == 0 || !n.made[0].ranked) return;
  if (n.made[0].dims.elements() == x.count()) n.made[0].values = x.values;
}

}  // namespace nns::detail
