// A count of something: a signed 64-bit integer that never wraps.
// Two further states are sticky: `overflowed`, and `unknown`, if an extent of a shape is not known.
#pragma once

#include <nns/detail/builtin.hpp>

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
           : NNS_BUILTIN(mul_overflow)(a.value, b.value, &product) ? count{overflowed}
                                                                      : count{product};
  }
  friend constexpr count operator+(count a, count b) {
    std::int64_t sum = 0;
    return (a.value | b.value) < 0                               ? worse(a, b)
           : NNS_BUILTIN(add_overflow)(a.value, b.value, &sum) ? count{overflowed}
                                                                 : count{sum};
  }
  friend constexpr count operator-(count a, count b) {
    return (a.value | b.value) < 0 ? worse(a, b) : count{a.value - b.value};
  }
  friend constexpr count operator/(count a, count b) {
    return (a.value | b.value) < 0 ? worse(a, b)
           : b.value == 0          ? count{a.value == 0 ? 0 : unknown}  // elements of an empty tensor, by an extent of it
                                   : count{a.value / b.value};
  }
  constexpr count& operator+=(count other) { return *this = *this + other; }
  constexpr count& operator*=(count other) { return *this = *this * other; }

 private:
  static constexpr count worse(count a, count b) {
    return a.has_overflowed() || b.has_overflowed() ? overflowed : unknown;
  }
};

// The same on plain numbers, for the most common layers: one call where the operators need several, since calls are
// what constant evaluation pays for. Negative numbers are the sticky states of `count`.

constexpr std::int64_t sticky(std::int64_t a, std::int64_t b, std::int64_t c = 0, std::int64_t d = 0) {
  return a == count::overflowed || b == count::overflowed || c == count::overflowed || d == count::overflowed
             ? count::overflowed
             : count::unknown;
}

constexpr std::int64_t times(std::int64_t a, std::int64_t b, std::int64_t c = 1, std::int64_t d = 1) {
  if ((a | b | c | d) < 0) return sticky(a, b, c, d);
  return NNS_BUILTIN(mul_overflow)(a, b, &a) || NNS_BUILTIN(mul_overflow)(a, c, &a) || NNS_BUILTIN(mul_overflow)(a, d, &a)
             ? count::overflowed
             : a;
}

constexpr std::int64_t plus(std::int64_t a, std::int64_t b) {
  if ((a | b) < 0) return sticky(a, b);
  return NNS_BUILTIN(add_overflow)(a, b, &a) ? count::overflowed : a;
}

}  // namespace nns::detail
