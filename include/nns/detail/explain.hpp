// What the author of a refused model reads: one static_assert with the rule's sentence, and in it the layer's type,
// its row, the shape that arrived and the rule's numbers. It is instantiated for a refused model only.
#pragma once

#include <nns/detail/fault.hpp>
#include <nns/detail/table.hpp>

#include <boost/mp11/algorithm.hpp>

#include <utility>

namespace nns::refused {

/// The row of the summary at which the layer would stand; the input is row 0.
template <int>
struct row {};
/// The shape that reached the layer.
template <std::int64_t...>
struct arrived {};

#define NNS_REFUSAL(name, sentence)                                                    \
  template <class Layer, class Row, class Arrived, std::int64_t First, std::int64_t Second> \
  struct name {                                                                        \
    static constexpr bool value = false;                                               \
  };
NNS_RULES(NNS_REFUSAL)
#undef NNS_REFUSAL

}  // namespace nns::refused

namespace nns::detail {

template <class T>
concept has_parts = requires { typename T::nns_parts; };

/// The layer that a fault's path leads to.
template <class Type, const fault& Fault, int Depth>
constexpr auto part_at() {
  if constexpr (Depth == 0 || !has_parts<Type>) {
    return list<Type>{};
  } else {
    return part_at<boost::mp11::mp_at_c<typename Type::nns_parts, static_cast<std::size_t>(Fault.path[Depth - 1])>, Fault,
                   Depth - 1>();
  }
}

template <const fault& Fault, std::size_t... I>
constexpr auto arrived_of(std::index_sequence<I...>) -> refused::arrived<Fault.arrived.values[I]...>;

template <rule Broken, class Layer, class Row, class Arrived, std::int64_t First, std::int64_t Second>
constexpr bool refuse() {
#define NNS_REFUSE(name, sentence) \
  if constexpr (Broken == rule::name) static_assert(refused::name<Layer, Row, Arrived, First, Second>::value, sentence);
  NNS_RULES(NNS_REFUSE)
#undef NNS_REFUSE
  return false;
}

template <class>
struct only;
template <class T>
struct only<list<T>> {
  using type = T;
};

/// Refuses the model M for its fault.
template <class M, const fault& Fault>
constexpr bool explain() {
  using layer_type = typename only<decltype(part_at<M, Fault, Fault.depth>())>::type;
  using shape_type =
      decltype(arrived_of<Fault>(std::make_index_sequence<static_cast<std::size_t>(Fault.arrived.used)>{}));
  return refuse<Fault.broken, layer_type, refused::row<Fault.row>, shape_type, Fault.first, Fault.second>();
}

}  // namespace nns::detail
