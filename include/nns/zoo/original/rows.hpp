// For the collection's long networks: consecutive equal layers, with numbered names.
#pragma once

#include <nns/nns.hpp>

namespace nns::zoo::original {

template <fixed_string Name, class L, class Numbers>
struct numbered_rows;
template <fixed_string Name, class L, std::size_t... I>
struct numbered_rows<Name, L, boost::mp11::index_sequence<I...>>
    : nns::detail::branch<nns::detail::list<named<numbered<Name, static_cast<unsigned>(I + 1)>, L>...>> {};

/// rows<"dense", 3, L>: L three times, called dense1, dense2 and dense3. They make no composition of their own.
template <fixed_string Name, int N, class L>
using rows = numbered_rows<Name, L, boost::mp11::make_index_sequence<static_cast<std::size_t>(N)>>;

}  // namespace nns::zoo::original
