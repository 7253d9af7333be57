// Lowering: a pack of layers becomes a table of steps, by one pack expansion, and one loop runs it.
#pragma once

#include <nns/detail/machine.hpp>

#include <cstddef>

namespace nns::detail {

/// Types, as a type.
template <class...>
struct list {};

template <std::size_t N>
struct step_table {
  step steps[N + 1];
};

/// A layer of this library runs its own step; a foreign one (nns/layer.hpp) is asked for its shape and cost.
template <class L>
struct foreign;

template <class L>
concept native = requires { &L::nns_step; };

template <class L>
inline constexpr step step_of = &foreign<L>::nns_step;
template <native L>
inline constexpr step step_of<L> = &L::nns_step;

// The pack is expanded here, in the initialiser of a variable template, and copied into `table`, which is keyed by one
// class: g++ walks all arguments of the enclosing template at every use of a name, and loops read only the copy.
template <class... L>
inline constexpr step_table<sizeof...(L)> expanded = {{step_of<L>..., nullptr}};

// Where all layers are the library's own, their steps are taken as they are: asking each layer first costs a tenth.
template <class... L>
  requires requires { step_table<sizeof...(L)>{{&L::nns_step..., nullptr}}; }
inline constexpr step_table<sizeof...(L)> expanded<L...> = {{&L::nns_step..., nullptr}};

template <class... L>
constexpr step_table<sizeof...(L)> lower(list<L...>*) {
  return expanded<L...>;
}

template <class List>
inline constexpr auto table = lower(static_cast<List*>(nullptr));

}  // namespace nns::detail
