// Where the model is in a file: alone, inside something else (TensorFlow.js' model.json), as text inside JSON, or
// without its class, as get_config() returns it. Also what a file without a model looks like.
#pragma once

#include <nns/import/keras/keys.hpp>
#include <nns/import/keras/unescape.hpp>

namespace nns::detail {

/// The form in which a model is written.
enum class model_form : std::uint8_t {
  whole,       // {"class_name": ..., "config": ...}, or no model at all
  text,        // all of it as JSON text
  functional,  // a config without its class: {"name": ..., "layers": [...], "input_layers": ...}
  sequential,  // {"name": ..., "layers": [...]}
  list,        // [{...}, {...}]: the layers of a sequential model, which get_config() returned until Keras 2.2.2
};

/// The model's place: its bracket or quote, and how many objects around it are open there.
struct model_place {
  int at = 0;
  int containers = 0;
  model_form form = model_form::whole;
};

/// A key whose value may be a model: that of TensorFlow.js, that of Keras' HDF5 files, and common names.
constexpr bool holds_a_model(const reader& r, slice name) {
  return r.is(name, "modelTopology") || r.is(name, "model_config") || r.is(name, "model_topology") ||
         r.is(name, "model");
}

/// Whether the list at the reader's position begins with an object.
constexpr bool holds_objects(const reader& r) {
  reader inside(r.s, r.at);
  return inside.open('[') && inside.c[inside.at] == '{';
}

/// Looks at the keys from the front, and no further than necessary. Errors there are left to the reader.
constexpr model_place find_model(const source& s, int from) {
  model_place found{from};
  while (true) {
    reader r(s, found.at);
    if (r.c[r.at] == '"') {
      found.form = model_form::text;
      return found;
    }
    if (r.c[r.at] == '[') {
      if (holds_objects(r)) found.form = model_form::list;
      return found;
    }
    if (r.c[r.at] != '{' || !r.open('{')) return found;
    bool has_layers = false;
    int inside = 0;
    slice name{};
    do {
      if (!r.key(name)) return found;
      const char first = r.c[r.at];
      if (r.is(name, "class_name") || r.is(name, "config") || r.is(name, "module")) return found;
      if (r.is(name, "input_layers") || r.is(name, "output_layers")) {
        found.form = model_form::functional;
        return found;
      }
      if (r.is(name, "layers") && first == '[' && holds_objects(r)) has_layers = true;
      if ((first == '{' || first == '"') && holds_a_model(r, name)) inside = r.at;
    } while (inside == 0 && r.skip() && r.more('}'));
    if (inside == 0) {
      if (has_layers) found.form = model_form::sequential;
      return found;
    }
    found.at = inside;
    ++found.containers;
  }
}

/// The place of a file's first bracket or quote.
constexpr int begin_of(const source& s) {
  const bool marked = static_cast<unsigned char>(s[0]) == 0xEF && static_cast<unsigned char>(s[1]) == 0xBB;
  reader r(s, marked ? 3 : 0);  // a UTF-8 byte order mark
  r.space();
  return r.at;
}

/// The text that contains the model as JSON, without its quotes; empty if the file itself is the JSON.
constexpr slice model_as_text(const source& s) {
  const model_place place = find_model(s, begin_of(s));
  slice found{};
  reader r(s, place.at);
  if (place.form == model_form::text && !r.characters(found)) found = {};
  return found;
}

/// How many characters of the escaped text `inside` stand for its first `size` unescaped characters.
constexpr int length_of_escaped(const source& s, slice inside, int size) {
  int made = 0;
  int i = inside.first;
  const int end = inside.first + inside.length;
  while (i < end && made < size) {
    if (s[i] != '\\') {
      ++i, ++made;
      continue;
    }
    char character[5]{};
    file_fault bad;
    int length = s[i + 1] == 'u' ? 6 : 2;
    const bool is_pair = length == 6 && (s[i + 2] == 'd' || s[i + 2] == 'D') && i + 12 <= end && s[i + 6] == '\\';
    unescaper u{s, {i, is_pair ? 12 : length}, character, bad};
    if (is_pair) length = 12;
    made += u.run() ? static_cast<int>(u.out - character) : 1;
    i += length;
  }
  return i - inside.first;
}

/// What is wrong with a file that does not begin like a model.
constexpr file_rule looks_like(const source& s) {
  const int at = begin_of(s);
  if (s.matches(0, "\x89HDF")) return file_rule::an_hdf5_file;
  if (s.matches(0, "PK\x03\x04")) return file_rule::a_zip_archive;
  if (s.matches(at, "{'") || s.matches(at, "[{'")) return file_rule::python_is_no_json;
  if (s.matches(at, "class_name:") || s.matches(at, "backend:")) return file_rule::yaml_is_not_read;
  const model_place place = find_model(s, at);
  if (place.containers == 0) return file_rule::a_model_is_expected;
  reader r(s, place.at);
  slice name{};
  if (r.c[r.at] == '{' && r.open('{')) do {
      if (!r.key(name)) break;
      if (r.is(name, "node") || r.is(name, "library") || r.is(name, "versions")) return file_rule::a_graph_model;
    } while (r.skip() && r.more('}'));
  return file_rule::a_model_is_expected;
}

}  // namespace nns::detail
