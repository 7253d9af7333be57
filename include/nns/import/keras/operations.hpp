// Functions of tensors among a file's layers: Keras 3's operations by their class, TensorFlow's by their name. A
// function that is in no table is an error, like an unknown layer.
#pragma once

#include <nns/import/keras/operation_classes.hpp>
#include <nns/import/keras/operation_functions.hpp>
#include <nns/import/keras/operation_settling.hpp>
#include <nns/import/keras/operation_windows.hpp>

namespace nns::detail {

/// What a rule does: the family that it begins with, and the function that reads its arguments.
struct keras_operation {
  const family* kind = nullptr;
  bool (*settle)(operation_values&) = nullptr;
};

/// By operation_rule.
inline constexpr keras_operation keras_operations[] = {
    {&element_wise_family, &settle_element_wise},
    {&element_wise_family, &settle_choice},
    {&same_shape_family, &settle_same},
    {&moving_family, &settle_in_place},
    {&moving_family, &settle_reduction<reduce_mean_family>},
    {&moving_family, &settle_reduction<reduce_sum_family>},
    {&moving_family, &settle_reduction<reduce_max_family>},
    {&moving_family, &settle_reduction<reduce_min_family>},
    {&moving_family, &settle_reduction<other_reduction_family>},
    {&moving_family, &settle_norm},
    {&moving_family, &settle_average},
    {&moving_family, &settle_reshape},
    {&moving_family, &settle_transpose},
    {&moving_family, &settle_swap},
    {&moving_family, &settle_matrix_transpose},
    {&moving_family, &settle_joined<concatenate_family>},
    {&moving_family, &settle_joined<stack_family>},
    {&moving_family, &settle_along_axis<unstack_family>},
    {&moving_family, &settle_expand},
    {&moving_family, &settle_squeeze},
    {&moving_family, &settle_tile},
    {&moving_family, &settle_repeat},
    {&moving_family, &settle_pad},
    {&moving_family, &settle_one_hot},
    {&moving_family, &settle_split},
    {&moving_family, &settle_resize},
    {&moving_family, &settle_selection},
    {&moving_family, &settle_nothing},
    {&matrix_product_family, &settle_product},
    {&mixed_product_family, &settle_vector_product},
    {&tensor_product_family, &settle_equation},
    {&dot_of_arrays_family, &settle_product_of_two<dot_of_arrays_family>},
    {&tensordot_family, &settle_tensordot},
    {&inner_family, &settle_product_of_two<inner_family>},
    {&outer_family, &settle_product_of_two<outer_family>},
    {&vdot_family, &settle_product_of_two<vdot_family>},
    {&moving_family, &settle_convolution},
    {&moving_family, &settle_transposed},
    {&moving_family, &settle_depthwise},
    {&moving_family, &settle_separable},
    {&attention_of_tensors_family, &settle_attention},
    {&gray_family, &settle_gray},
    {&moving_family, &settle_nothing},
    {&moving_family, &settle_nothing},
};
static_assert(sizeof(keras_operations) / sizeof(keras_operation) == operation_rule_count);

/// TensorFlow's nodes may be called as functions, too: raw_ops.AddV2.
constexpr const operation_entry* find_keras_operation(const source& s, slice name) {
  constexpr text raw = "raw_ops.";
  const int behind = s.matches(name.first, raw) && name.length > static_cast<int>(raw.size()) ? static_cast<int>(raw.size()) : 0;
  const text word{s.characters + name.first + behind, static_cast<std::size_t>(name.length - behind)};
  if (word.empty()) return nullptr;
  const char first = word[0];
  return first >= 'A' && first <= 'Z' ? find_operation(operation_classes, word)
                                      : find_operation(operation_functions, word);
}

/// Whether no layer that a program declares does the same: its shape and cost follow from the file.
constexpr bool is_of_functions(const family* kind) {
  for (const family* one : {&moving_family, &same_shape_family, &selection_family, &node_slice_family, &other_reduction_family, &repeat_along_axis_family,
                            &one_hot_family, &matrix_transpose_family, &with_arrays_family, &tensor_product_family,
                            &mixed_product_family, &dot_of_arrays_family, &tensordot_family, &inner_family,
                            &outer_family, &vdot_family, &attention_of_tensors_family, &gray_family})
    if (kind == one) return true;
  for (const family& one : constant_convolution_families)
    if (kind == &one) return true;
  for (const family& one : constant_transposed_families)
    if (kind == &one) return true;
  for (const family& one : constant_depthwise_families)
    if (kind == &one) return true;
  for (const family& one : constant_separable_families)
    if (kind == &one) return true;
  return false;
}

}  // namespace nns::detail
