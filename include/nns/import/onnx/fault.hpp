// What can be wrong with an ONNX file: the rules, each with the message that the user sees, and where it was found.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/text.hpp>
#include <nns/import/network/slice.hpp>

#include <cstdint>

namespace nns::detail {

// The names appear in the compiler's message, so they say what is wrong.
#define NNS_ONNX_RULES(RULE)                                                                                            \
  RULE(declare_the_text_constexpr,                                                                                      \
       "the compiler cannot read this text: declare it inline constexpr char text[] = ..., with the .inc file that "    \
       "nns_embed wrote")                                                                                               \
  RULE(this_is_no_onnx_file,                                                                                            \
       "this is not an .onnx file: it must begin with the fields of a model (is it a text file, or JSON?)")                 \
  RULE(the_file_has_no_graph, "the file has no graph: it is not an ONNX model, or it is cut off")                           \
  RULE(the_file_is_too_large, "the file is larger than 2 GiB, which the format does not allow")                         \
  RULE(the_file_ends_too_early, "the file ends in the middle of this item: is it cut off?")                           \
  RULE(the_number_is_too_long,                                                                                         \
       "this number has more than ten bytes, the most that a varint can have")                                         \
  RULE(the_field_has_another_wire_type, "this field has another wire type than the format prescribes")                     \
  RULE(the_wire_type_is_not_known,                                                                                     \
       "this is not a field: its wire type is that of a group, or does not exist")                                     \
  RULE(the_field_has_no_number, "this is not a field: its number is 0")                                                    \
  RULE(the_attribute_has_another_type, "the value of this attribute is of another type than the attribute states")          \
  RULE(the_graph_comes_twice, "the model has two graphs")                                                               \
  RULE(graphs_are_nested_too_deep, "graphs, or calls of functions, are nested more than 16 deep")            \
  RULE(the_tensor_has_more_than_eight_extents, "a tensor has more than eight extents")                                  \
  RULE(the_extent_is_negative, "a tensor has a negative extent")                                                        \
  RULE(the_type_is_not_known, "a tensor has a type that this reader does not know")                                     \
  RULE(the_numbers_do_not_fill_the_tensor,                                                                             \
       "the number of bytes of a tensor does not match its extents and its type")                                      \
  RULE(there_are_too_many_parts, "the file has too many parts")                                         \
  RULE(the_name_is_made_twice, "two nodes, inputs or initializers of one graph make a tensor of this name")             \
  RULE(nobody_makes_this_tensor, "this tensor is never made: no input, initializer or node output has its name")         \
  RULE(the_nodes_go_in_a_circle, "the nodes form a cycle: this one depends on its own output")             \
  RULE(the_function_calls_itself, "a function of the file calls itself")                                                \
  RULE(the_node_has_other_inputs_than_its_function, "a node has more inputs or outputs than the function that it calls") \
  RULE(the_graph_has_other_outputs_than_its_node, "a branch of an If has more or fewer outputs than the If")         \
  RULE(the_operator_is_not_known,                                                                                       \
       "this operator is not known: say what it is, nns::known_as<\"Name\", layer>, or that it costs nothing, "         \
       "nns::assume_zero<\"Name\"> (--known-as, --assume-zero)")                                                        \
  RULE(the_operator_is_newer,                                                                                           \
       "this operator is newer than the opset version of its domain that the file declares: export the model with "     \
       "a higher opset_version")                                                                                        \
  RULE(the_domain_is_not_known,                                                                                         \
       "this operator is of an unknown domain: say what it is, nns::known_as<\"domain.Name\", layer>, or that " \
       "it costs nothing, nns::assume_zero<\"domain.Name\"> (--known-as, --assume-zero)")                               \
  RULE(the_opset_is_not_imported, "the file does not say which version of this operator's domain it uses")              \
  RULE(the_condition_is_not_known,                                                                                      \
       "which branch of this If runs depends on data, so the graph has no fixed cost")                          \
  RULE(control_flow_is_refused,                                                                                         \
       "how often this Loop or Scan runs depends on data: unroll it before exporting the model")                        \
  RULE(the_node_is_refused, "this node cannot be evaluated, for the reason given here")                                 \
  RULE(the_number_stands_in_another_file,                                                                               \
       "the numbers of this tensor decide a shape, but they are in another file (external data): save the model with " \
       "small tensors inside, onnx.save_model(..., save_as_external_data=True, size_threshold=1024)")                   \
  RULE(the_number_was_not_kept,                                                                                         \
       "the numbers of this tensor decide a shape, but the file does not have them: they were left out with its "      \
       "weights; take the whole file, of which nns_embed and `nns strip` keep small tensors")                            \
  RULE(the_named_operator_is_not_there,                                                                                 \
       "nns::known_as or nns::assume_zero (--known-as, --assume-zero) names an operator that no node of the graph has "  \
       "(functions of the file are inlined: name the operators inside them)")                                           \
  RULE(the_bound_name_is_not_there, "nns::bind (--bind) names an extent that no input of the graph has")                         \
  RULE(the_bound_extent_is_negative, "nns::bind gives a negative extent")                                       \
  RULE(there_are_more_inputs_than_in_the_graph, "there are more nns::input than the graph has inputs")                  \
  RULE(the_given_input_does_not_fit,                                                                                    \
       "an nns::input does not match the graph's input: give its shape without the batch, with the extents that "    \
       "the file fixes")

enum class onnx_fault_rule : std::uint8_t {
  none,
#define NNS_ONNX_RULE(name, sentence) name,
  NNS_ONNX_RULES(NNS_ONNX_RULE)
#undef NNS_ONNX_RULE
};

constexpr text sentence_of(onnx_fault_rule broken) {
  switch (broken) {
#define NNS_ONNX_RULE(name, sentence) \
  case onnx_fault_rule::name: return sentence;
    NNS_ONNX_RULES(NNS_ONNX_RULE)
#undef NNS_ONNX_RULE
    case onnx_fault_rule::none: break;
  }
  return "";
}

/// Where something is in the file's tree of messages.
enum class onnx_place : std::uint8_t { model, graph, node, attribute, tensor, input, output, function };

/// The first rule that a file breaks, and where: the byte, from 0, and the path to it.
struct onnx_fault {
  onnx_fault_rule broken = onnx_fault_rule::none;
  onnx_place place = onnx_place::model;
  bool in_subgraph = false;  // or in a function
  int position = 0;
  int number = -1;           // of the node, initializer, input or output in its graph
  slice name{};              // the attribute's, or the tensor's
  slice node{};              // the node's own name
  slice op_type{};           // and its operator
  const char* said = nullptr;  // the message of an operator's rule, if that refuses
  const char* given = nullptr;  // the user's name that the file does not have: g++ 12 ends with a text here
  int given_length = 0;

  [[nodiscard]] constexpr explicit operator bool() const { return broken != onnx_fault_rule::none; }
  constexpr void names(text users) { given = users.characters, given_length = static_cast<int>(users.length); }
  [[nodiscard]] constexpr text name_given() const { return {given, static_cast<std::size_t>(given_length)}; }
  [[nodiscard]] constexpr text sentence() const {
    return said != nullptr ? text{said, NNS_BUILTIN(strlen)(said)} : sentence_of(broken);
  }
};

}  // namespace nns::detail
