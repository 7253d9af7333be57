// Determines a function's shape, or its products, by its rule: its arguments become the numbers and options of a
// family. Each of these functions is false if the arguments do not determine them.
#pragma once

#include <nns/import/keras/operation_families.hpp>
#include <nns/import/keras/operation_node_slice.hpp>
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/reshaping.hpp>
#include <nns/layers/slicing.hpp>

namespace nns::detail {

template <const family& Kind>
constexpr bool settle_along_axis(operation_values& v) {
  v.l.kind = &Kind;
  return v.axes();
}
template <const family& Kind>
constexpr bool settle_reduction(operation_values& v) {
  if (!settle_along_axis<Kind>(v)) return false;
  const int at = v.place("keepdims", "keep_dims");
  if (at != 0 && v.s[at] == 't') {
    v.l.given.given |= only(option::keepdims);
    v.l.given.keepdims = true;
  }
  return true;
}
/// The spectral and the nuclear norm of a matrix are refused: they need its singular values.
constexpr bool settle_norm(operation_values& v) {
  if (!settle_reduction<other_reduction_family>(v)) return false;
  const int order = v.place("ord");
  std::int64_t n = 0;
  if (order == 0 || v.s[order] == 'n') return true;
  if (v.s[order] == '"') return v.s.matches(order, "\"fro\"") || v.s.matches(order, "\"euclidean\"");
  return v.l.given.axes.used == 1 || (v.number(order, n) && n != 2 && n != -2);
}
/// With weights an average is a product.
constexpr bool settle_average(operation_values& v) {
  const call_items all = v.items();
  return all.used == 1 && all.tensors == 1 && settle_reduction<reduce_mean_family>(v);
}
/// The same shape, unless all axes are flattened into one.
constexpr bool settle_in_place(operation_values& v) {
  v.l.kind = &element_wise_family;
  number_list n;
  return v.numbers(v.place("axis"), n);
}
/// Concatenate and stack: an array among the tensors would be one more.
template <const family& Kind>
constexpr bool settle_joined(operation_values& v) {
  return settle_along_axis<Kind>(v) && v.arrays() == 0;
}
constexpr bool settle_reshape(operation_values& v) {
  v.l.kind = &reshape_family;
  return v.behind_batch(v.place("newshape", "shape"), 1, -1);
}
constexpr bool settle_transpose(operation_values& v) {
  v.l.kind = &permute_family;
  return v.behind_batch(v.place("axes", "perm"), 1, 0);
}
constexpr bool settle_swap(operation_values& v) {
  v.l.kind = &transpose_family;
  std::int64_t a = 0;
  std::int64_t b = 0;
  if (!v.number(v.place("axis1"), a) || !v.number(v.place("axis2"), b)) return false;
  v.l.numbers = {a, b};
  return true;
}
constexpr bool settle_matrix_transpose(operation_values& v) {
  v.l.kind = &matrix_transpose_family;
  return v.place("perm") == 0;
}
constexpr bool settle_expand(operation_values& v) {
  v.l.kind = &expand_dims_family;
  std::int64_t axis = 0;
  if (!v.number(v.place("axis"), axis)) return false;
  v.l.numbers = {axis};
  return axis != 0;
}
constexpr bool settle_squeeze(operation_values& v) {
  v.l.kind = &squeeze_family;
  v.l.numbers = {};
  if (v.in_config("node_def") != 0) {
    number_list dims;
    if (v.attribute("squeeze_dims", "list") == 0 || !v.attribute_numbers("squeeze_dims", dims)) return false;
    for (int i = 0; i != dims.used && i != shape::max_rank; ++i) v.l.numbers.push_back(dims.values[i]);
    return dims.used <= shape::max_rank;
  }
  const int at = v.place("axis", "squeeze_dims");
  if (at == 0) return true;
  if (v.s[at] == 'n') return true;
  number_list n;
  if (!v.numbers(at, n) || n.used > shape::max_rank) return false;
  for (int i = 0; i != n.used; ++i) v.l.numbers.push_back(n.values[i]);
  return true;
}
constexpr bool settle_tile(operation_values& v) {
  v.l.kind = &tile_family;
  return v.behind_batch(v.place("repeats", "multiples"), 1, 1);
}
constexpr bool settle_repeat(operation_values& v) {
  std::int64_t n = 0;
  if (!settle_along_axis<repeat_along_axis_family>(v) || !v.number(v.place("repeats"), n)) return false;
  v.l.numbers = {n};
  return true;
}
constexpr bool settle_pad(operation_values& v) {
  v.l.kind = &pad_family;
  const int at = v.place("pad_width", "paddings");
  return at != 0 && v.s[at] == '[' && v.s[at + 1] == '[' && v.behind_batch(at, 2, 0);
}
constexpr bool settle_one_hot(operation_values& v) {
  v.l.kind = &one_hot_family;
  std::int64_t n = 0;
  std::int64_t axis = -1;
  const int at = v.place("axis");
  if (!v.number(v.place("num_classes", "depth"), n)) return false;
  v.l.numbers = {n};
  return at == 0 || v.s[at] == 'n' || (v.number(at, axis) && axis == -1);
}
constexpr bool settle_split(operation_values& v) {
  if (!settle_along_axis<split_family>(v)) return false;
  std::int64_t parts = 0;
  if (!v.number(v.place("indices_or_sections", "num_or_size_splits"), parts)) return false;
  v.l.numbers = {parts};
  return true;
}
constexpr bool settle_resize(operation_values& v) {
  v.l.kind = &resizing_family;
  number_list n;
  if (!v.numbers(v.place("size"), n) || n.used != 2) return false;
  v.l.numbers = {n.values[0], n.values[1]};
  const int kept = v.place("preserve_aspect_ratio");
  if (kept != 0 && v.s[kept] == 't') return false;
  v.channels_first(v.place("data_format"));
  return true;
}
/// TensorFlow may transpose a matrix first: an argument of the call, or an attribute of the node, says so.
constexpr bool settle_product(operation_values& v) {
  v.l.kind = &matrix_product_family;
  v.l.numbers = {0, 0};
  constexpr text names[2][3] = {{"transpose_a", "adjoint_a", "adj_x"}, {"transpose_b", "adjoint_b", "adj_y"}};
  for (int i = 0; i != 2; ++i)
    for (const text name : names[i]) {
      int at = v.in_call(name);
      if (const int attribute = v.attribute(name, "b"); attribute != 0) at = attribute;
      if (at != 0 && v.s[at] == 't') v.l.numbers[i] = 1;
    }
  const int arrays = v.arrays();
  if (arrays != 0) v.l.kind = &mixed_product_family;
  return arrays >= 0;
}
/// A matrix by a vector, or by several.
constexpr bool settle_vector_product(operation_values& v) {
  if (!settle_product(v)) return false;
  v.l.kind = &mixed_product_family;
  v.l.numbers.push_back(1);
  return true;
}
template <const family& Kind>
constexpr bool settle_product_of_two(operation_values& v) {
  v.l.kind = &Kind;
  v.l.numbers = {};
  return true;
}
/// A number, or the axes of each: [[1], [0]], or [1, 0].
constexpr bool settle_tensordot(operation_values& v) {
  v.l.kind = &tensordot_family;
  const int at = v.place("axes");
  std::int64_t n = 2;
  if (at == 0 || v.s[at] != '[') {
    if (at != 0 && !v.number(at, n)) return false;
    if (n < 0 || n > shape::max_rank) return false;
    v.l.numbers = {n};
    return true;
  }
  number_list each[2];
  reader r(v.s, at);
  int k = 0;
  if (r.open('[')) do {
      if (k == 2 || !r.numbers(each[k])) return false;
      ++k;
    } while (r.more(']'));
  if (k != 2 || each[0].used != each[1].used || 1 + 2 * each[0].used > shape::max_rank) return false;
  v.l.numbers = {each[0].used};
  for (const number_list& axes : each)
    for (int i = 0; i != axes.used; ++i) v.l.numbers.push_back(axes.values[i]);
  return true;
}
constexpr bool settle_equation(operation_values& v) {
  v.l.kind = &tensor_product_family;
  int at = v.place("subscripts", "equation");
  if (at == 0) at = v.attribute("equation", "s");
  if (at == 0) at = v.first_words();
  slice found{};
  reader r(v.s, at);
  if (at == 0 || !r.characters(found)) return false;
  v.l.given.equation = {v.s.characters + found.first, static_cast<std::size_t>(found.length)};
  einsum_equation e;
  return e.read(v.l.given.equation) && einsum_equation::operands_of(v.items()) == e.operands;
}
constexpr bool settle_attention(operation_values& v) {
  v.l.kind = &attention_of_tensors_family;
  return true;
}
constexpr bool settle_gray(operation_values& v) {
  v.l.kind = &gray_family;
  v.channels_first(v.place("data_format"));
  return true;
}

/// Keras 3: the second argument; tf.keras: slice_spec.
constexpr bool settle_selection(operation_values& v) {
  if (v.in_config("node_def") != 0) {
    v.l.kind = &node_slice_family;
    return node_slice{}.read(v);
  }
  v.l.kind = &selection_family;
  int at = v.in_call("slice_spec");
  if (at == 0) at = v.second_argument();
  if (at == 0) return false;
  v.l.numbers = {at};
  return selection{v.s, at}.named_axes() >= 0;
}

constexpr bool settle_element_wise(operation_values& v) {
  const int arrays = v.arrays();
  v.l.kind = arrays == 0 ? &element_wise_family : &with_arrays_family;
  return arrays >= 0;
}
/// Without values to choose from, it lists the positions that are true.
constexpr bool settle_choice(operation_values& v) {
  const call_items all = v.items();
  int operands = 0;
  for (int i = 0; i != all.used; ++i) operands += all.items[i].is_operand() ? 1 : 0;
  return operands > 1 && settle_element_wise(v);
}
constexpr bool settle_same(operation_values& v) {
  v.l.kind = &same_shape_family;
  return true;
}
/// Its shape is the file's, or unknown.
constexpr bool settle_nothing(operation_values&) { return false; }

}  // namespace nns::detail
