// What the compiler prints for an .onnx that is refused: the message, and in the assertion's type where it was found.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/explain.hpp>
#include <nns/import/onnx/constant.hpp>

namespace nns::refused {

template <std::int64_t>
struct byte_of_file {};
template <int>
struct node_number {};
template <int>
struct input_number {};
#if defined(__clang__) && __clang_major__ < 15
template <char...>
struct node {};
template <char...>
struct op_type {};
template <char...>
struct tensor_name {};
template <char...>
struct attribute {};
#else
template <fixed_string>
struct node {};
template <fixed_string>
struct op_type {};
template <fixed_string>
struct tensor_name {};
template <fixed_string>
struct attribute {};
#endif

template <detail::onnx_fault_rule>
struct onnx;

#define NNS_ONNX_REFUSAL(name, sentence)                     \
  namespace in_onnx {                                        \
  template <class...>                                        \
  struct name {                                              \
    static constexpr bool value = false;                     \
  };                                                         \
  }                                                          \
  template <>                                                \
  struct onnx<detail::onnx_fault_rule::name> {               \
    template <class... What>                                 \
    static constexpr bool because(detail::list<What...>) {   \
      static_assert(in_onnx::name<What...>::value, "nns: " sentence); \
      return true;                                           \
    }                                                        \
  };
NNS_ONNX_RULES(NNS_ONNX_REFUSAL)
#undef NNS_ONNX_REFUSAL

}  // namespace nns::refused

namespace nns::detail {

NNS_TEXT_TYPE(node)
NNS_TEXT_TYPE(op_type)
NNS_TEXT_TYPE(tensor_name)
NNS_TEXT_TYPE(attribute)

constexpr text text_of(const onnx_fault& bad) { return bad.sentence(); }

template <const auto& Text, int First, int Length>
constexpr auto piece_of_file() {
  fixed_string<static_cast<std::size_t>(Length) + 1> copy;
  for (int i = 0; i != Length; ++i) copy.characters[i] = onnx_text<Text>::bytes[First + i];
  return copy;
}

#define NNS_NAME_IN_ONNX(name)                                                                                  \
  template <const auto& Text, int First, int Length>                                                            \
  constexpr auto name##_in_onnx() {                                                                             \
    if constexpr (Length > 0)                                                                                   \
      return name##_type<piece_of_file<Text, First, Length>()>(                                                 \
          indices_below<static_cast<std::size_t>(Length)>{});                                                    \
    else                                                                                                        \
      return list<>{};                                                                                          \
  }
NNS_NAME_IN_ONNX(node)
NNS_NAME_IN_ONNX(op_type)
NNS_NAME_IN_ONNX(tensor_name)
NNS_NAME_IN_ONNX(attribute)
#undef NNS_NAME_IN_ONNX

template <const onnx_fault& Bad>
struct said_by_onnx {
  static constexpr std::size_t length = NNS_BUILTIN(strlen)(Bad.said);
  static constexpr char at(std::size_t i) { return Bad.said[i]; }
};
template <const onnx_fault& Bad>
constexpr auto sentence_in_onnx() {
  if constexpr (Bad.broken == onnx_fault_rule::the_node_is_refused)
    return sentence_type<said_by_onnx<Bad>>(indices_below<said_by_onnx<Bad>::length>{});
  else
    return list<>{};
}

/// The user's name that the file does not have.
template <const onnx_fault& Bad>
constexpr auto given_for_onnx() {
  if constexpr (Bad.given_length == 0) {
    return list<>{};
  } else {
    constexpr std::size_t length = Bad.given_length;
    return not_found_type<copied_text<length>(Bad.name_given())>(indices_below<length>{});
  }
}

template <const auto& Text, const onnx_fault& Bad>
constexpr bool explain_onnx_fault() {
  if constexpr (Bad.broken == onnx_fault_rule::declare_the_text_constexpr) {
    return refused::onnx<Bad.broken>::because(list<>{});
  } else {
    constexpr bool is_attribute = Bad.place == onnx_place::attribute;
    using number = std::conditional_t<
        (Bad.number < 0), list<>,
        std::conditional_t<Bad.place == onnx_place::input, list<refused::input_number<Bad.number>>,
                           std::conditional_t<Bad.place == onnx_place::node || is_attribute,
                                              list<refused::node_number<Bad.number>>, list<>>>>;
    using what = boost::mp11::mp_append<
        decltype(sentence_in_onnx<Bad>()), decltype(given_for_onnx<Bad>()), list<refused::byte_of_file<Bad.position>>, number,
        decltype(op_type_in_onnx<Text, Bad.op_type.first, Bad.op_type.length>()),
        decltype(node_in_onnx<Text, Bad.node.first, Bad.node.length>()),
        decltype(attribute_in_onnx<Text, Bad.name.first, is_attribute ? Bad.name.length : 0>()),
        decltype(tensor_name_in_onnx<Text, Bad.name.first, is_attribute ? 0 : Bad.name.length>())>;
    return refused::onnx<Bad.broken>::because(what{});
  }
}

/// A node of the file, or the place of the broken rule of its layer.
template <const auto& Text, class File, const fault& Fault>
constexpr bool explain_onnx() {
  if constexpr (File::bad.broken != onnx_fault_rule::none) {
    return explain_onnx_fault<Text, File::bad>();
  } else if constexpr (Fault.depth > 0) {
    constexpr const onnx_record& n = File::one::records.nodes[File::one::program.instances[Fault.path[0]].node];
    using what = boost::mp11::mp_append<
        decltype(op_type_in_onnx<Text, n.op_type.first, n.op_type.length>()),
        decltype(node_in_onnx<Text, n.name.first, n.name.length>()), list<refused::row<Fault.row>>,
        decltype(arrived_at<Fault>(indices_below<static_cast<std::size_t>(Fault.arrived.used)>{}))>;
    return break_rule<Fault.broken, Fault.first, Fault.second, what,
                      decltype(plain_numbers<Fault.first, Fault.second>())>();
  } else {
    return break_rule<Fault.broken, Fault.first, Fault.second, list<>,
                      decltype(plain_numbers<Fault.first, Fault.second>())>();
  }
}

}  // namespace nns::detail
