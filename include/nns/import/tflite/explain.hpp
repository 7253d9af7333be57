// What the compiler prints for a .tflite that is refused: the message, and in the assertion's type where it was found.
#pragma once

#include <nns/detail/explain.hpp>
#include <nns/import/tflite/fault.hpp>

namespace nns::refused {

template <std::int64_t>
struct at_byte {};
template <int>
struct subgraph {};
template <int>
struct operator_number {};
template <int>
struct tensor {};
#if defined(__clang__) && __clang_major__ < 15
template <char...>
struct makes {};
#else
template <fixed_string>
struct makes {};
#endif

template <detail::tflite_rule>
struct tflite;

#define NNS_TFLITE_REFUSAL(name, sentence)                   \
  template <class...>                                        \
  struct name {                                              \
    static constexpr bool value = false;                     \
  };                                                         \
  template <>                                                \
  struct tflite<detail::tflite_rule::name> {                 \
    template <class... What>                                 \
    static constexpr bool because(detail::list<What...>) {   \
      static_assert(name<What...>::value, "nns: " sentence); \
      return true;                                           \
    }                                                        \
  };
NNS_TFLITE_RULES(NNS_TFLITE_REFUSAL)
#undef NNS_TFLITE_REFUSAL

}  // namespace nns::refused

namespace nns::detail {

NNS_TEXT_TYPE(makes)

template <const tflite_fault& Bad>
constexpr auto name_for_tflite() {
  constexpr std::size_t length = Bad.name.length;
  if constexpr (length == 0)
    return list<>{};
  else if constexpr (Bad.tensor < 0)
    return not_found_type<copied_text<length>(Bad.name)>(indices_below<length>{});
  else
    return named_type<copied_text<length>(Bad.name)>(indices_below<length>{});
}

template <const tflite_fault& Bad>
constexpr bool explain_tflite() {
  using at = std::conditional_t<Bad.broken == tflite_rule::declare_the_array_constexpr ||
                                    Bad.broken == tflite_rule::give_an_array_of_bytes ||
                                    Bad.broken == tflite_rule::the_named_operator_is_not_there ||
                                    Bad.broken == tflite_rule::the_input_has_no_elements,
                                list<>, list<refused::at_byte<Bad.position>>>;
  using graph = std::conditional_t<(Bad.subgraph < 0), list<>, list<refused::subgraph<Bad.subgraph>>>;
  using node = std::conditional_t<(Bad.operator_number < 0), list<>,
                                  list<refused::operator_number<Bad.operator_number>>>;
  using which_tensor = std::conditional_t<(Bad.tensor < 0), list<>, list<refused::tensor<Bad.tensor>>>;
  return refused::tflite<Bad.broken>::because(boost::mp11::mp_append<decltype(name_for_tflite<Bad>()), at, graph, node, which_tensor>{});
}

template <class File, int Number>
constexpr auto made_by() {
  constexpr text name = File::texts.operators[Number];
  constexpr auto copy = [] {
    fixed_string<name.length + 1> result;
    for (std::size_t i = 0; i != name.length; ++i) result.characters[i] = name.characters[i];
    return result;
  }();
  return makes_type<copy>(indices_below<name.length>{});
}

/// An operator of the file broke a rule of its layer, or the model one of models.
template <const auto& Array, class File, const fault& Fault>
constexpr bool explain_operator() {
  if constexpr (Fault.depth > 0) {
    using what = boost::mp11::mp_append<
        decltype(made_by<File, Fault.path[0]>()), list<refused::operator_number<Fault.path[0]>, refused::row<Fault.row>>,
        decltype(arrived_at<Fault>(indices_below<static_cast<std::size_t>(Fault.arrived.used)>{}))>;
    return break_rule<Fault.broken, Fault.first, Fault.second, what,
                      decltype(plain_numbers<Fault.first, Fault.second>())>();
  } else {
    return break_rule<Fault.broken, Fault.first, Fault.second, list<>,
                      decltype(plain_numbers<Fault.first, Fault.second>())>();
  }
}

}  // namespace nns::detail

