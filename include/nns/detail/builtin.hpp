// The compilers' built-in functions that the library uses, all in one place, each with a portable form:
// NNS_BUILTIN(mul_overflow)(a, b, &product). g++ and clang use their own, which are one step of a constant evaluation;
// with other compilers, or NNS_PORTABLE, the functions below are used. Only __builtin_FILE is used directly: all
// compilers have it.
#pragma once

#include <nns/detail/cxx20.hpp>

#if !defined(NNS_PORTABLE) && !defined(__GNUC__) && !defined(__clang__)
#define NNS_PORTABLE
#endif

#if !defined(NNS_PORTABLE)

#define NNS_BUILTIN(name) __builtin_##name
#define NNS_IS_SAME(...) __is_same(__VA_ARGS__)
#define NNS_SIGNATURE __PRETTY_FUNCTION__

#else

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <source_location>
#include <type_traits>

#define NNS_BUILTIN(name) ::nns::detail::portable::name
#define NNS_IS_SAME(...) ::std::is_same_v<__VA_ARGS__>
#if defined(__cpp_lib_source_location)
#define NNS_SIGNATURE ::std::source_location::current().function_name()
#else
#define NNS_SIGNATURE __PRETTY_FUNCTION__
#endif

namespace nns::detail::portable {

/// Whether the sum does not fit in R; the result is then the wrapped sum. For integers that fit in R.
template <class A, class B, class R>
constexpr bool add_overflow(A first, B second, R* result) {
  using bits = std::make_unsigned_t<R>;
  const R a = static_cast<R>(first);
  const R b = static_cast<R>(second);
  *result = static_cast<R>(static_cast<bits>(a) + static_cast<bits>(b));
  return b < R{} ? a < (std::numeric_limits<R>::min)() - b : a > (std::numeric_limits<R>::max)() - b;
}

template <class A, class B, class R>
constexpr bool sub_overflow(A first, B second, R* result) {
  using bits = std::make_unsigned_t<R>;
  const R a = static_cast<R>(first);
  const R b = static_cast<R>(second);
  *result = static_cast<R>(static_cast<bits>(a) - static_cast<bits>(b));
  return b < R{} ? a > (std::numeric_limits<R>::max)() + b : a < (std::numeric_limits<R>::min)() + b;
}

template <class A, class B, class R>
constexpr bool mul_overflow(A first, B second, R* result) {
  using bits = std::make_unsigned_t<R>;
  constexpr R least = (std::numeric_limits<R>::min)();
  constexpr R most = (std::numeric_limits<R>::max)();
  const R a = static_cast<R>(first);
  const R b = static_cast<R>(second);
  *result = static_cast<R>(static_cast<bits>(a) * static_cast<bits>(b));
  if (a == R{} || b == R{}) return false;
  if (a > R{}) return b > R{} ? a > most / b : b < least / a;
  return b > R{} ? a < least / b : b < most / a;
}

[[noreturn]] inline void trap() { std::abort(); }

constexpr bool is_constant_evaluated() { return std::is_constant_evaluated(); }

constexpr int ctz(unsigned bits) { return std::countr_zero(bits); }
constexpr int ctzll(unsigned long long bits) { return std::countr_zero(bits); }

constexpr double nan(const char*) { return std::numeric_limits<double>::quiet_NaN(); }

constexpr std::size_t strlen(const char* characters) {
  std::size_t n = 0;
  while (characters[n] != '\0') ++n;
  return n;
}

/// How many characters come before the first one that is in `set`.
constexpr std::size_t strcspn(const char* characters, const char* set) {
  for (std::size_t n = 0;; ++n)
    for (const char* c = set;; ++c) {
      if (characters[n] == *c) return n;
      if (*c == '\0') break;
    }
}

/// How many characters come before the first one that is not in `set`.
constexpr std::size_t strspn(const char* characters, const char* set) {
  for (std::size_t n = 0;; ++n) {
    if (characters[n] == '\0') return n;
    const char* c = set;
    while (*c != '\0' && *c != characters[n]) ++c;
    if (*c == '\0') return n;
  }
}

constexpr int memcmp(const char* a, const char* b, std::size_t size) {
  for (std::size_t i = 0; i != size; ++i)
    if (a[i] != b[i]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[i]) ? -1 : 1;
  return 0;
}

constexpr const char* char_memchr(const char* characters, char wanted, std::size_t size) {
  for (std::size_t i = 0; i != size; ++i)
    if (characters[i] == wanted) return characters + i;
  return nullptr;
}

constexpr void memcpy(char* to, const char* from, std::size_t size) {
  for (std::size_t i = 0; i != size; ++i) to[i] = from[i];
}

}  // namespace nns::detail::portable

#endif

/// Whether two addresses are those of one object. With -fsanitize=undefined, g++ 12 cannot compare the addresses of two
/// objects in a constant (GCC bug 71962); they then count as different. A macro, since it is evaluated for every row.
#if defined(__clang__) || defined(NNS_PORTABLE)
#define NNS_ARE_ONE(a, b) ((a) == (b))
#else
#define NNS_ARE_ONE(a, b) (__builtin_constant_p((a) == (b)) && (a) == (b))
#endif
