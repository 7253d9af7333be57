// A layer's config, in every dialect of Keras, as the numbers and options of a family.
#pragma once

#include <nns/import/keras/keys.hpp>
#include <nns/import/network/network.hpp>

namespace nns::detail {

/// The position of a key's value in the object at `position`; 0 if the key is missing.
constexpr int value_in(const source& s, int position, text key) {
  reader r(s, position);
  slice found{};
  if (position != 0 && s[position] == '{' && r.open('{')) do {
      r.key(found);
      if (r.is(found, key)) return r.at;
      r.skip();
    } while (r.more('}'));
  return 0;
}

struct named_activation {
  text name;
  activation_kind kind;
};
inline constexpr named_activation named_activations[] = {
    {"linear", activation_kind::linear},        {"relu", activation_kind::relu},
    {"softmax", activation_kind::softmax},      {"sigmoid", activation_kind::sigmoid},
    {"tanh", activation_kind::tanh_},           {"relu6", activation_kind::relu6},
    {"swish", activation_kind::silu},           {"silu", activation_kind::silu},
    {"gelu", activation_kind::gelu},            {"hard_sigmoid", activation_kind::hard_sigmoid},
    {"hard_swish", activation_kind::hard_silu}, {"hard_silu", activation_kind::hard_silu},
    {"elu", activation_kind::elu},              {"selu", activation_kind::selu},
    {"softplus", activation_kind::softplus},    {"NoOpActivation", activation_kind::linear},
    {"ReLU", activation_kind::relu},
    {"Softmax", activation_kind::softmax},      {"ELU", activation_kind::elu},
};

/// The positions of a config's values, by key, except skipped ones. They are read on demand.
struct keras_config {
  const source& s;
  const int* where;  // by key; 0 where it is absent
  layer_record& layer;
  file_fault& bad;

  [[nodiscard]] constexpr int place(keras_key k) const { return where[static_cast<int>(k)]; }
  /// Whether it is there, and not null.
  [[nodiscard]] constexpr bool has(keras_key k) const {
    const int at = where[static_cast<int>(k)];
    return at != 0 && s.characters[at] != 'n';
  }
  [[nodiscard]] constexpr char kind_of(keras_key k) const { return place(k) == 0 ? '\0' : s[place(k)]; }

  constexpr bool fail(file_rule broken, int position, text key = {}) {
    if (bad.broken == file_rule::none) {
      bad = {broken, position, layer.class_name, layer.name, key};
    }
    return false;
  }
  constexpr bool keep(const reader& r) {
    return r.bad.broken == file_rule::none || fail(r.bad.broken, r.bad.position, r.bad.key);
  }

  constexpr bool integer(keras_key k, std::int64_t& found) {
    const char* const c = s.characters + where[static_cast<int>(k)];
    if (*c >= '0' && *c <= '9' && (c[1] == ',' || c[1] == '}')) return found = *c - '0', true;
    reader r(s, place(k));
    if (s[r.at] == '[') {  // one number in a list
      number_list n;
      r.numbers(n);
      if (!keep(r)) return false;
      if (n.used != 1) return fail(file_rule::an_integer_is_expected, place(k));
      found = n.values[0];
      return true;
    }
    r.integer(found);
    return keep(r);
  }

  /// A number that must be there, under this key or another one.
  constexpr std::int64_t needed(text name, keras_key k, keras_key other = keras_key::none) {
    std::int64_t found = 1;
    if (!has(k) && other != keras_key::none) k = other;
    if (has(k))
      integer(k, found);
    else
      fail(file_rule::a_key_is_missing, layer.position, name);
    return found;
  }

  /// Null is None, which is false in Python; a missing key has the class' own value.
  constexpr bool truth(keras_key k, bool otherwise) {
    if (!has(k)) return otherwise && place(k) == 0;
    reader r(s, place(k));
    bool found = otherwise;
    if (s[r.at] == '0' || s[r.at] == '1') return s[r.at] == '1';
    r.truth(found);
    keep(r);
    return found;
  }

  constexpr shape numbers(keras_key k) {
    shape found;
    if (!has(k) || are_digits(where[static_cast<int>(k)], found)) return found;
    found = {};
    reader r(s, place(k));
    number_list n;
    r.numbers(n);
    if (!keep(r)) return found;
    if (n.used > shape::max_rank) fail(file_rule::too_many_numbers, place(k));
    for (int i = 0; i != n.used && i != shape::max_rank; ++i) found.push_back(n.values[i]);
    return found;
  }

  /// One to three digits, as Keras writes windows and strides.
  constexpr bool are_digits(int position, shape& found) const {
    const char* c = s.characters + position;
    if (*c != '[') return false;
    for (int i = 0; i != 3; ++i, c += 3) {
      if (c[1] < '0' || c[1] > '9') return false;
      found.values[i] = c[1] - '0';
      found.used = i + 1;
      if (c[2] == ']') return true;
      if (c[2] != ',' || c[3] != ' ') return false;
    }
    return false;
  }

  /// A shape whose first extent is the batch.
  constexpr bool batched_shape(int position, shape& found) {
    reader r(s, position);
    number_list n;
    r.numbers(n);
    if (!keep(r)) return false;
    if (n.used > shape::max_rank + 1) return fail(file_rule::too_many_numbers, position);
    found = {};
    for (int i = 1; i < n.used; ++i) found.push_back(n.values[i]);
    return true;
  }

