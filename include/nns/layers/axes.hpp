// Axes by number, as in Keras: from 1 (the batch is 0), or from -1, the last.
#pragma once

#include <nns/layers/options.hpp>

namespace nns::detail {

/// An axis as an index below `rank`; -1 and a fault if there is none.
constexpr int index_below(machine& m, std::int64_t axis, int rank) {
  const std::int64_t index = axis < 0 ? rank + axis : axis - 1;
  if (axis == 0 || index < 0 || index >= rank) return m.fail(rule::axis_out_of_range, axis, rank), -1;
  return static_cast<int>(index);
}

/// The axis that an option names, as an index into the shape; -1 and a fault if there is none.
constexpr int index_of_axis(machine& m, std::int64_t axis, const shape& s) {
  if (m.given->axes.used > 1) return m.fail(rule::one_axis_only, m.given->axes.used), -1;
  return index_below(m, axis, s.rank());
}

/// The axes of the shape in the machine that axis<...> names.
struct axis_set {
  unsigned bits = 0;

  [[nodiscard]] constexpr bool has(int index) const { return (bits >> index & 1U) != 0; }
  constexpr bool take(machine& m, std::int64_t axis) {
    const int index = index_below(m, axis, m.x.rank());
    if (index < 0) return false;
    if (has(index)) return m.fail(rule::axis_given_twice, axis), false;
    bits |= 1U << index;
    return true;
  }
  /// Those of the option, else `fallback`; 0 is all.
  constexpr bool read(machine& m, std::int64_t fallback) {
    const options& o = *m.given;
    if (o.axes.used < 2) {
      if (o.has(option::axis)) fallback = o.axis;
      else if (fallback == 0) return bits = (1U << m.x.rank()) - 1, true;
      return take(m, fallback);
    }
    for (int i = 0; i != o.axes.used; ++i)
      if (!take(m, o.axes[i])) return false;
    return true;
  }
};

}  // namespace nns::detail
