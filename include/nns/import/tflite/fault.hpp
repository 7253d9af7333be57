// What can be wrong with a .tflite file: the rules, each with the message that the user sees, and where it was found.
#pragma once

#include <nns/detail/text.hpp>

#include <cstdint>

namespace nns::detail {

// The names appear in the compiler's message, so they say what is wrong.
#define NNS_TFLITE_RULES(RULE)                                                                                          \
  RULE(declare_the_array_constexpr,                                                                                     \
       "the compiler cannot read this array: declare the array constexpr (const is not enough), in the file that "     \
       "defines it")                                                                                                   \
  RULE(give_an_array_of_bytes,                                                                                          \
       "this is not an array of bytes: give a constexpr array of unsigned char, char or std::byte, or an object with "   \
       "data() and size() (a pointer has no length)")                                                                   \
  RULE(this_is_no_tflite_file, "this is not a .tflite file: its bytes 4 to 7 must be TFL3")                                \
  RULE(the_file_ends_too_early, "the file ends in the middle of this item: is it cut off?")                           \
  RULE(the_offset_leaves_the_file,                                                                                     \
       "this offset points outside the file: is the file cut off?")                                                    \
  RULE(the_table_is_broken, "this table's list of fields (its vtable) is broken")                                 \
  RULE(the_lists_are_longer_than_the_file, "the file's lists are together longer than the file")                  \
  RULE(the_subgraphs_are_missing, "the file has no subgraph")                                                           \
  RULE(the_operator_code_is_not_there, "an operator's code is not in the file's list of codes")                         \
  RULE(the_operator_is_not_known, "the format has no operator with this code, or it is newer than this reader")          \
  RULE(the_tensor_is_not_there, "this names a tensor that the subgraph does not have")                               \
  RULE(the_buffer_is_not_there, "a tensor's data is in a buffer that the file does not have")                           \
  RULE(the_data_leaves_the_file, "a buffer's data lies outside the file")                                               \
  RULE(the_subgraph_is_not_there, "an operator calls a subgraph that the file does not have")                           \
  RULE(the_type_is_not_known, "a tensor has a type that this reader does not know")                                     \
  RULE(the_tensor_has_more_than_eight_extents, "a tensor has more than eight extents")                                  \
  RULE(the_extent_is_negative, "a tensor has a negative extent")                                                        \
  RULE(the_tensor_is_too_large, "a tensor's bytes do not fit in 63 bits")                                               \
  RULE(subgraphs_call_each_other, "subgraphs call each other in a cycle, or too often to follow")          \
  RULE(operators_go_in_a_circle,                                                                                       \
       "an operator reads a tensor that only a later operator makes")                                                  \
  RULE(the_input_has_no_elements, "an input of the model has an extent of 0: convert the model for an input that has elements") \
  RULE(the_named_operator_is_not_there,                                                                                \
       "nns::known_as or nns::assume_zero (--known-as, --assume-zero) names an operator that the file's first "          \
       "subgraph does not have")                                                                                        \
  RULE(the_offline_plan_is_wrong, "the metadata OfflineMemoryAllocation needs an offset for every tensor of the file")

enum class tflite_rule : std::uint8_t {
  none,
#define NNS_TFLITE_RULE(name, sentence) name,
  NNS_TFLITE_RULES(NNS_TFLITE_RULE)
#undef NNS_TFLITE_RULE
};

constexpr text sentence_of(tflite_rule broken) {
  switch (broken) {
#define NNS_TFLITE_RULE(name, sentence) \
  case tflite_rule::name: return sentence;
    NNS_TFLITE_RULES(NNS_TFLITE_RULE)
#undef NNS_TFLITE_RULE
    case tflite_rule::none: break;
  }
  return "";
}

/// The first rule that a file breaks, and where: the byte, from 0; the subgraph, and the operator or tensor in it, or -1.
struct tflite_fault {
  tflite_rule broken = tflite_rule::none;
  std::int64_t position = 0;
  int subgraph = -1;
  int operator_number = -1;
  int tensor = -1;
  text name{};  // the tensor's; or the user's, which the file does not have
};

}  // namespace nns::detail
