// The layers of a model as Hana's sequences of types: those directly inside it, and the layer of each row.
#pragma once

#include <nns/layers/recurrent.hpp>
#include <nns/layers/wrappers.hpp>
#include <nns/models/blocks.hpp>
#include <nns/models/branches.hpp>
#include <nns/models/graph.hpp>
#include <nns/models/sequential.hpp>

#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace nns::detail {

/// The parts of a composition, and the layer of a node.
template <class T>
using parts_inside = typename opened<T>::type::nns_parts;
template <class T>
concept has_layers_inside = requires { typename parts_inside<T>; };

// Wrappers have layers inside, but are one row.
template <class... L>
constexpr std::true_type is_wrapper(const time_distributed<L...>*);
template <class... L>
constexpr std::true_type is_wrapper(const bidirectional<L...>*);
template <class... L>
constexpr std::true_type is_wrapper(const training_only<L...>*);
template <class... L>
constexpr std::true_type is_wrapper(const rnn<L...>*);
constexpr std::false_type is_wrapper(const void*);

template <class T>
constexpr bool is_opened() {
  if constexpr (has_layers_inside<T>)
    return !boost::mp11::mp_empty<parts_inside<T>>::value &&
           !decltype(is_wrapper(static_cast<const T*>(nullptr)))::value;
  else
    return false;
}

// A composition with branches ends with a merge, which is a row.
template <const family& Merge, class... Parts>
constexpr std::true_type is_merge(const merge_of<Merge, Parts...>*);
template <class... L>
constexpr std::true_type is_merge(const residual<L...>*);
template <class... L>
constexpr std::true_type is_merge(const gate<L...>*);
constexpr std::false_type is_merge(const void*);

constexpr std::integral_constant<std::int64_t, 1> copies_of(const void*);
template <std::int64_t N, class... L>
constexpr std::integral_constant<std::int64_t, N> copies_of(const repeat<N, L...>*);

/// A branch of a merge: a layer, or several as a sequential.
template <class T>
struct seen_part {
  using type = T;
};
template <class L>
struct seen_part<branch<list<L>>> {
  using type = L;
};
template <class... L>
struct seen_part<branch<list<L...>>> {
  using type = sequential<L...>;
};
template <class T>
using seen_part_t = typename seen_part<T>::type;

/// Parts that are not layers: the outputs of a graph, and a branch without layers.
template <class T>
using is_no_layer =
    boost::mp11::mp_bool<std::is_same_v<T, branch<list<>>> || (requires { T::nns_info(); } && !has_layers_inside<T>)>;

template <class T>
constexpr auto parts_of() {
  if constexpr (has_layers_inside<T>)
    return boost::mp11::mp_transform<seen_part_t, boost::mp11::mp_remove_if<parts_inside<T>, is_no_layer>>{};
  else
    return list<>{};
}

template <class... L>
constexpr boost::hana::tuple<boost::hana::type<L>...> tuple_of(list<L...>) {
  return {};
}

/// The types of a composition's rows. A model inside another one has no row for its input.
template <class T, bool Inside>
constexpr auto rows_of_type();

template <class T, bool Inside>
using row_list = decltype(rows_of_type<T, Inside>());
template <class T>
using rows_inside = row_list<T, true>;

template <class T>
constexpr auto is_input(const T*) -> std::false_type;
template <std::int64_t... Extents>
constexpr auto is_input(const input<Extents...>*) -> std::true_type;

/// The layers of a graph's node at a place in its order: its own, or those of the node that it shares.
template <class Nodes, int Place, bool Inside>
constexpr auto rows_of_node() {
  constexpr const auto& plan = plan_of<Nodes, static_cast<int>(boost::mp11::mp_size<Nodes>::value)>;
  using node_type = boost::mp11::mp_at_c<Nodes, static_cast<std::size_t>(plan.owner_of(plan.node_at(Place)))>;
  using layer_type = boost::mp11::mp_front<parts_inside<node_type>>;
  constexpr bool inside = Inside || node_type::nns_info().role != node_role::input;
  return row_list<layer_type, inside>{};
}

template <class Nodes, bool Inside, std::size_t... Place>
constexpr auto rows_of_nodes(std::index_sequence<Place...>) {
  return boost::mp11::mp_append<list<>, decltype(rows_of_node<Nodes, static_cast<int>(Place), Inside>())...>{};
}

template <class... Nodes>
constexpr list<Nodes...> nodes_in(const graph<Nodes...>*);
constexpr void nodes_in(const void*);

template <class First, bool Inside, class... Rest>
constexpr auto rows_of_parts(list<First, Rest...>) {
  return boost::mp11::mp_append<row_list<First, Inside>, rows_inside<Rest>...>{};
}

template <class T, bool Inside>
constexpr auto rows_of_type() {
  constexpr const T* self = nullptr;
  using nodes = decltype(nodes_in(self));
  if constexpr (decltype(is_input(self))::value && Inside) {
    return list<>{};
  } else if constexpr (!is_opened<T>()) {
    return list<T>{};
  } else if constexpr (!std::is_void_v<nodes>) {
    constexpr std::size_t outputs = boost::mp11::mp_count_if<nodes, is_no_layer>::value;
    return rows_of_nodes<nodes, Inside>(std::make_index_sequence<boost::mp11::mp_size<nodes>::value - outputs>{});
  } else {
    using parts = decltype(parts_of<T>());
    using once = decltype(rows_of_parts<boost::mp11::mp_front<parts>, Inside>(parts{}));
    constexpr auto copies = static_cast<std::size_t>(decltype(copies_of(self))::value);
    using all = boost::mp11::mp_repeat_c<once, copies>;
    if constexpr (decltype(is_merge(self))::value)
      return boost::mp11::mp_push_back<all, T>{};
    else
      return all{};
  }
}

}  // namespace nns::detail
