// For programs that use Boost.Hana: the layers of a model as a sequence of types, layers found by name, the options of
// a layer as a map, and a model made from a tuple of layers. Not here: numbers, which are in nns::summary.
#pragma once

#include <nns/layers/recurrent.hpp>
#include <nns/layers/wrappers.hpp>
#include <nns/models/blocks.hpp>
#include <nns/models/branches.hpp>
#include <nns/models/graph.hpp>
#include <nns/models/sequential.hpp>
#include <nns/summary.hpp>

#include <boost/hana/at_key.hpp>
#include <boost/hana/core/tag_of.hpp>
#include <boost/hana/equal.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/map.hpp>
#include <boost/hana/optional.hpp>
#include <boost/hana/pair.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace nns {

inline namespace hana_literals {

/// "conv1"_s: a boost::hana::string. Hana's own literal is the same, but needs an extension of the compiler.
template <fixed_string Text>
constexpr auto operator""_s() {
  return []<std::size_t... I>(std::index_sequence<I...>) {
    return boost::hana::string_c<Text.characters[I]...>;
  }(std::make_index_sequence<Text.view().size()>{});
}

}  // namespace hana_literals

namespace refused {

/// A name that no layer of the model has.
template <class M, class Name>
struct no_layer {
  static constexpr bool value = false;
};
template <class T>
struct no_tuple_of_layers {
  static constexpr bool value = false;
};

}  // namespace refused

namespace detail {

template <class T>
concept has_layers_inside = requires { typename T::nns_parts; };

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
    return !boost::mp11::mp_empty<typename T::nns_parts>::value &&
           !decltype(is_wrapper(static_cast<const T*>(nullptr)))::value;
  else
    return false;
}

// What has branches ends with a merge, which is a row.
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

/// A branch of a merge is what stands in it: a layer, or several as a sequential.
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

/// What is no layer: the outputs of a graph, and a branch without layers.
template <class T>
using is_no_layer =
    boost::mp11::mp_bool<std::is_same_v<T, branch<list<>>> || (requires { T::nns_info(); } && !has_layers_inside<T>)>;

