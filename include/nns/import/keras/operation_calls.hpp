// The arguments of a function's call, in order: tensors of the model, arrays in the file, numbers and text.
// A reader has already found the file to be valid JSON.
#pragma once

#include <nns/import/keras/keys.hpp>
#include <nns/import/network/network.hpp>

namespace nns::detail {

/// The extents of an array of numbers at the reader's position. False if rows differ, or it contains something else.
constexpr bool array_extents(reader& r, shape& found, int depth = 0, bool first = true) {
  if (r.c[r.at] != '[') {
    const char c = r.c[r.at];
    const bool plain = c == '-' || is_digit(c) || c == 't' || c == 'f' || c == 'N' || c == 'I';
    return r.skip() && plain && depth == found.used;
  }
  if (depth == shape::max_rank || (!first && depth >= found.used)) return r.skip(), false;
  if (first) found.push_back(0);
  std::int64_t count = 0;
  bool good = true;
  if (r.open('[')) do
      good = array_extents(r, found, depth + 1, first && count == 0) && good, ++count;
    while (r.more(']'));
  if (first) found[depth] = count;
  return good && count != 0 && found[depth] == count;
}

/// Whether a call has only tensors, numbers and text, as most calls do; this takes few steps to see. False if it may
/// have more.
constexpr bool has_no_arrays(reader& r, int depth = 0) {
  const char first = r.c[r.at];
  if (first != '[' && first != '{') return r.skip();
  if (r.s.matches(r.at, "{\"class_name\": \"__keras_tensor__\"")) return r.skip();
  if (depth == 4) return false;
  slice key{};
  if (first == '{') {
    if (r.open('{')) do {
        r.key(key);
        if (r.is(key, "class_name") || !has_no_arrays(r, depth + 1)) return false;
      } while (r.more('}'));
    return true;
  }
  bool is_tensor = false;
  if (r.open('[')) do {
      const char c = r.c[r.at];
      is_tensor = is_tensor || c == '"';
      if (c == '-' || (!is_tensor && depth > 1 && c != '[' && c != '{')) return false;  // ["_CONSTANT_VALUE", -1, 1]
      if (!has_no_arrays(r, depth + 1)) return false;
    } while (r.more(']'));
  return true;
}

struct call_item {
  enum class what : std::uint8_t { tensor, array, words, other };
  what kind = what::other;
  argument role = argument::positional;
  int place = -1;  // among the arguments without a name
  slice key{};     // its name, if it has one
  int at = 0;      // its position in the file
  int input = -1;  // which of the layer's inputs a tensor is
  shape dims{};    // of an array; a number has none

  [[nodiscard]] constexpr bool is_operand() const { return kind == what::tensor || kind == what::array; }
};

/// All arguments of one call.
struct call_items {
  static constexpr int most = 24;

  const source& s;
  call_item items[most]{};
  int used = 0;
  int places = 0;
  int tensors = 0;
  bool complete = true;  // all of it is here, and no array is ragged

  constexpr explicit call_items(const source& text) : s(text) {}

  /// `call` is its position; `constants`, if not 0, that of a TensorFlowOpLayer's arrays, which are listed by place.
  constexpr void read(int call, int constants) {
    reader r(s, call);
    if (call != 0) value(r, argument::positional, {}, 0);
    if (constants != 0) insert(constants);
    number_inputs();
  }

  /// The argument with this name, or at this place.
  [[nodiscard]] constexpr const call_item* find(int place, text name = {}, text other = {}) const {
    const reader r(s);
    for (int i = 0; i != used; ++i)
      if (items[i].key.length != 0 ? r.is(items[i].key, name) || (!other.empty() && r.is(items[i].key, other))
                                   : items[i].place == place)
        return &items[i];
    return nullptr;
  }

 private:
  constexpr void add(call_item::what kind, argument role, slice key, int at) {
    if (used == most) {
      complete = false;
      return;
    }
    items[used] = {kind, role, key.length == 0 ? places : -1, key, at, -1, {}};
    if (key.length == 0) ++places;
    if (kind == call_item::what::tensor) ++tensors;
    ++used;
  }

  constexpr void value(reader& r, argument role, slice key, int depth) {
    if (depth == 16) {
      complete = false;
      r.skip();
      return;
    }
    const int at = r.at;
    const char first = r.c[at];
    if (first == '{') return object(r, role, key, depth);
    if (first == '[') return list(r, role, key, depth);
    add(first == '"'   ? call_item::what::words
        : first == 'n' ? call_item::what::other
                       : call_item::what::array,
        role, key, at);
    r.skip();
  }

  constexpr void array(reader& r, argument role, slice key) {
    if (key.length != 0 && (r.is(key, "shape") || r.is(key, "output_shape") || r.is(key, "noise_shape"))) {
      add(call_item::what::other, role, key, r.at);  // null may be in it
      r.skip();
      return;
    }
    add(call_item::what::array, role, key, r.at);
    shape dims;
    const bool good = array_extents(r, dims);
    if (!good) complete = false;
    if (used != 0 && good) items[used - 1].dims = dims;
  }

