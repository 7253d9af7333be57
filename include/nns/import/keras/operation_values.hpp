// What a function of tensors does to the shape: it stands in its config, or beside its tensors where it is called.
// All of that is read again here, behind a reader that has found it to be JSON: keys and brackets stand where they
// belong.
#pragma once

#include <nns/import/keras/operation_einsum.hpp>
#include <nns/import/keras/operation_families.hpp>
#include <nns/import/keras/selection.hpp>
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/reshaping.hpp>
#include <nns/layers/slicing.hpp>

namespace nns::detail {

/// What a function's config and call say, as the numbers and options of a family. Each of the functions below is false
/// where the result's shape cannot be known from them.
struct operation_values {
  const source& s;
  layer_record& l;
  int call;  // where it stands in the file
  bool moves_batch = false;  // what settles it may find that it does

  [[nodiscard]] constexpr int in_object(int position, text name) const {
    reader r(s, position);
    slice found;
    if (s[position] == '{' && r.open('{')) do {
        r.key(found);
        if (r.is(found, name)) return r.at;
        r.skip();
      } while (r.more('}'));
    return 0;
  }
  [[nodiscard]] constexpr int in_config(text name) const {
    const int config = in_object(l.position, "config");
    return config == 0 ? 0 : in_object(config, name);
  }
  /// Keras 3: {"args": [first, second, ...], ...}; 0 where there is none.
  [[nodiscard]] constexpr int second_argument() const {
    const int args = in_object(call, "args");
    reader r(s, args);
    if (args == 0 || !r.open('[')) return 0;
    r.skip();
    return r.more(']') ? r.at : 0;
  }
  /// Beside the tensors, and not inside them.
  [[nodiscard]] constexpr int in_call(text name) const {
    reader r(s, call);
    return search(r, name, 0);
  }
  static constexpr int search(reader& r, text name, int depth) {
    if (depth == 16 || (r.c[r.at] != '[' && r.c[r.at] != '{')) return r.skip(), 0;
    if (r.c[r.at] == '[') {
      if (r.open('[')) do
          if (const int found = search(r, name, depth + 1); found != 0) return found;
        while (r.more(']'));
      return 0;
    }
    const int begin = r.at;
    slice key;
    if (r.open('{')) do {
        r.key(key);
        if (r.is(key, "class_name")) return r.at = begin, r.skip(), 0;
        if (r.is(key, name)) return r.at;
        if (r.is(key, "args") || r.is(key, "kwargs")) {
          if (const int found = search(r, name, depth + 1); found != 0) return found;
        } else {
          r.skip();
        }
      } while (r.more('}'));
    return 0;
  }
  [[nodiscard]] constexpr int place(text name, text other = {}) const {
    for (const text word : {name, other}) {
      if (word.empty()) continue;
      if (const int at = in_config(word); at != 0) return at;
      if (const int at = in_call(word); at != 0) return at;
    }
    return in_constants(name);
  }
  /// Of a TensorFlowOpLayer: {"constants": {"1": [-1, 6]}}, by the place among the node's inputs that the argument has.
  [[nodiscard]] constexpr int in_constants(text name) const {
    const int constants = in_config("constants");
    if (constants == 0) return 0;
    const reader r(s);
    if (name == text{"axis"} && r.is(l.class_name, "Split")) return in_object(constants, "0");
    if (name == text{"axis"} && r.is(l.class_name, "ConcatV2")) return last_in(constants);
    for (const text known : {text{"newshape"}, text{"axes"}, text{"axis"}, text{"repeats"}, text{"pad_width"},
                             text{"num_classes"}, text{"size"}})
      if (name == known) return in_object(constants, "1");
    return 0;
  }
  /// The last value of an object, if it is a number: where the tensors to be joined end.
  [[nodiscard]] constexpr int last_in(int object) const {
    reader r(s, object);
    slice key;
    int found = 0;
    if (s[object] == '{' && r.open('{')) do {
        r.key(key);
        found = r.at;
        r.skip();
      } while (r.more('}'));
    return found != 0 && (s[found] == '-' || is_digit(s[found])) ? found : 0;
  }
  [[nodiscard]] constexpr bool numbers(int at, number_list& found) const {
    if (at == 0 || s[at] == 'n') return false;
    reader r(s, at);
    return r.numbers(found) && found.used != 0 && found.used <= shape::max_rank + 1;
  }
  [[nodiscard]] constexpr bool number(int at, std::int64_t& found) const {
    if (at == 0) return false;
    reader r(s, at);
    return r.integer(found);
  }

