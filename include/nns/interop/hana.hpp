// For programs that use Boost.Hana: the layers of a model as a sequence of types, layers found by name, the options of
// a layer as a map, and a model made from a tuple of layers. Not here: numbers, which are in nns::summary.
#pragma once

#include <nns/interop/hana/layers.hpp>
#include <nns/interop/hana/names.hpp>
#include <nns/interop/hana/options.hpp>

#include <boost/hana/at_key.hpp>
#include <boost/hana/core/tag_of.hpp>
#include <boost/hana/equal.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/optional.hpp>

namespace nns {

inline namespace hana_literals {

/// "conv1"_s: a boost::hana::string. Hana's own literal is the same, but needs a compiler extension.
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

/// A member of a tuple as a layer: the type of a value, the type in a hana::type, or a tuple as a sequential.
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
  static_assert(refused::no_tuple_of_layers<T>::value, "nns: hana_model needs a hana::tuple of layers");
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

/// layer_types<M>: the layers directly inside a model, a composition or a wrapper, as a hana::tuple of hana::type's. A
/// layer has none. For a graph these are its nodes, with the layers inside them.
template <class M>
inline constexpr auto layer_types = detail::tuple_of(detail::parts_of<M>());

/// row_types<M>: the layer of each row of summary<M>, in the same order, with all compositions expanded. A merge's row
/// has the type of the composition that it ends.
template <class M>
inline constexpr auto row_types = detail::tuple_of(detail::row_list<M, false>{});
template <detail::refused_model<> M>
inline constexpr auto row_types<M> = boost::hana::tuple<>{};

/// find_layer<M>("stage/conv1"_s): the type of the layer or composition with this name, as hana::just(hana::type), or
/// hana::nothing. Names are those of named<...>, of nodes, and of the summary's rows.
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

/// layer_named<M>("stage/conv1"_s): the same as a hana::type. A name that does not exist is an error.
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
    decltype(detail::declared_options(detail::rank<8>{}, static_cast<const L*>(nullptr))), detail::is_an_option>{});

/// hana_model<decltype(tuple)>: a hana::tuple of layers, or of hana::type's of layers, as a model: a sequential, or a
/// graph if they are nodes. A tuple inside it is a sequential.
template <class Tuple>
using hana_model = typename detail::model_from<std::remove_cvref_t<Tuple>>::type;

}  // namespace nns
