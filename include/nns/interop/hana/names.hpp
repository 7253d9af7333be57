// The layer of a name: those of named<...> and of nodes, nested ones as "stage/conv1".
#pragma once

#include <nns/interop/hana/layers.hpp>
#include <nns/summary.hpp>

#include <boost/hana/string.hpp>

namespace nns::detail {

/// A composition as a tree of names: which named part is inside which.
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
    return {given_name<T>(), name_trees<parts_inside<T>>::values,
            static_cast<int>(boost::mp11::mp_size<parts_inside<T>>::value)};
  else
    return {given_name<T>(), nullptr, 0};
}

/// The path to a layer: positions of parts, the outermost first.
struct way {
  static constexpr int most = 32;
  int places[most]{};
  int size = 0;
};

/// Looks for "stage/conv1": a part called stage, and in it one called conv1. Parts without a name are searched, too.
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
    return type_on_way<boost::mp11::mp_at_c<parts_inside<T>,
                                            static_cast<std::size_t>(way_to_name<M, Name>.places[Depth])>,
                       M, Name, Depth + 1>();
}

/// The layer or composition with a name, including the name.
template <class T>
constexpr auto without_name() {
  if constexpr (!given_name<T>().empty() && boost::mp11::mp_size<parts_inside<T>>::value == 1)
    return boost::hana::type_c<boost::mp11::mp_front<parts_inside<T>>>;
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

}  // namespace nns::detail