  /// Protocol buffers write 64 bits as text.
  [[nodiscard]] constexpr bool quoted_number(int at, std::int64_t& found) const {
    return at != 0 && number(s[at] == '"' ? at + 1 : at, found);
  }
  /// Of a TensorFlowOpLayer's node: {"attr": {name: {of_type: ...}}}.
  [[nodiscard]] constexpr int attribute(text name, text of_type) const {
    const int definition = in_config("node_def");
    const int all = definition == 0 ? 0 : in_object(definition, "attr");
    const int found = all == 0 ? 0 : in_object(all, name);
    return found == 0 ? 0 : in_object(found, of_type);
  }
  constexpr void channels_first(int format) {
    if (format == 0 || !(s.matches(format, "\"channels_first\"") || s.matches(format, "\"NC"))) return;
    l.given.given |= bit(option::channels_first);
    l.given.channels_first = true;
  }
  [[nodiscard]] constexpr call_items items() const {
    call_items all(s);
    all.read(call, product_call::constants_of(s, l.position));
    return all;
  }
  /// How many arrays, and not just numbers, are among the operands; -1 where one has no shape.
  [[nodiscard]] constexpr int arrays() const {
    const call_items all = items();
    int found = 0;
    for (int i = 0; i != all.used; ++i)
      if (all.items[i].kind == call_item::what::array && !is_setting(all, all.items[i]) &&
          (all.items[i].dims.used != 0 || s[all.items[i].at] == '['))
        ++found;
    return all.complete ? found : -1;
  }
  /// Text that is an argument by its place: an equation.
  [[nodiscard]] constexpr int first_words() const {
    const call_items all = items();
    for (int i = 0; i != all.used; ++i)
      if (all.items[i].kind == call_item::what::words && all.items[i].key.length == 0) return all.items[i].at;
    return 0;
  }

  /// The axes, of which none is the batch.
  constexpr bool axes() {
    number_list n;
    if (!numbers(place("axis"), n) || n.used > shape::max_rank) return false;
    l.given.given |= bit(option::axis);
    l.given.axis = n.values[0];
    l.given.axes = {};
    for (int i = 0; i != n.used; ++i) {
      if (n.values[i] == 0) return moves_batch = true, false;
      l.given.axes.push_back(n.values[i]);
    }
    return true;
  }
  /// Numbers for all axes, of which those of the batch, `unless`, change nothing.
  constexpr bool behind_batch(int at, int each, std::int64_t unless) {
    number_list n;
    l.numbers = {};
    if (at == 0 || s[at] == 'n') return false;
    reader r(s, at);
    if (!r.numbers(n) || n.used < each) return false;
    for (int i = 0; i != each; ++i)
      if (n.values[i] != unless) return moves_batch = true, false;
    if (n.used - each > shape::max_rank) return false;
    for (int i = each; i < n.used; ++i) l.numbers.push_back(n.values[i]);
    return true;
  }
};

template <const family& Kind>
constexpr bool settle_along_axis(operation_values& v) {
  v.l.kind = &Kind;
  return v.axes();
}
template <const family& Kind>
constexpr bool settle_reduction(operation_values& v) {
  if (!settle_along_axis<Kind>(v)) return false;
  int at = v.place("keepdims", "keep_dims");
  if (at == 0) at = v.attribute("keep_dims", "b");
  if (at != 0 && v.s[at] == 't') {
    v.l.given.given |= bit(option::keepdims);
    v.l.given.keepdims = true;
  }
  return true;
}
/// The spectral norm of a matrix, and the nuclear one, are made of its singular values.
constexpr bool settle_norm(operation_values& v) {
  if (!settle_reduction<other_reduction_family>(v)) return false;
  const int order = v.place("ord");
  std::int64_t n = 0;
  if (order == 0 || v.s[order] == 'n') return true;
  if (v.s[order] == '"') return v.s.matches(order, "\"fro\"") || v.s.matches(order, "\"euclidean\"");
  return v.l.given.axes.used == 1 || (v.number(order, n) && n != 2 && n != -2);
}
/// With weights it is a product.
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
  const int at = v.place("axis", "squeeze_dims");
  if (at == 0) return v.in_config("node_def") == 0;  // TensorFlowOpLayer has its axes there
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
  if (!v.number(v.place("indices_or_sections", "num_or_size_splits"), parts) &&
      !v.quoted_number(v.attribute("num_split", "i"), parts))
    return false;
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
/// TensorFlow may transpose a matrix before it multiplies: beside the tensors, or in a node's definition.
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
/// A matrix by a vector, or many.
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
  slice found;
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
/// Without anything to choose from, it lists the places of what is true.
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
/// Its shape is what the file says, or not known.
constexpr bool settle_nothing(operation_values&) { return false; }

}  // namespace nns::detail
