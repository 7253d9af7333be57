// Functions of tensors that files have among their layers: Keras 3's operations by their class, TensorFlow's by their
// name. What one does to the shape stands in its config, or beside its tensors where it is called.
// All of that is read again here, behind a reader that has found it to be JSON: keys and brackets stand where they
// belong.
#pragma once

#include <nns/import/file_layers.hpp>
#include <nns/import/keras_keys.hpp>
#include <nns/layers/merging.hpp>
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/reshaping.hpp>
#include <nns/layers/slicing.hpp>
#include <nns/layers/tensor.hpp>

namespace nns::detail {

/// Part of a tensor, as Python's brackets select it: numbers[0] is where they stand in the file.
struct selection {
  const source& s;
  int at;

  struct step {
    enum what : std::uint8_t { index, range, new_axis, rest } kind = index;
    std::int64_t begin = 0;
    std::int64_t end = 0;
    std::int64_t stride = 1;
    bool has_begin = false;
    bool has_end = false;

    [[nodiscard]] constexpr bool is_all() const { return kind == range && !has_begin && !has_end && stride == 1; }
  };

  /// False where it selects by something else: a tensor, or a list of indices.
  static constexpr bool read(reader& r, step& found) {
    found = {};
    if (r.at_null()) return found.kind = step::new_axis, r.skip();
    if (r.c[r.at] != '{') return r.integer(found.begin);
    found.kind = step::range;
    return read_range(r, found);
  }

  static constexpr bool read_range(reader& r, step& found) {
    slice name;
    if (r.open('{')) do {
        r.key(name);
        slice word;
        if (r.is(name, "class_name")) {
          if (!r.characters(word)) return false;
          if (r.is(word, "__ellipsis__")) found.kind = step::rest;
          else if (!r.is(word, "__slice__")) return false;
        } else if (r.is(name, "config") && r.c[r.at] == '{') {
          if (!read_range(r, found)) return false;
        } else if (r.at_null()) {
          r.skip();
        } else {
          std::int64_t n = 0;
          if (!r.integer(n)) return false;
          if (r.is(name, "start")) found.begin = n, found.has_begin = true;
          else if (r.is(name, "stop")) found.end = n, found.has_end = true;
          else if (r.is(name, "step")) found.stride = n;
          else return false;
        }
      } while (r.more('}'));
    return r.bad.broken == file_rule::none;
  }

