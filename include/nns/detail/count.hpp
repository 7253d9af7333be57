// A count of something: a signed 64-bit integer that never wraps.
// Two further states are sticky: `overflowed`, and `unknown`, where an extent of a shape is not known.
#pragma once

#include <cstdint>

namespace nns::detail {

struct count {
  static constexpr std::int64_t unknown = -1;
  static constexpr std::int64_t overflowed = INT64_MIN;

  std::int64_t value = 0;

  constexpr count() = default;
  constexpr count(std::int64_t number) : value(number) {}

  [[nodiscard]] constexpr bool has_overflowed() const { return value == overflowed; }
  [[nodiscard]] constexpr bool is_known() const { return value >= 0; }

  friend constexpr bool operator==(count, count) = default;

  friend constexpr count operator*(count a, count b) {
    std::int64_t product = 0;
    return (a.value | b.value) < 0                                    ? worse(a, b)
           : __builtin_mul_overflow(a.value, b.value, &product) ? count{overflowed}
                                                                      : count{product};
  }
  friend constexpr count operator+(count a, count b) {
    std::int64_t sum = 0;
    return (a.value | b.value) < 0                               ? worse(a, b)
           : __builtin_add_overflow(a.value, b.value, &sum) ? count{overflowed}
                                                                 : count{sum};
  }
  friend constexpr count operator-(count a, count b) {
    return (a.value | b.value) < 0 ? worse(a, b) : count{a.value - b.value};
  }
  friend constexpr count operator/(count a, count b) {
    return (a.value | b.value) < 0 ? worse(a, b) : count{a.value / b.value};
  }
  constexpr count& operator+=(count other) { return *this = *this + other; }
  constexpr count& operator*=(count other) { return *this = *this * other; }

 private:
  static constexpr count worse(count a, count b) {
    return a.has_overflowed() || b.has_overflowed() ? overflowed : unknown;
  }
};

}  // namespace nns::detail