template <class T>
constexpr auto parts_of() {
  if constexpr (has_layers_inside<T>)
    return boost::mp11::mp_transform<seen_part_t, boost::mp11::mp_remove_if<typename T::nns_parts, is_no_layer>>{};
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
  using node_type = boost::mp11::mp_at_c<Nodes, static_cast<std::size_t>(plan.owner[plan.order[Place]])>;
  using layer_type = boost::mp11::mp_front<typename node_type::nns_parts>;
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

/// A composition as names: what is called like this stands inside what is called like that.
struct name_tree {
  text name{};
  const name_tree* parts = nullptr;
  int size = 0;
};

template <class T>
constexpr text given_name() {
  if constexpr (requires { T::nns_name.view(); })
    return T::nns_name.view();
  else if constexpr (requires { T::nns_info(); })
    return T::nns_info().called();
  else
    return {};
}

template <class T>
constexpr name_tree make_name_tree();
template <class List>
struct name_trees;
template <class... T>
struct name_trees<list<T...>> {
  static constexpr name_tree values[sizeof...(T) + 1] = {make_name_tree<T>()..., {}};
};
template <class T>
constexpr name_tree make_name_tree() {
  if constexpr (is_opened<T>())
    return {given_name<T>(), name_trees<typename T::nns_parts>::values,
            static_cast<int>(boost::mp11::mp_size<typename T::nns_parts>::value)};
  else
    return {given_name<T>(), nullptr, 0};
}

/// The way to a layer: places of parts, the outermost first.
struct way {
  static constexpr int most = 32;
  int places[most]{};
  int size = 0;
};

/// Looks for "stage/conv1": a part called stage, and in it one called conv1. What has no name is looked through.
constexpr bool find_name(const name_tree& t, text wanted, way& w) {
  if (w.size == way::most) return false;
  for (int i = 0; i != t.size; ++i) {
    const name_tree& part = t.parts[i];
    const text name = part.name;
    w.places[w.size++] = i;
    if (!name.empty() && wanted == name) return true;
    const bool inside = wanted.size() > name.size() + 1 && wanted[name.size()] == '/' &&
                        text{wanted.data(), name.size()} == name;
    if (name.empty() && find_name(part, wanted, w)) return true;
    if (!name.empty() && inside) {
      const std::size_t skipped = name.size() + 1;
      if (find_name(part, {wanted.data() + skipped, wanted.size() - skipped}, w)) return true;
    }
    --w.size;
  }
  return false;
}

template <char... C>
constexpr text text_of(boost::hana::string<C...>) {
  return {boost::hana::string<C...>::c_str(), sizeof...(C)};
}

template <class M, class Name>
inline constexpr way way_to_name = [] {
  way w;
  if (!find_name(make_name_tree<M>(), text_of(Name{}), w)) w.size = 0;
  return w;
}();

template <class T, class M, class Name, int Depth>
constexpr auto type_on_way() {
  if constexpr (Depth == way_to_name<M, Name>.size)
    return boost::hana::type_c<T>;
  else
    return type_on_way<boost::mp11::mp_at_c<typename T::nns_parts,
                                            static_cast<std::size_t>(way_to_name<M, Name>.places[Depth])>,
                       M, Name, Depth + 1>();
}

/// What is called by a name: the layer, or the composition, name and all.
template <class T>
constexpr auto without_name() {
  if constexpr (!given_name<T>().empty() && boost::mp11::mp_size<typename T::nns_parts>::value == 1)
    return boost::hana::type_c<boost::mp11::mp_front<typename T::nns_parts>>;
  else
    return boost::hana::type_c<T>;
}

/// The row of a summary that has a name, or -1.
template <class M>
constexpr int row_called(text name) {
  if constexpr (!refused_model<M>) {
    const auto& layers = summary<M>.layers;
    for (int i = 0; i != layers.size(); ++i)
      if (layers[i].name == name) return i;
  }
  return -1;
}

template <class T>
using is_an_option = boost::mp11::mp_bool<is_option<T>>;

/// @cond Doxygen takes a template that derives from its own kind for an endless one.
/// Overloads by rank: which of two patterns with the same meaning a compiler takes is not left to it.
template <int N>
struct rank : rank<N - 1> {};
template <>
struct rank<0> {};
/// @endcond

#define NNS_PATTERN(rank_of, parameters, arguments, ...)                                       \
  template <template <parameters, class...> class L, __VA_ARGS__, class... Options>            \
  constexpr list<Options...> spelled_options(rank<rank_of>, const L<arguments, Options...>*);
#define NNS_COMMA ,
template <template <class...> class L, class... Parts>
constexpr list<Parts...> spelled_options(rank<8>, const L<Parts...>*);
NNS_PATTERN(7, std::int64_t, A, std::int64_t A)
NNS_PATTERN(6, auto, A, auto A)
NNS_PATTERN(5, std::int64_t NNS_COMMA std::int64_t, A NNS_COMMA B, std::int64_t A, std::int64_t B)
NNS_PATTERN(4, std::int64_t NNS_COMMA auto, A NNS_COMMA B, std::int64_t A, auto B)
NNS_PATTERN(3, std::int64_t NNS_COMMA extents, A NNS_COMMA B, std::int64_t A, extents B)
NNS_PATTERN(2, std::int64_t NNS_COMMA std::int64_t NNS_COMMA std::int64_t, A NNS_COMMA B NNS_COMMA C,
            std::int64_t A, std::int64_t B, std::int64_t C)
NNS_PATTERN(1, fixed_string NNS_COMMA auto, A NNS_COMMA B, fixed_string A, auto B)
#undef NNS_COMMA
#undef NNS_PATTERN
constexpr list<> spelled_options(rank<0>, const void*);

/// What an option sets, as users call it.
constexpr text name_of(option o) {
  switch (o) {
    case option::none: return {};
#define NNS_NAME(name) \
  case option::name: return #name;
    NNS_NAME(activation)
    NNS_NAME(axis)
    NNS_NAME(bias)
    NNS_NAME(ceil_mode)
    NNS_NAME(center)
    NNS_NAME(channels_first)
    NNS_NAME(depth_multiplier)
    NNS_NAME(dilation)
    NNS_NAME(groups)
    NNS_NAME(keepdims)
    NNS_NAME(kernel)
    NNS_NAME(merge)
    NNS_NAME(output_dim)
    NNS_NAME(output_padding)
    NNS_NAME(padding)
    NNS_NAME(recurrent_activation)
    NNS_NAME(reset_after)
    NNS_NAME(return_sequences)
    NNS_NAME(return_state)
    NNS_NAME(scale)
    NNS_NAME(shared_axes)
    NNS_NAME(strides)
    NNS_NAME(value_dim)
    NNS_NAME(count_masked)
    NNS_NAME(use_scale)
    NNS_NAME(continuous_position_bias)
    NNS_NAME(key_value_strides)
    NNS_NAME(relative_positions)
    NNS_NAME(bias_axes)
    NNS_NAME(sides)
#undef NNS_NAME
  }
  return {};
}

template <class Option>
constexpr text name_of_option() {
  const option_set given = options_of<Option>.given & ~options::flawed;
  return given == 0 ? text{} : name_of(static_cast<option>(__builtin_ctzll(given)));
}

template <class Option, std::size_t... I>
constexpr auto spell_option(std::index_sequence<I...>) {
  return boost::hana::string_c<name_of_option<Option>()[I]...>;
}

template <class... Options>
constexpr auto map_of(list<Options...>) {
  return boost::hana::make_map(boost::hana::make_pair(
      spell_option<Options>(std::make_index_sequence<name_of_option<Options>().size()>{}),
      boost::hana::type_c<Options>)...);
}

/// A member of a tuple as a layer: the type of a value, what a hana::type says, and a tuple as a sequential.
template <class T>
struct as_layer {
  using type = T;
};
template <class T>
  requires std::is_same_v<typename boost::hana::tag_of<T>::type, boost::hana::type_tag>
struct as_layer<T> {
  using type = typename T::type;
};
template <class... L>
struct as_layer<boost::hana::tuple<L...>> {
  using type = sequential<typename as_layer<L>::type...>;
};

template <class T>
struct model_from {
  static_assert(refused::no_tuple_of_layers<T>::value, "nns: hana_model takes a hana::tuple of layers");
  using type = sequential<T>;
};
template <class... L>
struct model_from<boost::hana::tuple<L...>> {
  using type = sequential<typename as_layer<L>::type...>;
};
template <class First, class... L>
  requires requires { as_layer<First>::type::nns_info(); }
struct model_from<boost::hana::tuple<First, L...>> {
  using type = graph<typename as_layer<First>::type, typename as_layer<L>::type...>;
};

}  // namespace detail

