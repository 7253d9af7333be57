// Strong units: macs (multiply-adds), ops (totals that count more than multiply-adds), flops and bytes, with their
// literals and checked arithmetic. They never mix: a MAC is two FLOP, but only to_flops says so. No printing here; see
// nns/report.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/count.hpp>

#include <cstdint>

namespace nns {

/// What happens if a count does not fit in 63 bits. In a constant expression it is a compile error with this name; at
/// run time the program ends, since every later number would be wrong.
[[noreturn]] inline void a_count_overflows_63_bits() { NNS_BUILTIN(trap)(); }

namespace detail {

constexpr std::int64_t checked(count result) {
  if (result.has_overflowed()) a_count_overflows_63_bits();
  return result.value;
}

constexpr std::int64_t exact_sum(std::int64_t a, std::int64_t b) {
  if (NNS_BUILTIN(add_overflow)(a, b, &a)) a_count_overflows_63_bits();
  return a;
}
constexpr std::int64_t exact_difference(std::int64_t a, std::int64_t b) {
  if (NNS_BUILTIN(sub_overflow)(a, b, &a)) a_count_overflows_63_bits();
  return a;
}
constexpr std::int64_t exact_product(std::int64_t a, std::int64_t b) {
  if (NNS_BUILTIN(mul_overflow)(a, b, &a)) a_count_overflows_63_bits();
  return a;
}

/// The arithmetic that all units share: sums and differences of the same unit, and multiples and ratios with plain
/// numbers.
template <class Unit>
struct quantity {
  friend constexpr bool operator==(const Unit& a, const Unit& b) { return a.count == b.count; }
  friend constexpr bool operator<(const Unit& a, const Unit& b) { return a.count < b.count; }
  friend constexpr bool operator>(const Unit& a, const Unit& b) { return a.count > b.count; }
  friend constexpr bool operator<=(const Unit& a, const Unit& b) { return a.count <= b.count; }
  friend constexpr bool operator>=(const Unit& a, const Unit& b) { return a.count >= b.count; }

  friend constexpr Unit operator+(const Unit& a, const Unit& b) { return Unit{exact_sum(a.count, b.count)}; }
  friend constexpr Unit operator-(const Unit& a, const Unit& b) { return Unit{exact_difference(a.count, b.count)}; }
  friend constexpr Unit operator*(std::int64_t factor, const Unit& a) { return Unit{exact_product(factor, a.count)}; }
  friend constexpr Unit operator*(const Unit& a, std::int64_t factor) { return factor * a; }
  friend constexpr Unit operator/(const Unit& a, std::int64_t divisor) { return Unit{a.count / divisor}; }
  friend constexpr double operator/(const Unit& a, const Unit& b) {
    return static_cast<double>(a.count) / static_cast<double>(b.count);
  }
  friend constexpr Unit& operator+=(Unit& a, const Unit& b) { return a = a + b; }
  friend constexpr Unit& operator-=(Unit& a, const Unit& b) { return a = a - b; }
};

}  // namespace detail

/// Multiply-adds: one multiplication and the addition of its product.
struct macs : detail::quantity<macs> {
  std::int64_t count = 0;
  constexpr macs() = default;
  constexpr explicit macs(std::int64_t n) : count(n) {}
};

/// Operations of several kinds, for conventions that count more than multiply-adds (element_wise). The number of
/// multiply-adds among them is kept, so that to_flops can count them as two; comparisons use the totals. A literal, or
/// ops{n}, has no multiply-adds.
struct ops {
  std::int64_t count = 0;
  std::int64_t multiply_adds = 0;
  constexpr ops() = default;
  constexpr explicit ops(std::int64_t n, std::int64_t multiply_adds_among_them = 0)
      : count(n), multiply_adds(multiply_adds_among_them) {}

  friend constexpr bool operator==(const ops& a, const ops& b) { return a.count == b.count; }
  friend constexpr bool operator<(const ops& a, const ops& b) { return a.count < b.count; }
  friend constexpr bool operator>(const ops& a, const ops& b) { return a.count > b.count; }
  friend constexpr bool operator<=(const ops& a, const ops& b) { return a.count <= b.count; }
  friend constexpr bool operator>=(const ops& a, const ops& b) { return a.count >= b.count; }