  /// How many axes the brackets name, the batch among them; -1 where they are not understood, or touch the batch.
  [[nodiscard]] constexpr int named_axes() const {
    reader r(s, at);
    int axes = 0;
    int rests = 0;
    bool first = true;
    if (s[at] == '[' && r.open('[')) do {
        step found;
        if (!read(r, found)) return -1;
        if (first && !found.is_all() && found.kind != step::rest) return -1;
        first = false;
        if (found.stride == 0) return -1;
        if (found.kind == step::rest && ++rests == 2) return -1;
        if (found.kind == step::index || found.kind == step::range) ++axes;
      } while (r.more(']'));
    return first ? -1 : axes;
  }
};

constexpr std::int64_t clamped(std::int64_t n, std::int64_t least, std::int64_t most) {
  return n < least ? least : n > most ? most : n;
}

/// The extent that is left of `extent`, as Python cuts: beyond the ends there is nothing. -1 where it is not known.
constexpr std::int64_t cut(std::int64_t extent, const selection::step& by) {
  if (by.is_all() || extent == shape::unknown) return extent;
  const bool forwards = by.stride > 0;
  const std::int64_t least = forwards ? 0 : -1;
  const std::int64_t most = forwards ? extent : extent - 1;
  const auto place = [&](std::int64_t n) { return clamped(n < 0 ? n + extent : n, least, most); };
  const std::int64_t begin = by.has_begin ? place(by.begin) : forwards ? 0 : extent - 1;
  const std::int64_t end = by.has_end ? place(by.end) : forwards ? extent : -1;
  const std::int64_t length = forwards ? end - begin : begin - end;
  const std::int64_t stride = forwards ? by.stride : -by.stride;
  return length <= 0 ? 0 : (length - 1) / stride + 1;
}

constexpr void selection_work(machine& m) {
  const selection by{*m.inner_values->net->text_source, static_cast<int>(m.numbers[0])};
  const int named = by.named_axes();
  const shape from = m.x;
  const int rank = from.rank() + 1;
  if (named > rank) return m.fail(rule::rank_too_small, named - 1, rank - 1);
  shape to;
  int axis = 0;
  reader r(by.s, by.at);
  const auto keep = [&](std::int64_t extent) {
    if (to.used == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
    to.push_back(extent);
  };
  r.open('[');
  do {
    selection::step found;
    selection::read(r, found);
    if (found.kind == selection::step::new_axis) {
      if (axis == 0) return m.fail(rule::axis_out_of_range, 0, rank - 1);
      keep(1);
    } else if (found.kind == selection::step::rest) {
      for (int i = named; i != rank; ++i, ++axis)
        if (axis != 0) keep(from[axis - 1]);
    } else if (axis++ == 0) {
      if (!found.is_all()) return m.fail(rule::axis_out_of_range, 0, rank - 1);  // [..., 0] of a batch of numbers
    } else {
      const std::int64_t extent = from[axis - 2];
      if (found.kind == selection::step::index) {
        if (extent != shape::unknown && (found.begin >= extent || found.begin < -extent))
          return m.fail(rule::out_of_range, found.begin, extent);
        continue;
      }
      const std::int64_t left = cut(extent, found);
      if (left == 0) return m.fail(rule::out_of_range, found.begin, extent);
      keep(left);
    }
  } while (r.more(']'));
  for (; axis != rank; ++axis) keep(from[axis - 1]);
  if (m.bad.broken == rule::none) m.x = to;
}
inline constexpr family selection_family{.kind = "get_item", .work = &selection_work, .numbers = 1};

/// Some function along axes, which go, or keep extent 1.
inline constexpr family other_reduction_family = reduction_family("reduce");

/// Element by element, with the input and a vector of constants along the last axis.
constexpr void with_vector_work(machine& m) {
  element_wise_merge_work(m);
  if (m.x.used == 0 || (m.x.back() != m.numbers[0] && m.numbers[0] != 1))
    m.fail(rule::shapes_differ, m.x.used == 0 ? 1 : m.x.back(), m.numbers[0]);
}
inline constexpr family with_vector_family{
    .kind = "element_wise", .work = &with_vector_work, .numbers = 1, .inputs = any_number_of_inputs};

constexpr void repeat_along_axis_work(machine& m) {
  const int axis = index_of_axis(m, m.given->axis, m.x);
  if (axis < 0) return;
  if (m.numbers[0] < 1) return m.fail(rule::size_not_positive, m.numbers[0]);
  m.x[axis] = (count{m.x[axis]} * m.numbers[0]).value;
  if (m.x[axis] == count::overflowed) m.fail(rule::count_overflows_63_bits);
}
inline constexpr family repeat_along_axis_family{
    .kind = "repeat", .work = &repeat_along_axis_work, .accepts = bit(option::axis), .numbers = 1};

constexpr void one_hot_work(machine& m) { put_depth(m, m.numbers[0]); }
inline constexpr family one_hot_family{.kind = "one_hot", .work = &one_hot_work, .numbers = 1};

/// A product of two tensors by an equation, "bij,bjk->bik", whose first letter is the batch everywhere: a multiply-add
/// for each combination of indices.
constexpr void tensor_product_work(machine& m) {
  const text e = m.given->equation;
  std::int64_t extents[128]{};
  bool named[128]{};  // in the result
  shape out;
  int operand = 0;
  int axis = -1;
  for (std::size_t i = 0; i != e.size(); ++i) {
    const char c = e[i];
    if (c == ',' || c == '-') {
      if (axis != m.input(operand).rank()) return m.fail(rule::equation_not_understood);
      ++operand;
      axis = -1;
      if (c == '-') ++i;
      continue;
    }
    std::int64_t& extent = extents[static_cast<unsigned char>(c)];
    ++axis;
    if (axis == 0) {
      extent = 1;
    } else if (operand == 2) {
      if (out.used == shape::max_rank) return m.fail(rule::rank_above_eight, shape::max_rank + 1);
      if (extent == 0 || named[static_cast<unsigned char>(c)]) return m.fail(rule::equation_not_understood);
      named[static_cast<unsigned char>(c)] = true;
      out.push_back(extent);
    } else {
      if (axis > m.input(operand).rank()) return m.fail(rule::equation_not_understood);
      const std::int64_t said = m.input(operand)[axis - 1];
      const bool known = extent != 0 && extent != shape::unknown;
      if (known && said != shape::unknown && extent != said) return m.fail(rule::widths_differ, extent, said);
      if (!known) extent = said;
    }
  }
  count all = 1;
  for (const std::int64_t extent : extents)
    if (extent != 0) all *= extent;
  m.found.forward = all;
  m.x = out;
}
inline constexpr family tensor_product_family{
    .kind = "einsum", .work = &tensor_product_work, .numbers = 0, .inputs = 2, .least_inputs = 2};

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
    if (e[i] == ',' && arrows == 0) ++commas;
    else if (e[i] == '-' && i + 2 < e.size() && e[i + 1] == '>') ++arrows, ++i;
    else if (!((e[i] >= 'a' && e[i] <= 'z') || (e[i] >= 'A' && e[i] <= 'Z'))) return false;
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

struct keras_operation {
  const family* kind = nullptr;
  bool (*settle)(operation_values&) = nullptr;
};

inline constexpr auto keras_operations = [] {
  dictionary<keras_operation, 1024> all;
  for (const text name :
       {text{"Abs"}, text{"Absolute"}, text{"Add"}, text{"AddV2"}, text{"BiasAdd"}, text{"Arctan"}, text{"Cast"},
        text{"Celu"}, text{"Ceil"}, text{"Clip"}, text{"Cos"}, text{"Divide"}, text{"DivideNoNan"}, text{"Elu"},
        text{"Equal"}, text{"Erf"}, text{"Exp"}, text{"Expm1"}, text{"Floor"}, text{"FloorDivide"}, text{"Gelu"},
        text{"Greater"}, text{"GreaterEqual"}, text{"HardSigmoid"}, text{"HardSilu"}, text{"HardTanh"},
        text{"Identity"}, text{"IsNan"}, text{"LeakyRelu"}, text{"Less"}, text{"LessEqual"}, text{"Log"}, text{"Log1p"},
        text{"LogSigmoid"}, text{"LogSoftmax"}, text{"LogicalAnd"}, text{"LogicalNot"}, text{"LogicalOr"},
        text{"Maximum"}, text{"Minimum"}, text{"Mod"}, text{"Mul"}, text{"Multiply"}, text{"Neg"}, text{"Negative"},
        text{"NotEqual"}, text{"Power"}, text{"Pow"}, text{"RealDiv"}, text{"Reciprocal"}, text{"Relu"}, text{"Relu6"},
        text{"Round"}, text{"Rsqrt"}, text{"Selu"}, text{"Sigmoid"}, text{"Sign"}, text{"Silu"}, text{"Sin"},
        text{"Softmax"}, text{"Softplus"}, text{"Softsign"}, text{"SoftShrink"}, text{"Sqrt"}, text{"Square"},
        text{"Squareplus"}, text{"Sub"}, text{"Subtract"}, text{"Swish"}, text{"Tanh"}, text{"TanhShrink"},
        text{"Threshold"}, text{"TrueDivide"}, text{"Where"}, text{"ZerosLike"}, text{"OnesLike"}, text{"StopGradient"},
        text{"Sparsemax"}, text{"SparsePlus"}, text{"Mish"},
        // TensorFlow's names
        text{"__operators__.add"}, text{"__operators__.ne"}, text{"__operators__.eq"},
        text{"__operators__.logical_and"}, text{"math.abs"}, text{"math.add"}, text{"math.subtract"},
        text{"math.multiply"}, text{"math.divide"}, text{"math.truediv"}, text{"math.floordiv"}, text{"math.negative"},
        text{"math.maximum"}, text{"math.minimum"}, text{"math.pow"}, text{"math.square"}, text{"math.sqrt"},
        text{"math.rsqrt"}, text{"math.exp"}, text{"math.log"}, text{"math.sigmoid"}, text{"math.tanh"},
        text{"math.softplus"}, text{"math.erf"}, text{"math.sin"}, text{"math.cos"}, text{"math.greater"},
        text{"math.less"}, text{"math.equal"}, text{"math.not_equal"}, text{"math.reciprocal"}, text{"math.floormod"},
        text{"math.round"}, text{"math.squared_difference"}, text{"math.l2_normalize"}, text{"nn.relu"},
        text{"nn.relu6"}, text{"nn.elu"}, text{"nn.selu"}, text{"nn.gelu"}, text{"nn.silu"}, text{"nn.swish"},
        text{"nn.leaky_relu"}, text{"nn.softmax"}, text{"nn.sigmoid"}, text{"nn.tanh"}, text{"nn.bias_add"},
        text{"nn.dropout"}, text{"nn.l2_normalize"}, text{"cast"}, text{"identity"}, text{"stop_gradient"},
        text{"clip_by_value"}, text{"zeros_like"}, text{"ones_like"}, text{"keras.backend.clip"},
        text{"math.floor"}, text{"math.ceil"},
        text{"math.sign"}, text{"math.log1p"}, text{"math.expm1"}, text{"math.softsign"}, text{"math.logical_and"},
        text{"math.logical_or"}, text{"math.logical_not"}, text{"math.greater_equal"}, text{"math.less_equal"},
        text{"nn.log_softmax"}, text{"nn.softplus"}, text{"nn.softsign"}, text{"math.add_n"},
        text{"__operators__.sub"}, text{"Normalize"}, text{"keras.activations.relu"}, text{"keras.activations.swish"},
        text{"keras.activations.gelu"}, text{"keras.activations.sigmoid"}, text{"keras.activations.tanh"},
        text{"keras.activations.softmax"}, text{"keras.activations.hard_sigmoid"}})
    all.add(name, {&element_wise_family, &settle_element_wise});
  all.add("where", {&element_wise_family, &settle_choice});
  const auto moving = [&all](bool (*settle)(operation_values&), auto... names) {
    (all.add(text{names, __builtin_strlen(names)}, {&moving_family, settle}), ...);
  };
  moving(&settle_nothing, "BroadcastTo", "DepthToSpace", "Glu", "Moveaxis", "Ravel", "Shape", "Take", "TakeAlongAxis",
         "TopK", "AveragePool", "MaxPool", "Slice", "StridedSlice", "shape");
  moving(&settle_in_place, "Flip", "Roll", "Cumsum", "Cumprod", "Sort", "math.cumsum", "reverse", "roll", "sort");
  moving(&settle_element_wise, "Copy");
  moving(&settle_reduction<reduce_mean_family>, "Mean", "math.reduce_mean", "reduce_mean");
  moving(&settle_reduction<reduce_sum_family>, "Sum", "math.reduce_sum", "reduce_sum");
  moving(&settle_reduction<reduce_max_family>, "Max", "Amax", "math.reduce_max", "reduce_max");
  moving(&settle_reduction<reduce_min_family>, "Min", "Amin", "math.reduce_min", "reduce_min");
  moving(&settle_reduction<other_reduction_family>, "Argmax", "Argmin", "Prod", "Std", "Var", "Norm", "Logsumexp",
         "Any", "All", "Median", "CountNonzero", "math.argmax", "math.argmin", "argmax", "argmin", "math.reduce_prod",
         "math.reduce_std", "math.reduce_variance", "math.reduce_any", "math.reduce_all", "math.reduce_logsumexp",
         "norm");
  moving(&settle_reshape, "Reshape", "reshape");
  moving(&settle_transpose, "Transpose", "transpose");
  moving(&settle_swap, "Swapaxes");
  moving(&settle_joined<concatenate_family>, "Concatenate", "concat");
  moving(&settle_joined<stack_family>, "Stack", "stack");
  moving(&settle_along_axis<unstack_family>, "Unstack", "unstack");
  moving(&settle_expand, "ExpandDims", "Expand_dims", "expand_dims");
  moving(&settle_squeeze, "Squeeze", "squeeze");
  moving(&settle_tile, "Tile", "tile");
  moving(&settle_repeat, "Repeat", "repeat");
  moving(&settle_pad, "Pad", "pad");
  moving(&settle_one_hot, "OneHot", "one_hot");
  moving(&settle_split, "Split", "split");
  moving(&settle_resize, "Resize", "image.resize");
  moving(&settle_selection, "GetItem", "__operators__.getitem");
  for (const text name : {text{"Matmul"}, text{"MatMul"}, text{"BatchMatMulV2"}, text{"linalg.matmul"}, text{"matmul"}})
    all.add(name, {&matrix_product_family, &settle_product});
  for (const text name : {text{"Einsum"}, text{"einsum"}})
    all.add(name, {&tensor_product_family, &settle_equation});
  return all;
}();

}  // namespace nns::detail
