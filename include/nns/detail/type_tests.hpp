// The little of <type_traits> that the core asks of types. That header would be a twelfth of <nns/nns.hpp>.
#pragma once

#include <nns/detail/builtin.hpp>

#include <cstdint>

namespace nns::detail {

template <bool B>
struct truth {
  static constexpr bool value = B;
};

/// A number as a type, like std::integral_constant.
template <std::int64_t N>
struct number_as_type {
  using value_type = std::int64_t;
  using type = number_as_type;
  static constexpr std::int64_t value = N;
  constexpr operator std::int64_t() const { return N; }
  constexpr std::int64_t operator()() const { return N; }
};

template <bool B>
struct choice_of_two {
  template <class Yes, class>
  using type = Yes;
};
template <>
struct choice_of_two<false> {
  template <class, class No>
  using type = No;
};
/// One of two types.
template <bool B, class Yes, class No>
using if_else = typename choice_of_two<B>::template type<Yes, No>;

template <class T>
struct bare_type {
  using type = T;
};
template <class T>
struct bare_type<const T> {
  using type = T;
};
template <class T>
struct bare_type<T&> : bare_type<T> {};
template <class T>
struct bare_type<T&&> : bare_type<T> {};
/// A type without const and without reference.
template <class T>
using bare = typename bare_type<T>::type;

/// bool, a character or an integer: what can be added to a pointer, and is no enumerator or object.
template <class T>
concept whole_number = !NNS_IS_CLASS(T) && !NNS_IS_ENUM(T) && requires(T n, const char* p) { p + n; };
template <class T>
concept real_number = !NNS_IS_CLASS(T) && !NNS_IS_ENUM(T) && !whole_number<T> && requires(T n) { n * 0.5; };

template <class T>
inline constexpr bool is_pointer = false;
template <class T>
inline constexpr bool is_pointer<T*> = true;

}  // namespace nns::detail