  friend constexpr ops operator+(const ops& a, const ops& b) {
    return ops{detail::exact_sum(a.count, b.count), detail::exact_sum(a.multiply_adds, b.multiply_adds)};
  }
  friend constexpr ops operator-(const ops& a, const ops& b) {
    return ops{detail::exact_difference(a.count, b.count), detail::exact_difference(a.multiply_adds, b.multiply_adds)};
  }
  friend constexpr ops operator*(std::int64_t factor, const ops& a) {
    return ops{detail::exact_product(factor, a.count), detail::exact_product(factor, a.multiply_adds)};
  }
  friend constexpr ops operator*(const ops& a, std::int64_t factor) { return factor * a; }
  friend constexpr ops operator/(const ops& a, std::int64_t divisor) {
    return ops{a.count / divisor, a.multiply_adds / divisor};
  }
  friend constexpr double operator/(const ops& a, const ops& b) {
    return static_cast<double>(a.count) / static_cast<double>(b.count);
  }
  friend constexpr ops& operator+=(ops& a, const ops& b) { return a = a + b; }
  friend constexpr ops& operator-=(ops& a, const ops& b) { return a = a - b; }
};

/// Floating-point operations; an addition is one, a multiplication is one.
struct flops : detail::quantity<flops> {
  std::int64_t count = 0;
  constexpr flops() = default;
  constexpr explicit flops(std::int64_t n) : count(n) {}
};

/// Bytes of memory.
struct bytes : detail::quantity<bytes> {
  std::int64_t count = 0;
  constexpr bytes() = default;
  constexpr explicit bytes(std::int64_t n) : count(n) {}
};

/// A multiply-add is two floating-point operations.
constexpr flops to_flops(macs m) { return flops{(2 * m).count}; }

/// A multiply-add is two floating-point operations, any other operation is one.
constexpr flops to_flops(const ops& o) { return flops{detail::exact_sum(o.count, o.multiply_adds)}; }

namespace detail {

/// A literal's number in units of 1: exact, or it does not compile.
constexpr std::int64_t literal(unsigned long long number, std::int64_t unit) {
  if (number > static_cast<unsigned long long>(INT64_MAX)) a_count_overflows_63_bits();
  return checked(count{static_cast<std::int64_t>(number)} * count{unit});
}

/// 1.5_GMAC: the nearest integer, 1'500'000'000.
constexpr std::int64_t literal(long double number, std::int64_t unit) {
  const long double scaled = number * static_cast<long double>(unit);
  if (scaled >= 9.2e18L) a_count_overflows_63_bits();
  return static_cast<std::int64_t>(scaled + 0.5L);
}

}  // namespace detail

inline namespace literals {

#define NNS_LITERAL(suffix, type, unit)                                                                     \
  constexpr type operator""_##suffix(unsigned long long n) { return type{nns::detail::literal(n, unit)}; }  \
  constexpr type operator""_##suffix(long double n) { return type{nns::detail::literal(n, unit)}; }

NNS_LITERAL(MAC, macs, 1)
NNS_LITERAL(kMAC, macs, 1'000)
NNS_LITERAL(MMAC, macs, 1'000'000)
NNS_LITERAL(GMAC, macs, 1'000'000'000)
NNS_LITERAL(TMAC, macs, 1'000'000'000'000)

NNS_LITERAL(OP, ops, 1)
NNS_LITERAL(kOP, ops, 1'000)
NNS_LITERAL(MOP, ops, 1'000'000)
NNS_LITERAL(GOP, ops, 1'000'000'000)
NNS_LITERAL(TOP, ops, 1'000'000'000'000)

NNS_LITERAL(FLOP, flops, 1)
NNS_LITERAL(kFLOP, flops, 1'000)
NNS_LITERAL(MFLOP, flops, 1'000'000)
NNS_LITERAL(GFLOP, flops, 1'000'000'000)
NNS_LITERAL(TFLOP, flops, 1'000'000'000'000)

NNS_LITERAL(B, bytes, 1)
NNS_LITERAL(kB, bytes, 1'000)
NNS_LITERAL(MB, bytes, 1'000'000)
NNS_LITERAL(GB, bytes, 1'000'000'000)
NNS_LITERAL(KiB, bytes, 1'024)
NNS_LITERAL(MiB, bytes, 1'048'576)
NNS_LITERAL(GiB, bytes, 1'073'741'824)

#undef NNS_LITERAL

}  // namespace literals
}  // namespace nns