/// layer_types<M>: what stands directly inside a model, a composition or a wrapper, as a hana::tuple of hana::type's.
/// A layer has none; the nodes of a graph are nodes, whose layer is inside them.
template <class M>
inline constexpr auto layer_types = detail::tuple_of(detail::parts_of<M>());

/// row_types<M>: the layer of each row of summary<M>, in its order, all compositions opened. A merge's row has the type
/// of the composition that it ends.
template <class M>
inline constexpr auto row_types = detail::tuple_of(detail::row_list<M, false>{});
template <detail::refused_model<> M>
inline constexpr auto row_types<M> = boost::hana::tuple<>{};

/// find_layer<M>("stage/conv1"_s): the type of the layer or composition of this name, as hana::just(hana::type), or
/// hana::nothing. Names are those of named<...> and of nodes, and those of the summary's rows.
template <class M, class Name>
constexpr auto find_layer(Name) {
  if constexpr (detail::way_to_name<M, Name>.size != 0) {
    using found = typename decltype(detail::type_on_way<M, M, Name, 0>())::type;
    return boost::hana::just(detail::without_name<found>());
  } else {
    constexpr int row = detail::row_called<M>(detail::text_of(Name{}));
    if constexpr (row >= 0)
      return boost::hana::just(
          boost::hana::type_c<boost::mp11::mp_at_c<detail::row_list<M, false>, static_cast<std::size_t>(row)>>);
    else
      return boost::hana::nothing;
  }
}

/// layer_named<M>("stage/conv1"_s): the same as a hana::type; a name that is not there is an error.
template <class M, class Name>
constexpr auto layer_named(Name name) {
  constexpr auto found = decltype(find_layer<M>(name)){};
  if constexpr (decltype(boost::hana::is_just(found))::value) {
    return *found;
  } else {
    if constexpr (!detail::refused_model<M>)
      static_assert(refused::no_layer<M, Name>::value, "nns: no layer of the model has this name");
    return boost::hana::type_c<M>;
  }
}

/// layer_options<L>: the options of a layer as a hana::map from what they set to their types as hana::type's:
/// layer_options<conv2d<8, kernel<3>, same, relu>>["padding"_s] is hana::type_c<same>.
template <class L>
inline constexpr auto layer_options = detail::map_of(boost::mp11::mp_copy_if<
    decltype(detail::spelled_options(detail::rank<8>{}, static_cast<const L*>(nullptr))), detail::is_an_option>{});

/// hana_model<decltype(tuple)>: a hana::tuple of layers, or of hana::type's of layers, as a model: a sequential, and of
/// nodes a graph. A tuple inside it is a sequential.
template <class Tuple>
using hana_model = typename detail::model_from<std::remove_cvref_t<Tuple>>::type;

}  // namespace nns
