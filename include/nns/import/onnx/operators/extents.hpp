// Extents and axes as ONNX counts them: all axes, including the batch, negative ones from the back. Extents may be
// unknown, and then so is what is computed from them.
#pragma once

#include <nns/import/onnx/operator.hpp>

namespace nns::detail {

/// The axis from the front; -1 if there is no such axis.
constexpr int onnx_axis(std::int64_t axis, int rank) {
  if (axis < -rank || axis >= rank) return -1;
  return static_cast<int>(axis < 0 ? axis + rank : axis);
}

/// The quotient rounded down, or up; the divisor is positive.
constexpr std::int64_t down(std::int64_t n, std::int64_t by) { return n / by - (n % by < 0 ? 1 : 0); }
constexpr std::int64_t up(std::int64_t n, std::int64_t by) { return n / by + (n % by > 0 ? 1 : 0); }

/// The first `n` extents, and those from `first` on.
constexpr shape leading(const shape& s, int n) {
  shape result = s;
  for (int i = n; i < s.used; ++i) result.values[i] = 0;
  result.used = n < s.used ? n : s.used;
  return result;
}

constexpr shape onnx_shape_of_rank(int rank, std::int64_t extent = shape::unknown) {
  shape s;
  s.used = rank;
  for (int i = 0; i != rank; ++i) s.values[i] = extent;
  return s;
}

/// Inserts an extent before an axis; false if there is no room.
constexpr bool insert_extent(shape& s, int axis, std::int64_t extent) {
  if (s.used == shape::max_rank) return false;
  for (int i = s.used; i > axis; --i) s.values[i] = s.values[i - 1];
  s.values[axis] = extent;
  ++s.used;
  return true;
}
constexpr void remove_extent(shape& s, int axis) {
  for (int i = axis; i + 1 < s.used; ++i) s.values[i] = s.values[i + 1];
  s.values[--s.used] = 0;
}

/// Two extents that must match: equal, or one of them 1. An unknown one becomes the other, unless that is 1. False if
/// they differ.
constexpr bool stretch(std::int64_t& a, std::int64_t b) {
  if (a == b || b == 1) return true;
  if (a == 1 || a < 0) return a = b, true;
  return b < 0;
}

/// Aligned at the last axes; false if they do not match. The first `used` extents of b.
constexpr bool broadcast(shape& a, const shape& b, int used) {
  while (a.used < used) insert_extent(a, 0, 1);
  const int more = a.used - used;
  for (int i = 0; i != used; ++i) {
    const std::int64_t extent = b.values[i];
    if (extent != a.values[more + i] && extent != 1 && !stretch(a.values[more + i], extent)) return false;
  }
  return true;
}
constexpr bool broadcast(shape& a, const shape& b) { return broadcast(a, b, b.used); }

/// Two extents that must be equal: the known one. False if they differ.
constexpr bool agree(std::int64_t& a, std::int64_t b) {
  if (b < 0 || a == b) return true;
  if (a < 0) return a = b, true;
  return false;
}

/// A list of axes in the attribute "axes" (until an opset), or in an input. It may be known, unknown or missing.
struct onnx_axes {
  bool given = false;
  bool known = true;   // false: an input that has no numbers
  shape at{};          // from the front
  int count = -1;      // how many there are, even if they are not known; -1: that is not known either
};

/// The numbers of a tensor of rank 0 or 1, at most eight of them.
constexpr bool small_list(const onnx_tensor& t, shape& to) {
  if (t.ranked && t.rank() == 1 && t.dims.values[0] == 0) return to.used = 0, true;
  if (!t.has_values() || t.rank() > 1 || t.count() > shape::max_rank || !t.all_known()) return false;
  to.used = t.count();
  for (int i = 0; i != to.used; ++i) to.values[i] = t.values[i].integer;
  return true;
}

/// How many elements a list of axes or ranges has, at most one more than any rank; -1 if that is not known.
constexpr int few_elements(const onnx_tensor& t) {
  if (!t.ranked) return -1;
  const std::int64_t all = t.dims.elements();
  return all < 0 ? -1 : all > 2 * shape::max_rank ? 2 * shape::max_rank + 1 : static_cast<int>(all);
}

/// Refuses the node if an extent does not fit in an integer.
constexpr void refuse_overflow(onnx_node& n, const shape& y) {
  for (const std::int64_t extent : y)
    if (extent == count::overflowed) return n.fail("its output is too large: an extent does not fit in 63 bits");
}

/// An extent that was computed in real numbers. The node is refused if it does not fit in an integer.
constexpr std::int64_t said_real_extent(onnx_node& n, double extent) {
  if (extent < 9e18) return onnx_number::truncated(extent);
  return n.fail("its output is too large: an extent does not fit in 63 bits"), shape::unknown;
}

/// For axes that are only an attribute.
inline constexpr int no_input = 1 << 30;

/// False if an axis does not exist, or is named twice; the node says so.
constexpr bool read_axes(onnx_node& n, int input, int rank, onnx_axes& to) {
  shape list;
  if (n.gives("axes")) {
    to.given = true;
    if (!n.integers("axes", list)) return n.fail("it names more than eight axes"), false;
  } else if (n.has(input)) {
    const onnx_tensor& t = n.in(input);
    to.given = true;
    if (!small_list(t, list)) {
      to.known = false;
      if (t.ranked && t.rank() <= 1) to.count = few_elements(t);
      return true;
    }
  }
  to.count = list.used;
  bool seen[shape::max_rank]{};
  for (int i = 0; i != list.used; ++i) {
    const int axis = onnx_axis(list.values[i], rank);
    if (axis < 0) return n.fail("it names an axis that its input does not have"), false;
    if (seen[axis]) return n.fail("it names an axis twice"), false;
    seen[axis] = true;
    to.at.push_back(axis);
  }
  return true;
}

/// A single axis, by an attribute.
constexpr int read_axis(onnx_node& n, std::int64_t otherwise, int rank) {
  const int axis = onnx_axis(n.integer("axis", otherwise), rank);
  if (axis < 0) n.fail("it works along an axis that its input does not have");
  return axis;
}

/// The output has the elements of the first input, cast or moved: a weight stays one.
constexpr void keep_origin(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (!x.constant || n.outputs == 0) return;
  n.made[0].constant = true;
  n.made[0].origin = x.origin;
}

/// The shape stays.
constexpr void same_shape_rule(onnx_node& n) {
  const onnx_tensor& x = n.in(0);
  if (x.ranked) n.set(0, x.type, x.dims);
}

/// The type that an attribute names, by the format's number.
constexpr onnx_type onnx_type_of(std::int64_t number) {
  return number > 0 && number < onnx_types ? static_cast<onnx_type>(number) : onnx_type::undefined;
}

}  // namespace nns::detail
