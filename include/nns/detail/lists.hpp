// Lists of types, and the little of Boost.Mp11's list.hpp and algorithm.hpp that the core needs. These headers, with
// <type_traits> and <utility>, which they include, would be a quarter of <nns/nns.hpp>.
#pragma once

#include <nns/detail/type_tests.hpp>

#include <boost/mp11/integer_sequence.hpp>

#include <cstddef>

namespace nns::detail {

/// Types, as a type.
template <class...>
struct list {};

template <std::size_t... I>
using indices = boost::mp11::index_sequence<I...>;
template <std::size_t N>
using indices_below = boost::mp11::make_index_sequence<N>;

template <std::size_t N>
constexpr std::size_t how_many(const bool (&values)[N]) {
  std::size_t n = 0;
  for (const bool value : values) n += value;
  return n;
}

template <class... Lists>
struct lists_in_a_row;
template <>
struct lists_in_a_row<> {
  using type = list<>;
};
template <class... A>
struct lists_in_a_row<list<A...>> {
  using type = list<A...>;
};
template <class... A, class... B>
struct lists_in_a_row<list<A...>, list<B...>> {
  using type = list<A..., B...>;
};
template <class... A, class... B, class... C>
struct lists_in_a_row<list<A...>, list<B...>, list<C...>> {
  using type = list<A..., B..., C...>;
};
template <class... A, class... B, class... C, class... D, class... E, class... F, class... Lists>
struct lists_in_a_row<list<A...>, list<B...>, list<C...>, list<D...>, list<E...>, list<F...>, Lists...>
    : lists_in_a_row<list<A..., B..., C..., D..., E..., F...>, Lists...> {};
template <class... A, class... B, class... C, class... D, class... Lists>
struct lists_in_a_row<list<A...>, list<B...>, list<C...>, list<D...>, Lists...>
    : lists_in_a_row<list<A..., B..., C..., D...>, Lists...> {};
/// The types of all these lists, in one.
template <class... Lists>
using append = typename lists_in_a_row<Lists...>::type;

template <class List, template <class...> class Into>
struct types_in;
template <template <class...> class From, class... T, template <class...> class Into>
struct types_in<From<T...>, Into> {
  using type = Into<T...>;
};
/// The same types, as arguments of another template.
template <class List, template <class...> class Into>
using rename = typename types_in<List, Into>::type;

template <class List>
inline constexpr std::size_t length_of = 0;
template <class... T>
inline constexpr std::size_t length_of<list<T...>> = sizeof...(T);

template <class List, template <class> class Test, bool Any>
struct split_by {
  using type = list<>;
  using others = List;
};
template <class... T, template <class> class Test>
struct split_by<list<T...>, Test, true> {
  using type = append<if_else<static_cast<bool>(Test<T>::value), list<T>, list<>>...>;
  using others = append<if_else<static_cast<bool>(Test<T>::value), list<>, list<T>>...>;
};
template <class List, template <class> class Test>
struct chosen_of;
template <class... T, template <class> class Test>
struct chosen_of<list<T...>, Test> {
  static constexpr std::size_t count = how_many({static_cast<bool>(Test<T>::value)..., false});
  using split = split_by<list<T...>, Test, count != 0>;  // mostly there are none, and nothing is to be taken apart
  using type = typename split::type;
  using others = typename split::others;
};
/// The types of a list for which Test<T>::value is true, those for which it is not, and how many the first are.
template <class List, template <class> class Test>
using copy_if = typename chosen_of<List, Test>::type;
template <class List, template <class> class Test>
using remove_if = typename chosen_of<List, Test>::others;
template <class List, template <class> class Test>
inline constexpr std::size_t count_if = chosen_of<List, Test>::count;

template <class List, class Wanted>
inline constexpr std::size_t count_of = 0;
template <class... T, class Wanted>
inline constexpr std::size_t count_of<list<T...>, Wanted> = (std::size_t{0} + ... + (NNS_IS_SAME(T, Wanted) ? 1U : 0U));

template <std::size_t, class T>
struct numbered_type {
  using type = T;
};
template <class List, class Numbers>
struct numbered_types;
template <class... T, std::size_t... I>
struct numbered_types<list<T...>, indices<I...>> : numbered_type<I, T>... {};
template <std::size_t I, class T>
numbered_type<I, T> type_numbered(const numbered_type<I, T>*);

/// The type with this number, from 0; and the last one.
template <class List, std::size_t I>
using type_at = typename decltype(type_numbered<I>(
    static_cast<numbered_types<List, indices_below<length_of<List>>>*>(nullptr)))::type;
template <class List>
using last_type = type_at<List, length_of<List> - 1>;

}  // namespace nns::detail
