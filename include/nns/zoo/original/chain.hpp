// How the collection's long networks are written down: rows of equal layers with numbered names, put in line.
#pragma once

#include <nns/nns.hpp>

namespace nns::zoo::original {

template <fixed_string Name, class L, class Numbers>
struct numbered_rows;
template <fixed_string Name, class L, std::size_t... I>
struct numbered_rows<Name, L, boost::mp11::index_sequence<I...>> {
  using type = nns::detail::list<named<numbered<Name, static_cast<unsigned>(I + 1)>, L>...>;
};

/// rows<"dense", 3, L>: L three times, called dense1, dense2 and dense3. It stands in a chain.
template <fixed_string Name, int N, class L>
using rows = typename numbered_rows<Name, L, boost::mp11::make_index_sequence<N>>::type;

/// A sequential, among whose layers rows<...> may stand. They make no composition of their own.
template <class... L>
using chain = boost::mp11::mp_flatten<sequential<L...>, nns::detail::list<>>;

}  // namespace nns::zoo::original
