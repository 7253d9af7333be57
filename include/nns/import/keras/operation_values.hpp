// The arguments of a function of tensors, from its config or from its call. All of that is read again here; a reader
// has already found it to be valid JSON.
#pragma once

#include <nns/import/keras/operation_einsum.hpp>

namespace nns::detail {

/// A function's arguments as the numbers and options of a family. They may be in its config, beside its tensors, or in
/// a node's constants and attributes.
struct operation_values {
  const source& s;
  layer_record& l;
  int call;  // its position in the file
  bool moves_batch = false;  // found while its arguments are read

  [[nodiscard]] constexpr int in_object(int position, text name) const {
    reader r(s, position);
    slice found{};
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
  /// Keras 3: {"args": [first, second, ...], ...}; 0 if there is none.
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
    slice key{};
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
    return in_node(name);
  }

  /// A TensorFlowOpLayer has its arguments as constants, by their places, or as attributes of its node.
  [[nodiscard]] constexpr int in_node(text name) const {
    if (in_config("node_def") == 0) return 0;
    if (name == text{"axis"}) {
      if (const int at = attribute("axis", "i"); at != 0) return s[at] == '"' ? at + 1 : at;
      const reader r(s);
      if (r.is(l.class_name, "ConcatV2")) return last_constant();
      if (r.is(l.class_name, "OneHot")) return 0;
      return constant(r.is(l.class_name, "Split") || r.is(l.class_name, "Concat") ? "0" : "1");
    }
    if (name == text{"indices_or_sections"}) {
      const int at = attribute("num_split", "i");
      return at != 0 && s[at] == '"' ? at + 1 : at;
    }
    if (name == text{"keepdims"}) return attribute("keep_dims", "b");
    for (const text second : {text{"newshape"}, text{"axes"}, text{"repeats"}, text{"pad_width"}, text{"num_classes"},
                              text{"size"}})
      if (name == second) return constant("1");
    return 0;
  }
  [[nodiscard]] constexpr int constant(text place) const {
    const int all = in_config("constants");
    return all == 0 ? 0 : in_object(all, place);
  }
  /// The constant with the highest place.
  [[nodiscard]] constexpr int last_constant() const {
    const int all = in_config("constants");
    reader r(s, all);
    slice key{};
    int found = 0;
    if (all != 0 && s[all] == '{' && r.open('{')) do {
        r.key(key);
        found = r.at;
        r.skip();
      } while (r.more('}'));
    return found;
  }
  /// An attribute's list of integers, as text or as numbers: {"list": {"i": ["1", "2"]}}.
  constexpr bool attribute_numbers(text name, number_list& found) const {
    const int list = attribute(name, "list");
    const int at = list == 0 ? 0 : in_object(list, "i");
    reader r(s, at);
    if (at == 0 || s[at] != '[') return false;
    if (r.open('[')) do {
        std::int64_t n = 0;
        if (found.used == number_list::capacity) return false;
        reader digits(s, s[r.at] == '"' ? r.at + 1 : r.at);
        if (!digits.integer(n)) return false;
        r.skip();
        found.values[found.used++] = n;
      } while (r.more(']'));
    return true;
  }
  /// An attribute's integer; 0 if there is none.
  [[nodiscard]] constexpr std::int64_t attribute_number(text name) const {
    const int at = attribute(name, "i");
    std::int64_t n = 0;
    reader r(s, at != 0 && s[at] == '"' ? at + 1 : at);
    return at != 0 && r.integer(n) ? n : 0;
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

  /// Of a TensorFlowOpLayer's node: {"attr": {name: {of_type: ...}}}.
  [[nodiscard]] constexpr int attribute(text name, text of_type) const {
    const int definition = in_config("node_def");
    const int all = definition == 0 ? 0 : in_object(definition, "attr");
    const int found = all == 0 ? 0 : in_object(all, name);
    return found == 0 ? 0 : in_object(found, of_type);
  }
  constexpr void channels_first(int format) {
    if (format == 0 || !(s.matches(format, "\"channels_first\"") || s.matches(format, "\"NC"))) return;
    l.given.given |= only(option::channels_first);
    l.given.channels_first = true;
  }
  [[nodiscard]] constexpr call_items items() const {
    call_items all(s);
    all.read(call, product_call::constants_of(s, l.position));
    return all;
  }
  /// How many operands are arrays and not single numbers; -1 if one of them has no shape.
  [[nodiscard]] constexpr int arrays() const {
    if (reader r(s, call); call != 0 && has_no_arrays(r) && product_call::constants_of(s, l.position) == 0) return 0;
    const call_items all = items();
    int found = 0;
    for (int i = 0; i != all.used; ++i)
      if (all.items[i].kind == call_item::what::array && !is_setting(all, all.items[i]) &&
          (all.items[i].dims.used != 0 || s[all.items[i].at] == '['))
        ++found;
    return all.complete ? found : -1;
  }
  /// Text that is a positional argument: an equation.
  [[nodiscard]] constexpr int first_words() const {
    const call_items all = items();
    for (int i = 0; i != all.used; ++i)
      if (all.items[i].kind == call_item::what::words && all.items[i].key.length == 0) return all.items[i].at;
    return 0;
  }

  /// The axes, none of which may be the batch.
  constexpr bool axes() {
    number_list n;
    if (!numbers(place("axis"), n) || n.used > shape::max_rank) return false;
    l.given.given |= only(option::axis);
    l.given.axis = n.values[0];
    l.given.axes = {};
    for (int i = 0; i != n.used; ++i) {
      if (n.values[i] == 0) return moves_batch = true, false;
      l.given.axes.push_back(n.values[i]);
    }
    return true;
  }
  /// Numbers for all axes; those of the batch must be `unless`, which changes nothing.
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

}  // namespace nns::detail