  /// A tensor, tensors, or an array.
  constexpr void list(reader& r, argument role, slice key, int depth) {
    int leaf = r.at;
    while (r.c[leaf] == '[' || is_space(r.c[leaf])) ++leaf;
    const char first = r.c[leaf];
    if (first == ']') {
      add(call_item::what::other, role, key, r.at);
      r.skip();
      return;
    }
    if (first != '"' && first != '{') return array(r, role, key);
    const int at = r.at;
    r.open('[');
    if (r.c[r.at] != '"') {
      do
        value(r, role, key, depth + 1);
      while (r.more(']'));
      return;
    }
    slice name{};
    r.characters(name);
    if (!r.more(']')) return;
    if (r.c[r.at] == '-') {  // ["_CONSTANT_VALUE", -1, value, {keywords}]
      r.skip();
      if (!r.more(']')) return;
      value(r, role, key, depth + 1);
    } else if (is_digit(r.c[r.at])) {  // ["name", 0, 0, {keywords}]
      add(call_item::what::tensor, role, key, at);
      r.skip();
      if (!r.more(']')) return;
      r.skip();
    } else {  // some other text
      add(call_item::what::other, role, key, at);
      do
        r.skip();
      while (r.more(']'));
      return;
    }
    while (r.more(']'))
      if (r.c[r.at] == '{')
        keywords(r, role, depth + 1);
      else
        r.skip();
  }

  constexpr void keywords(reader& r, argument role, int depth) {
    slice name{};
    if (r.open('{')) do {
        r.key(name);
        value(r, role_of(name, role), name, depth + 1);
      } while (r.more('}'));
  }
  /// As nns/import/keras/calls.hpp has it.
  [[nodiscard]] constexpr argument role_of(slice name, argument role) const {
    const keras_key key = key_of(s, name);
    if (key == keras_key::query) return argument::query;
    if (key == keras_key::value) return argument::value;
    if (key == keras_key::key) return argument::key;
    if (name.length >= 4 && s.matches(name.first + name.length - 4, "mask")) return argument::mask;
    return role == argument::positional ? argument::other : role;
  }

  /// A call of Keras 3, a tensor of Keras 3, or an array: {"class_name": "__numpy__", "config": {"value": [...]}}.
  constexpr void object(reader& r, argument role, slice key, int depth) {
    const int at = r.at;
    bool is_tensor = false;
    bool is_call = false;
    int value_at = 0;
    slice name{};
    if (r.open('{')) {
      do {
        r.key(name);
        slice word{};
        if (r.is(name, "class_name") && r.c[r.at] == '"') {
          r.characters(word);
          is_tensor = r.is(word, "__keras_tensor__");
        } else if (depth == 0 && r.is(name, "args") && r.c[r.at] == '[') {
          is_call = true;
          if (r.open('[')) do
              value(r, argument::positional, {}, depth + 1);
            while (r.more(']'));
        } else if (depth == 0 && r.is(name, "kwargs") && r.c[r.at] == '{') {
          is_call = true;
          keywords(r, argument::positional, depth + 1);
        } else if (r.is(name, "config") && r.c[r.at] == '{') {
          slice inner{};
          if (r.open('{')) do {
              r.key(inner);
              if (r.is(inner, "value")) value_at = r.at;
              r.skip();
            } while (r.more('}'));
        } else {
          r.skip();
        }
      } while (r.more('}'));
    }
    if (is_call) return;
    if (is_tensor) return add(call_item::what::tensor, role, key, at);
    if (value_at == 0 || s[value_at] == '"' || s[value_at] == '{') return add(call_item::what::other, role, key, at);
    reader inside(s, value_at);
    array(inside, role, key);
  }

  /// {"1": [...]}: arrays are inserted among the tensors.
  constexpr void insert(int constants) {
    reader r(s, constants);
    slice name{};
    if (s[constants] == '{' && r.open('{')) do {
        r.key(name);
        int place = 0;
        for (int i = 0; i != name.length && is_digit(s[name.first + i]) && place < most; ++i)
          place = place * 10 + (s[name.first + i] - '0');
        for (int i = 0; i != used; ++i)
          if (items[i].place >= place) ++items[i].place;
        const int before = used;
        array(r, argument::positional, {});
        if (used != before) items[before].place = place;
      } while (r.more('}'));
  }

  /// As link.hpp connects them: by position, then by name in the order of attention's arguments.
  constexpr void number_inputs() {
    int next = 0;
    for (const argument role :
         {argument::query, argument::positional, argument::value, argument::key, argument::other})
      for (int i = 0; i != used; ++i)
        if (items[i].kind == call_item::what::tensor && items[i].role == role) items[i].input = next++;
    tensors = next;
  }
};

}  // namespace nns::detail
