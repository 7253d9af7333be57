// The shape of one instance of a tensor: a value of up to eight extents, the batch left out,
// channels last unless a layer is told otherwise.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/count.hpp>

#include <cstdint>
#include <initializer_list>

namespace nns {

/// Something that a shape cannot hold: more than eight extents.
[[noreturn]] inline void a_shape_has_at_most_eight_extents() { NNS_BUILTIN(trap)(); }

/// Extents, outermost first: shape{28, 28, 1}. Two shapes are equal if they have the same rank and extents. The type is
/// also used for other numbers per axis: windows, strides, factors (`extents`).
struct shape {
  static constexpr int max_rank = 8;
  /// An extent that is not known before the network runs (null in a Keras file).
  static constexpr std::int64_t unknown = detail::count::unknown;
  static constexpr std::int64_t refusal_mark = INT64_MIN + 7;

  std::int64_t values[max_rank]{};  // unused ones are 0
  int used = 0;
  const char* said = nullptr;  // by nns::refuse, in place of a shape

  constexpr shape() = default;
  constexpr shape(std::initializer_list<std::int64_t> extents) {
    if (extents.size() > max_rank) a_shape_has_at_most_eight_extents();
    for (const std::int64_t extent : extents) values[used++] = extent;
  }

  [[nodiscard]] constexpr int rank() const { return used; }
  [[nodiscard]] constexpr int size() const { return used; }
  [[nodiscard]] constexpr bool empty() const { return used == 0; }
  [[nodiscard]] constexpr std::int64_t* begin() { return values; }
  [[nodiscard]] constexpr std::int64_t* end() { return values + used; }
  [[nodiscard]] constexpr const std::int64_t* begin() const { return values; }
  [[nodiscard]] constexpr const std::int64_t* end() const { return values + used; }
  constexpr std::int64_t& operator[](int i) { return values[i]; }
  constexpr std::int64_t operator[](int i) const { return values[i]; }
  [[nodiscard]] constexpr std::int64_t front() const { return values[0]; }
  [[nodiscard]] constexpr std::int64_t& back() { return values[used - 1]; }
  [[nodiscard]] constexpr std::int64_t back() const { return values[used - 1]; }

  /// Whether this is not a shape, but what nns::refuse("...") returns (nns/layer.hpp).
  [[nodiscard]] constexpr bool is_refusal() const { return used == 0 && values[max_rank - 1] == refusal_mark; }

  constexpr void push_back(std::int64_t extent) {
    if (used == max_rank) a_shape_has_at_most_eight_extents();
    values[used++] = extent;
  }

  /// The product of the extents: 1 for rank 0, unknown (negative) if one of them is.
  [[nodiscard]] constexpr std::int64_t elements() const { return product(0, used).value; }

  /// The product of the extents from `first` to before `last`.
  [[nodiscard]] constexpr detail::count product(int first, int last) const {
    std::int64_t result = 1;
    for (int i = first; i < last; ++i)
      if (values[i] < 0 || NNS_BUILTIN(mul_overflow)(result, values[i], &result)) return unusual_product(first, last);
    return result;
  }

 private:
  /// The result of a product that overflows or has an unknown extent, or of one that has already overflowed.
  [[nodiscard]] constexpr detail::count unusual_product(int first, int last) const {
    bool known = true;
    for (int i = first; i != last; ++i) {
      if (values[i] == detail::count::overflowed) return detail::count::overflowed;
      known = known && values[i] >= 0;
    }
    return known ? detail::count::overflowed : detail::count::unknown;
  }

 public:
  friend constexpr bool operator==(const shape& a, const shape& b) {
    if (a.used != b.used) return false;
    for (int i = 0; i != a.used; ++i)
      if (a.values[i] != b.values[i]) return false;
    return true;
  }
};

namespace detail {

/// The first axis, from 1, whose extent is neither positive nor unknown; 0 if there is none.
constexpr int axis_not_positive(const shape& s) {
  for (int i = 0; i != s.used; ++i)
    if (s.values[i] < 1 && s.values[i] != shape::unknown) return i + 1;
  return 0;
}

}  // namespace detail

/// Numbers for each axis: max_pooling2d<nns::extents{3, 2}>.
using extents = shape;

/// Numbers before and after, for each axis: zero_padding2d<nns::sides{{0, 1}, {2, 3}}>.
struct sides {
  struct pair {
    std::int64_t before = 0;
    std::int64_t after = 0;
  };
  pair values[3]{};
  int used = 0;

  constexpr sides(std::initializer_list<pair> axes) {
    if (axes.size() > 3) a_shape_has_at_most_eight_extents();
    for (const pair& axis : axes) values[used++] = axis;
  }
};

}  // namespace nns
