// What can be wrong with a Keras file: the rules, each with the message that the user sees, and where it was found.
#pragma once

#include <nns/detail/fault.hpp>
#include <nns/detail/text.hpp>
#include <nns/import/network/slice.hpp>

#include <cstdint>

namespace nns::detail {

// The names appear in the compiler's message, so they say what is wrong.
#define NNS_FILE_RULES(RULE)                                                                                       \
  RULE(a_value_is_expected, "a value is expected here: an object, a list, text, a number, true, false or null")    \
  RULE(a_key_is_expected, "a key is expected here: text in double quotes")                                         \
  RULE(a_colon_is_expected, "a colon is expected after the key")                                                  \
  RULE(a_comma_or_the_end_of_the_object_is_expected, "a comma or } is expected here")                              \
  RULE(a_comma_or_the_end_of_the_list_is_expected, "a comma or ] is expected here")                                \
  RULE(the_end_of_the_file_is_expected, "nothing may follow the model")                                            \
  RULE(the_text_is_not_closed, "this text has no closing double quote")                                            \
  RULE(an_escape_is_expected, "a backslash is followed by one of \" \\ / b f n r t, or by u and four hex digits")  \
  RULE(a_control_character_in_text, "a control character is not allowed in text: escape it")                        \
  RULE(utf_8_is_expected, "these bytes are not UTF-8")                                                             \
  RULE(a_number_is_expected, "a number is expected here")                                                          \
  RULE(an_integer_is_expected, "an integer is expected here")                                                      \
  RULE(the_number_is_too_large, "the number does not fit in 63 bits")                                              \
  RULE(nested_too_deeply, "brackets are nested too deeply here")                                                   \
  RULE(layers_nested_too_deeply, "models and wrappers are nested more than 24 deep here")                          \
  RULE(the_file_is_too_large, "the file is larger than 1 GiB")                                                     \
  RULE(text_is_expected, "text in double quotes is expected here")                                                 \
  RULE(true_or_false_is_expected, "true or false is expected here")                                                \
  RULE(an_object_is_expected, "an object, in braces, is expected here")                                            \
  RULE(a_list_is_expected, "a list, in brackets, is expected here")                                                \
  RULE(a_model_is_expected, "a Keras model is expected: an object with class_name and config")                     \
  RULE(an_hdf5_file,                                                                                               \
       "this is an HDF5 file: the model's JSON is in its attribute model_config; model.to_json() writes it, too") \
  RULE(a_zip_archive, "this is a zip archive (such as a .keras file): extract config.json from it")             \
  RULE(python_is_no_json, "this is a Python dict, not JSON: write it with json.dumps or model.to_json()")      \
  RULE(yaml_is_not_read, "this is YAML: write JSON with model.to_json()")                                  \
  RULE(a_graph_model,                                                                                              \
       "this is a graph model of TensorFlow.js, which has operations and no layers: a layers model is expected")     \
  RULE(a_subclassed_model, "this is a subclassed model's file: it has no layers")                                  \
  RULE(a_layer_is_no_model, "a Keras model is expected, but this is a single layer: put it into a Sequential")             \
  RULE(too_many_numbers, "this list has more numbers than a shape can have extents (8)")                              \
  RULE(class_name_is_missing, "a layer needs its class_name")                                                      \
  RULE(config_is_missing, "a layer needs its config")                                                              \
  RULE(a_key_is_missing, "the layer's config lacks a key that its cost depends on")                                \
  RULE(the_layer_has_no_name, "a layer of a functional model needs its name")                                      \
  RULE(the_value_is_not_known, "the layer's config has an unknown value here")                            \
  RULE(unknown_layer,                                                                                              \
       "this class is not known: say which layer it is with nns::known_as<...>, or that it costs nothing with "        \
       "nns::assume_zero<...> (and its shape, if the file does not have it)")                                          \
  RULE(unknown_operation,                                                                                          \
       "the cost of this operation is not known: say which layer it is with nns::known_as<...>, or that it costs "     \
       "nothing with nns::assume_zero<...> (and its shape, if the file does not have it)")                             \
  RULE(assumed_shape_is_not_said,                                                                                  \
       "this layer is assumed to cost nothing, but the next layer needs its shape, which the file does not have: "     \
       "give it with nns::assume_zero<\"Class\", nns::shape{...}>, or say which layer it is with "                     \
       "nns::known_as<...>")                                                                                           \
  RULE(product_not_settled,                                                                                        \
       "the cost of this operation is not known: it does not follow from its arguments")           \
  RULE(operation_moves_batch,                                                                                      \
       "the cost of this operation is not known: it moves elements between instances, so the cost of one instance "    \
       "is not certain")                                                                                               \
  RULE(operation_has_no_formula,                                                                                   \
       "the cost of this operation is not known: it multiplies, or runs code that is not in the file, and there is "   \
       "no formula for it; say what it is with nns::known_as<...>")                                                    \
  RULE(the_model_is_empty, "the model has no layers")                                                              \
  RULE(the_input_shape_is_missing, "the file does not have the shape of the model's input: give it with nns::input<...>") \
  RULE(the_wrapped_layer_is_missing, "a wrapper needs its inner layer")                                            \
  RULE(one_layer_is_wrapped, "this wrapper takes one layer")                                                       \
  RULE(the_name_is_used_twice, "two layers of one model have this name")                                           \
  RULE(the_layer_is_not_there, "an input comes from a layer that is not in the model")                             \
  RULE(the_call_is_not_there, "an input comes from a call of a layer that the file does not have")                 \
  RULE(the_outputs_are_missing, "a functional model needs its output_layers")                                      \
  RULE(the_layer_has_no_inputs, "a layer of a functional model needs its inbound_nodes")                           \
  RULE(a_cycle, "the model has a cycle through this layer")                                                        \
  RULE(the_named_class_is_not_there,                                                                               \
       "nns::known_as<...> or nns::assume_zero<...> names a class that no layer of the file has")                  \
  RULE(the_text_ends_without_a_zero, "the array of characters must end with a zero")

enum class file_rule : std::uint8_t {
  none,
#define NNS_FILE_RULE(name, sentence) name,
  NNS_FILE_RULES(NNS_FILE_RULE)
#undef NNS_FILE_RULE
};

constexpr text sentence_of(file_rule broken) {
  switch (broken) {
#define NNS_FILE_RULE(name, sentence)                                                                                  \
  case file_rule::name: return sentence;
    NNS_FILE_RULES(NNS_FILE_RULE)
#undef NNS_FILE_RULE
    case file_rule::none: break;
  }
  return "";
}

/// The first rule that a file breaks, and where: a position in the text, and the layer's class and name.
struct file_fault {
  file_rule broken = file_rule::none;
  int position = 0;
  slice class_name{};
  slice layer{};
  text key{};  // of a config, where one is missing or wrong
};

}  // namespace nns::detail
