// Lists of types: what Boost.Mp11's list.hpp has, and the little of its algorithm.hpp that the core needs. That header
// and <utility>, which it includes, would be a sixth of <nns/nns.hpp>.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <boost/mp11/integer_sequence.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <type_traits>

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

template <class List, template <class> class Test, bool Any>
struct split_by {
  using type = list<>;
  using others = List;
};
template <class... T, template <class> class Test>
struct split_by<list<T...>, Test, true> {
  using type = boost::mp11::mp_append<list<>, std::conditional_t<static_cast<bool>(Test<T>::value), list<T>, list<>>...>;
  using others = boost::mp11::mp_append<list<>, std::conditional_t<static_cast<bool>(Test<T>::value), list<>, list<T>>...>;
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
inline constexpr std::size_t count_of<list<T...>, Wanted> = (std::size_t{0} + ... + (std::is_same_v<T, Wanted> ? 1U : 0U));

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
    static_cast<numbered_types<List, indices_below<boost::mp11::mp_size<List>::value>>*>(nullptr)))::type;
template <class List>
using last_type = type_at<List, boost::mp11::mp_size<List>::value - 1>;

}  // namespace nns::detail
