// A number that may have no value: the answers of nns::at. It carries the reason as values, so that it can be a
// template argument, and nns::within and nns::equals can say why it has no value.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/fault.hpp>
#include <nns/detail/place.hpp>
#include <nns/quantity.hpp>
#include <nns/shape.hpp>

#include <cstdint>
#include <type_traits>

namespace nns {

template <class T>
struct answered;

/// Called if a number without a value becomes part of a sum that cannot express this. In a constant expression, a
/// compile error with this name; at run time, the program ends.
[[noreturn]] inline void a_refused_model_has_no_numbers() { NNS_BUILTIN(trap)(); }

}  // namespace nns

namespace nns::detail {

/// Stands for a model: its address, as compilers print it, contains the model's type.
struct model_mark {};
template <class M>
struct mark {
  static constexpr model_mark of_it{};
};

/// Characters as numbers, which a compiler prints in little space; what is too long is cut.
struct packed_text {
  static constexpr int most = 160;

  std::uint64_t words[most / 8]{};
  int length = 0;

  constexpr packed_text() = default;
  constexpr explicit packed_text(const text& t) {
    for (; length != static_cast<int>(t.length) && length != most; ++length)
      words[length / 8] |= std::uint64_t{static_cast<unsigned char>(t.characters[length])} << (length % 8 * 8);
  }
  constexpr char operator[](int i) const { return static_cast<char>(words[i / 8] >> (i % 8 * 8) & 0xff); }
};

/// Why a number has no value.
struct reason {
  rule broken = rule::none;
  int row = 0;
  std::int64_t first = 0;
  std::int64_t second = 0;
  shape arrived{};
  packed_text place{};
  packed_text said{};  // by a layer of the user's own
  const model_mark* model = nullptr;
};

template <class T>
constexpr const T& plain(const T& value) {
  return value;
}
template <class T>
constexpr const T& plain(const answered<T>& value) {
  if constexpr (std::is_integral_v<T>)
    return value.count;
  else
    return value;
}

/// The number itself, in a type without a reason.
template <class T>
constexpr T plain_value(const answered<T>& value) {
  return plain(value);
}

template <class T>
constexpr bool is_none(const T&) {
  return false;
}
template <class T>
constexpr bool is_none(const answered<T>& value) {
  return value.because.broken != rule::none;
}

template <class T>
inline constexpr bool is_answered = false;
template <class T>
inline constexpr bool is_answered<answered<T>> = true;

/// A result, or no value, for the reason of one of its two operands.
template <class R, class A, class B>
constexpr auto answer_with(const R& result, const A& a, const B& b) {
  if constexpr (std::is_floating_point_v<R>) {
    return is_none(a) || is_none(b) ? static_cast<R>(NNS_BUILTIN(nan)("")) : result;
  } else {
    answered<std::conditional_t<std::is_integral_v<R>, std::int64_t, R>> r{};
    r.count = count::unknown;
    if constexpr (is_answered<A>)
      if (is_none(a)) return r.because = a.because, r;
    if constexpr (is_answered<B>)
      if (is_none(b)) return r.because = b.because, r;
    if constexpr (std::is_integral_v<R>)
      r.count = static_cast<std::int64_t>(result);
    else
      static_cast<R&>(r) = result;
    return r;
  }
}

/// The operators, found where one side is an answered<T>.
struct answered_operators {
#define NNS_COMPARES(op)                                                                                     \
  template <class A, class B>                                                                                \
    requires((is_answered<A> || is_answered<B>) && requires(const A& a, const B& b) { plain(a) op plain(b); }) \
  friend constexpr bool operator op(const A& a, const B& b) {                                                \
    return !is_none(a) && !is_none(b) && plain(a) op plain(b);                                               \
  }
  NNS_COMPARES(==)
  NNS_COMPARES(<)
  NNS_COMPARES(<=)
  NNS_COMPARES(>)
  NNS_COMPARES(>=)
#undef NNS_COMPARES
#define NNS_COMPUTES(op)                                                                                     \
  template <class A, class B>                                                                                \
    requires((is_answered<A> || is_answered<B>) && requires(const A& a, const B& b) { plain(a) op plain(b); }) \
  friend constexpr auto operator op(const A& a, const B& b) {                                                \
    return answer_with(plain(a) op plain(b), a, b);                                                          \
  }
  NNS_COMPUTES(+)
  NNS_COMPUTES(-)
  NNS_COMPUTES(*)
  NNS_COMPUTES(/)
#undef NNS_COMPUTES
  template <class T>
  friend constexpr T& operator+=(T& sum, const answered<T>& more) {
    if (is_none(more)) a_refused_model_has_no_numbers();
    return sum += plain(more);
  }
  template <class T>
  friend constexpr T& operator-=(T& sum, const answered<T>& less) {
    if (is_none(less)) a_refused_model_has_no_numbers();
    return sum -= plain(less);
  }
};

}  // namespace nns::detail

namespace nns {

/// A quantity or a shape that may have no value; then every comparison is false.
template <class T>
struct answered : T, detail::answered_operators {
  detail::reason because{};
};

/// An integer that may have no value; it then converts to nns::unknown.
template <>
struct answered<std::int64_t> : detail::answered_operators {
  std::int64_t count = 0;
  detail::reason because{};

  constexpr operator std::int64_t() const { return count; }
};

}  // namespace nns
