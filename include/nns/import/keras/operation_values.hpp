// What a function of tensors does to the shape: it stands in its config, or beside its tensors where it is called.
// All of that is read again here, behind a reader that has found it to be JSON: keys and brackets stand where they
// belong.
#pragma once

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
    return 0;
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

  /// The axes, of which none is the batch.
  constexpr bool axes() {
    number_list n;
    if (!numbers(place("axis"), n) || n.used > shape::max_rank) return false;
    l.given.given |= bit(option::axis);
    l.given.axis = n.values[0];
    l.given.axes = {};
    for (int i = 0; i != n.used; ++i) {
      if (n.values[i] == 0) return false;
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
      if (n.values[i] != unless) return false;
    if (n.used - each > shape::max_rank) return false;
    for (int i = each; i < n.used; ++i) l.numbers.push_back(n.values[i]);
    return true;
  }
};

/// Whether arrays stand among the arguments: how many numbers the only one has, if it is a vector; -1 for others.
constexpr std::int64_t constants_in(reader& r, int depth = 0) {
  if (depth == 16) return -1;
  std::int64_t all = 0;
  slice key;
  if (r.c[r.at] == '[') {
    std::int64_t plain = 0;
    if (r.open('[')) {
      const bool is_tensor = r.c[r.at] == '"';  // ["name", 0, 0, {keywords}]
      do {
        const char first = r.c[r.at];
        const std::int64_t inside = first == '[' || first == '{' ? constants_in(r, depth + 1) : (r.skip(), 0);
        if (first == '-' || is_digit(first)) ++plain;
        if (inside != 0) all = all == 0 && inside > 0 ? inside : -1;
      } while (r.more(']'));
      if (plain != 0 && !is_tensor && depth > 1) return all == 0 ? plain : -1;
    }
    return all;
  }
  if (r.c[r.at] != '{') return r.skip(), 0;
  const int begin = r.at;
  if (r.open('{')) do {
      r.key(key);
      slice word;
      if (r.is(key, "class_name") && r.c[r.at] == '"') {
        r.characters(word);
        if (r.is(word, "__keras_tensor__")) return r.at = begin, r.skip(), 0;
        continue;
      }
      const bool counts = !r.is(key, "axis") && !r.is(key, "mask") && !r.is(key, "shape");
      const std::int64_t inside = counts ? constants_in(r, r.is(key, "args") ? 1 : depth + 2) : (r.skip(), 0);
      if (inside != 0) all = all == 0 && inside > 0 ? inside : -1;
    } while (r.more('}'));
  return all;
}

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
    v.l.given.given |= bit(option::keepdims);
    v.l.given.keepdims = true;
  }
  return true;
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
  reader r(v.s, v.call);
  return settle_along_axis<Kind>(v) && constants_in(r) == 0;
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
  const int format = v.place("data_format");
  if (format != 0 && v.s.matches(format, "\"channels_first\"")) {
    v.l.given.given |= bit(option::channels_first);
    v.l.given.channels_first = true;
  }
  return true;
}
/// TensorFlow may transpose a matrix before it multiplies: beside the tensors, or in a node's definition.
constexpr bool settle_product(operation_values& v) {
  v.l.kind = &matrix_product_family;
  v.l.numbers = {0, 0};
  const int definition = v.in_config("node_def");
  const int attributes = definition == 0 ? 0 : v.in_object(definition, "attr");
  constexpr text names[2][3] = {{"transpose_a", "adjoint_a", "adj_x"}, {"transpose_b", "adjoint_b", "adj_y"}};
  for (int i = 0; i != 2; ++i)
    for (const text name : names[i]) {
      int at = v.in_call(name);
      if (const int attribute = attributes == 0 ? 0 : v.in_object(attributes, name); attribute != 0)
        at = v.in_object(attribute, "b");
      if (at != 0 && v.s[at] == 't') v.l.numbers[i] = 1;
    }
  return true;
}
constexpr bool settle_equation(operation_values& v) {
  v.l.kind = &tensor_product_family;
  const int at = v.place("subscripts", "equation");
  slice found;
  reader r(v.s, at);
  if (at == 0 || !r.characters(found)) return false;
  const text e{v.s.characters + found.first, static_cast<std::size_t>(found.length)};
  v.l.given.equation = e;
  int commas = 0;
  int arrows = 0;
  for (std::size_t i = 0; i != e.size(); ++i) {
    const bool begins = i == 0 || e[i - 1] == ',' || e[i - 1] == '>';
    if (begins && e[i] != e[0]) return false;  // no batch, or not the first axis
    if (e[i] == ',' && arrows == 0)
      ++commas;
    else if (e[i] == '-' && i + 2 < e.size() && e[i + 1] == '>')
      ++arrows, ++i;
    else if (!((e[i] >= 'a' && e[i] <= 'z') || (e[i] >= 'A' && e[i] <= 'Z')))
      return false;
  }
  return commas == 1 && arrows == 1;
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
  if (const int constants = v.in_config("constants"); constants != 0) {  // TensorFlowOpLayer
    reader r(v.s, constants);
    if (constants_in(r, 2) != 0) return false;
  }
  reader r(v.s, v.call);
  const std::int64_t found = constants_in(r);
  if (found == 0) return true;
  v.l.kind = &with_vector_family;
  v.l.numbers = {found};
  return found > 0;
}
/// TensorFlow's where: without x and y it lists the places of what is true.
constexpr bool settle_choice(operation_values& v) {
  const int at = v.in_call("x");
  return at != 0 && v.s[at] != 'n' && settle_element_wise(v);
}
/// Its shape is what the file says, or not known.
constexpr bool settle_nothing(operation_values&) { return false; }

}  // namespace nns::detail