  constexpr slice word(keras_key k) {
    slice found{};
    reader r(s, place(k));
    if (has(k)) r.characters(found);
    keep(r);
    return found;
  }
  [[nodiscard]] constexpr bool is(slice found, text expected) const {
    const int length = static_cast<int>(expected.length);
    return found.length == length && s.same(s, found.first, expected.characters, length);
  }

  /// An option is set only if it differs from the default.
  constexpr void per_axis(keras_key k, option which, axis_numbers options::*where_to, int axes) {
    if (!has(k) || (axes == 2 && s.matches(place(k), "[1, 1]"))) return;
    const shape n = numbers(k);
    give(n, which, where_to, axes);
  }
  constexpr void give(shape n, option which, axis_numbers options::*where_to, int axes, std::int64_t unless = 1) {
    bool alike = n.used == axes;
    for (int i = 1; i < n.used; ++i) alike = alike && n[i] == n[0];
    if (alike || n.used == 1) n = {n[0]};
    if (n.used == 0 || (n.used == 1 && n[0] == unless)) return;
    layer.given.given |= only(which);
    layer.given.*where_to = axis_numbers(n);
  }

  constexpr void padding() {
    const slice found = word(keras_key::padding);
    if (found.length == 0 || is(found, "valid")) return;
    layer.given.given |= only(option::padding);
    if (is(found, "same"))
      layer.given.padding = padding_mode::same;
    else if (is(found, "causal"))
      layer.given.padding = padding_mode::causal;
    else
      fail(file_rule::the_value_is_not_known, place(keras_key::padding), "padding");
  }

  constexpr void data_format() {
    if (!has(keras_key::data_format)) return;
    const slice found = word(keras_key::data_format);
    if (is(found, "channels_first") || is(found, "th")) {
      layer.given.given |= only(option::channels_first);
      layer.given.channels_first = true;
      layer.axes_order = -1;
    } else if (is(found, "channels_last") || is(found, "tf")) {
      layer.axes_order = 1;
    } else if (!is(found, "default")) {
      fail(file_rule::the_value_is_not_known, place(keras_key::data_format), "data_format");
    }
  }

  constexpr void bias() {
    if (truth(keras_key::use_bias, true)) return;
    layer.given.given |= only(option::bias);
    layer.given.bias = false;
  }

  /// By name, or as an object: {"class_name": "function", "config": "relu"}, {"class_name": "ReLU", ...}.
  constexpr activation_kind activation_at(keras_key k) {
    if (!has(k)) return activation_kind::linear;
    return activation_at(place(k), 0);
  }
  constexpr activation_kind activation_at(int position, int depth) {
    reader r(s, position);
    slice found{};
    if (s[r.at] == '{') {
      slice name{};
      slice of_class{};
      int inside = 0;  // of a quantized one
      if (r.open('{')) do {
          if (!r.key(name)) break;
          const bool text_follows = s[r.at] == '"';
          if (text_follows && r.is(name, "class_name"))
            r.characters(of_class);
          else if (text_follows && r.is(name, "config"))
            r.characters(found);
          else if (s[r.at] == '{' && r.is(name, "config"))
            inside = r.at, r.skip();
          else
            r.skip();
        } while (r.more('}'));
      if (depth == 0 && inside != 0 && r.is(of_class, "QuantizeAwareActivation"))
        if (const int at = value_in(s, inside, "activation"); at != 0) return activation_at(at, 1);
      if (found.length == 0) found = of_class;
    } else {
      r.characters(found);
    }
    keep(r);
    return activation_named(found);
  }

  [[nodiscard]] constexpr activation_kind activation_named(slice found) const {
    for (const named_activation& e : named_activations)
      if (is(found, e.name)) return e.kind;
    return activation_kind::other;
  }

  constexpr void activation() {
    const activation_kind kind = activation_at(keras_key::activation);
    if (kind == activation_kind::linear) return;
    layer.given.given |= only(option::activation);
    layer.given.activation = kind;
  }

  constexpr void scale_and_center() {
    if (!truth(keras_key::scale, true)) {
      layer.given.given |= only(option::scale);
      layer.given.scale = false;
    }
    if (!truth(keras_key::center, true)) {
      layer.given.given |= only(option::center);
      layer.given.center = false;
    }
  }

  constexpr void axes(keras_key k) {
    const shape found = numbers(k);
    if (found.used == 0 || (found.used == 1 && found[0] == -1)) return;
    layer.given.given |= only(option::axis);
    layer.given.axis = found[0];
    layer.given.axes = found;
  }

  /// Fills in known extents that the file leaves open.
  constexpr void settle_input(const shape& dims) {
    if (!layer.has_input_shape) return input_of(dims);
    if (layer.input_shape.used != dims.used) return;
    for (int i = 0; i != dims.used; ++i)
      if (layer.input_shape[i] == shape::unknown) layer.input_shape[i] = dims[i];
  }
  constexpr void input_of(const shape& dims) {
    if (layer.has_input_shape) return;
    layer.input_shape = dims;
    layer.has_input_shape = true;
  }
};

}  // namespace nns::detail
