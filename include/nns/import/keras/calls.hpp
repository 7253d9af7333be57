// A layer's inputs in a Keras file: inbound_nodes, input_layers and output_layers in all their forms.
#pragma once

#include <nns/import/keras/state.hpp>

namespace nns::detail {

/// Reads into a part; what does not fit is left for the next one.
struct call_reader {
  keras_state& state;
  keras_part& part;
  reader r;
  bool full = false;  // the part has no room for the next item

  constexpr call_reader(const source& s, keras_state& st, keras_part& into) : state(st), part(into), r(s, st.at) {}

  [[nodiscard]] constexpr int next_call() const { return state.calls + part.calls_used; }

  /// inbound_nodes: one element for each call. False, and nothing kept, if it does not fit.
  constexpr bool read_calls(layer_record& l) {
    const int calls = part.calls_used;
    const int references = part.references_used;
    l.first_call = next_call();
    if (is_keras_call()) return l.calls = 1, true;
    if (r.open('[')) do
        if (!read_call()) break;
      while (r.more(']'));
    if (r.bad.broken == file_rule::none && !full) {
      l.calls = part.calls_used - calls;
      return true;
    }
    part.calls_used = calls;
    part.references_used = references;
    return false;
  }

  /// input_layers and output_layers, as a call.
  constexpr bool read_ends(int& call) {
    const int calls = part.calls_used;
    const int references = part.references_used;
    call = next_call();
    if (read_call()) return true;
    call = -1;
    part.calls_used = calls;
    part.references_used = references;
    return false;
  }

 private:
  constexpr bool read_call() {
    if (part.calls_used == part.call_room) return full = true, false;
    layer_call& c = part.calls[part.calls_used++];
    c = {state.references + part.references_used, 0, r.at};
    if (!tensors(0, argument::positional)) return false;
    c.references = state.references + part.references_used - c.first_reference;
    return true;
  }

  constexpr bool add(const layer_reference& found) {
    if (part.references_used == part.reference_room) return full = true, false;
    part.references[part.references_used++] = found;
    return true;
  }

  /// The tensors in a value: ["name", 0, 0, {keywords}], or an object with keras_history and shape.
  constexpr bool tensors(int depth, argument role) {
    if (depth == 64) return r.fail(file_rule::nested_too_deeply);
    if (r.c[r.at] == '[') {
      if (!r.open('[')) return r.bad.broken == file_rule::none;
      if (r.c[r.at] == '"') return tensor_list(depth, role);
      do
        if (!tensors(depth + 1, role)) return false;
      while (r.more(']'));
      return r.bad.broken == file_rule::none;
    }
    if (r.c[r.at] == '{') return is_keras_tensor(role) || tensor_object(depth, role, false);
    return r.skip();
  }

  /// One call with nothing but tensors, alone or in a list, exactly as Keras 3 writes it.
  constexpr bool is_keras_call() {
    constexpr text begin = "[{\"args\": [";
    constexpr text end = "], \"kwargs\": {}}]";
    constexpr text masked_end = "], \"kwargs\": {\"mask\": null}}]";
    const int first = r.at;
    const int references = part.references_used;
    if (part.calls_used == part.call_room || !r.s.matches(first, begin)) return false;
    int i = first + static_cast<int>(begin.size());
    const bool in_list = r.c[i] == '[';
    r.at = in_list ? i + 1 : i;
    bool good = is_keras_tensor(argument::positional);
    while (good && r.c[r.at] == ',' && r.c[r.at + 1] == ' ') {
      r.at += 2;
      good = is_keras_tensor(argument::positional);
    }
    i = r.at;
    if (good && in_list) good = r.c[i++] == ']';
    if (good && r.s.matches(i, end))
      r.at = i + static_cast<int>(end.size());
    else if (good && r.s.matches(i, masked_end))
      r.at = i + static_cast<int>(masked_end.size());
    else
      good = false;
    if (good) {
      part.calls[part.calls_used++] = {state.references + references, part.references_used - references, first + 1};
      return true;
    }
    r.at = first;
    part.references_used = references;
    return false;
  }

