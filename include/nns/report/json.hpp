// to_json: a summary as JSON (RFC 8259), always valid UTF-8. Keys are the public names; unknown values are null.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/report/detail/choice.hpp>
#include <nns/report/detail/described.hpp>
#include <nns/report/detail/string.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace nns {

/// Options of the JSON.
struct json_options {
  /// Rows nested in more compositions than this are merged into one row for their composition; -1: no row is.
  int depth = -1;
  /// Which keys the rows have. Empty: all numbers, names and inputs.
  column_names columns{};
  /// The data types of the columns `bytes`, `parameter_bytes` and `kv_cache_bytes`: float32 unless given.
  chosen_storage storage{};
  /// The training step of the columns `training_bytes` and `kept_bytes`: nns::training_step<...> of <nns/report/training.hpp>.
  reported_step step{};
};

namespace report {

/// A character inside a JSON string: quotes, backslashes and control characters escaped, U+FFFD for invalid UTF-8.
constexpr void put_json_character(writer& w, text character) {
  constexpr text hexadecimal = "0123456789abcdef";
  if (character.empty()) return w.put(replacement);
  const char c = character[0];
  const auto code = static_cast<unsigned char>(c);
  if (c == '"' || c == '\\') {
    w.put('\\');
  } else if (c == '\n') {
    return w.put("\\n");
  } else if (c == '\t') {
    return w.put("\\t");
  } else if (code < 0x20) {
    w.put("\\u00");
    w.put(hexadecimal[code / 16U]);
    return w.put(hexadecimal[code % 16U]);
  }
  w.put(character);
}

constexpr void put_json_string(writer& w, const label& name) {
  w.put('"');
  each_character(name, [&](text character) { put_json_character(w, character); });
  w.put('"');
}

constexpr void put_json_count(writer& w, std::int64_t number) {
  if (number == unknown) return w.put("null");
  put_integer(w, number);
}

constexpr void put_json_shape(writer& w, const shape& s) {
  w.put('[');
  for (int i = 0; i != s.rank(); ++i) {
    if (i != 0) w.put(", ");
    put_json_count(w, s[i]);
  }
  w.put(']');
}

constexpr void put_json_shapes(writer& w, detail::seen<shape> shapes) {
  w.put('[');
  bool first = true;
  for (const shape& s : shapes) {
    if (!first) w.put(", ");
    first = false;
    put_json_shape(w, s);
  }
  w.put(']');
}

constexpr void put_json_names(writer& w, const layer_row& row) {
  w.put('[');
  bool first = true;
  each_input(row, [&](const label& name) {
    if (!first) w.put(", ");
    first = false;
    put_json_string(w, name);
  });
  w.put(']');
}

constexpr void put_json_value(writer& w, const cell& c) {
  switch (c.kind) {
    case cell_holds::nothing: return w.put("null");
    case cell_holds::name: return put_json_string(w, c.name());
    case cell_holds::name_change:
      w.put('[');
      put_json_string(w, c.old_name);
      w.put(", ");
      put_json_string(w, c.name());
      return w.put(']');
    case cell_holds::names: return put_json_names(w, *c.row);
    case cell_holds::truth: return w.put(c.number != 0 ? text{"true"} : text{"false"});
    case cell_holds::shape: return put_json_shape(w, c.shapes[0]);
    case cell_holds::shapes: return put_json_shapes(w, c.shapes);
    case cell_holds::count:
    case cell_holds::number: return put_json_count(w, c.number);
    case cell_holds::share:
      return c.number == unknown || c.whole == unknown ? w.put("null") : put_fraction(w, c.number, c.whole);
    case cell_holds::shape_change:
      w.put('[');
      put_json_shape(w, *c.before);
      w.put(", ");
      put_json_shape(w, c.shapes[0]);
      return w.put(']');
    case cell_holds::count_change:
      w.put('[');
      put_json_count(w, c.whole);
      w.put(", ");
      put_json_count(w, c.number);
      w.put(']');
  }
}

template <class Row>
constexpr void put_json_object(writer& w, const choice<Row>& chosen, const Row& r) {
  w.put('{');
  for (std::size_t i = 0; i != chosen.size; ++i) {
    if (i != 0) w.put(", ");
    put_json_string(w, chosen[i].key);
    w.put(": ");
    put_json_value(w, chosen[i].of(r));
  }
  w.put('}');
}

/// The unit of forward and backward, if it is not the multiply-add.
constexpr void put_json_unit(writer& w, text unit) {
  if (unit == "MAC") return;
  w.put(",\n  \"unit\": ");
  put_json_string(w, unit);
}

constexpr void write_json(writer& w, const summary_view& s, const json_options& o) {
  const auto chosen = choose_for_programs<layer_row>(o.columns.view());
  w.put("{\n  \"name\": ");
  put_json_string(w, s.name);
  put_json_unit(w, s.unit);
  if (s.batch != 0) {
    w.put(",\n  \"batch\": ");
    put_json_count(w, s.batch);
  }
  w.put(",\n  \"layers\": [");
  bool first = true;
  layer_source{s, o.depth}.each([&](const layer_row& r) {
    w.put(first ? text{"\n    "} : text{",\n    "});
    first = false;
    put_json_object(w, chosen, r);
  });
  w.put("\n  ],\n  \"total\": ");
  put_json_object(w, chosen, total_of(s));
  w.put("\n}\n");
}

}  // namespace report

/// A summary as JSON: an object with `name`, `layers` and `total`; with `unit`, "OP", if it does not count MACs; and
/// with `batch` if it comes from a file that fixes the batch, and counts are for that many instances.
inline std::string to_json(const summary_view& s, const json_options& o = {}) {
  const report::described d(s, report::wanted::by(o.columns, o.storage, o.step));
  return report::to_string([&](report::writer& w) { report::write_json(w, d.view(), o); });
}

}  // namespace nns