  /// A tensor exactly as Keras 3 writes it; any other is read by its keys.
  constexpr bool is_keras_tensor(argument role) {
    constexpr text begin = "{\"class_name\": \"__keras_tensor__\", \"config\": {\"shape\": [";
    constexpr text middle = ", \"dtype\": \"float32\", \"keras_history\": [\"";
    constexpr text end = ", 0, 0]}}";
    const int first = r.at;
    const char* const c = r.c;
    if (part.references_used == part.reference_room || !r.s.matches(first, begin)) return false;
    int i = first + static_cast<int>(begin.size());
    if (!pass_extents(i) || !r.s.matches(i, middle)) return false;
    const int name = i + static_cast<int>(middle.size());
    const int quote = r.s.quote(r.s, name);
    if (c[quote - 1] == '\\' || quote == r.s.size || !r.s.matches(quote + 1, end)) return false;
    part.references[part.references_used++] = {
        {name, quote - name}, 0, 0, first + static_cast<int>(begin.size()) - 1, role};
    r.at = quote + 1 + static_cast<int>(end.size());
    return true;
  }

 protected:
  /// Passes over extents and the closing bracket, written correctly; mostly they equal the ones passed before.
  constexpr bool pass_extents(int& i) {
    const char* const c = r.c;
    slice& before = state.extents;
    if (before.length != 0 && r.s.same(r.s, i, c + before.first, before.length)) return i += before.length, true;
    const int first = i;
    while (c[i] != ']' || i != first) {
      const int begin = i;
      if (c[i] == 'n' && r.s.matches(i, "null"))
        i += 4;
      else
        while (is_digit(c[i])) ++i;
      if (i == begin || (c[begin] == '0' && i != begin + 1)) return false;
      if (c[i] == ']') break;
      if (c[i] != ',' || c[i + 1] != ' ') return false;
      i += 2;
    }
    ++i;
    before = {first, i - first};
    return true;
  }

 private:
  /// After [ comes text: it is a tensor if numbers follow, else a list without tensors, or with tensors further on.
  constexpr bool tensor_list(int depth, argument role) {
    layer_reference found{.role = role};
    if (!r.characters(found.name)) return false;
    if (!r.more(']')) return r.bad.broken == file_rule::none;
    std::int64_t numbers[2]{};
    if (r.c[r.at] == '-' || is_digit(r.c[r.at])) {
      if (!r.integer(numbers[0])) return false;
      if (!r.more(']')) return r.bad.broken == file_rule::none;
      if (numbers[0] >= 0 && is_digit(r.c[r.at])) {
        if (!r.integer(numbers[1])) return false;
        if (numbers[0] > INT32_MAX / 2 || numbers[1] > INT32_MAX / 2) return r.fail(file_rule::the_number_is_too_large);
        found.call = static_cast<int>(numbers[0]);
        found.output = static_cast<int>(numbers[1]);
        if (!add(found)) return false;
        if (!r.more(']')) return r.bad.broken == file_rule::none;
      } else if (!r.skip()) {  // ["_CONSTANT_VALUE", -1, value, {keywords}]
        return false;
      } else if (!r.more(']')) {
        return r.bad.broken == file_rule::none;
      }
      if (r.c[r.at] == '{') {
        if (!tensor_object(depth + 1, role, true)) return false;
        if (!r.more(']')) return r.bad.broken == file_rule::none;
      }
    }
    do
      if (!tensors(depth + 1, role)) return false;
    while (r.more(']'));
    return r.bad.broken == file_rule::none;
  }

  [[nodiscard]] constexpr argument role_of(slice name, keras_key key, argument role) const {
    if (key == keras_key::query) return argument::query;
    if (key == keras_key::value) return argument::value;
    if (key == keras_key::key) return argument::key;
    if (name.length >= 4 && r.s.matches(name.first + name.length - 4, "mask")) return argument::mask;
    return role == argument::positional ? argument::other : role;
  }

  constexpr bool tensor_object(int depth, argument role, bool keywords) {
    if (depth >= 64) return r.fail(file_rule::nested_too_deeply);
    slice name{};
    int shape_at = 0;
    if (r.open('{')) {
      do {
        if (!r.key(name)) return false;
        const char first = r.c[r.at];
        if (first == '"') {
          if (!r.skip()) return false;
          continue;
        }
        const keras_key key = key_of(r.s, name);
        if (key == keras_key::keras_history && first == '[') {
          const int before = part.references_used;
          if (!tensors(depth + 1, role)) return false;
          if (part.references_used != before) part.references[before].shape_at = shape_at;
        } else if (key == keras_key::shape && first == '[') {
          shape_at = r.at;
          if (!r.skip()) return false;
        } else if (key == keras_key::keywords && first == '{') {
          if (!tensor_object(depth + 1, role, true)) return false;
        } else if (first != '{' && first != '[') {
          if (!r.skip()) return false;
        } else if (!tensors(depth + 1, keywords ? role_of(name, key, role) : role)) {
          return false;
        }
      } while (r.more('}'));
    }
    return r.bad.broken == file_rule::none;
  }
};

}  // namespace nns::detail
