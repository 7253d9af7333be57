// to_csv: a summary as comma-separated values, quoted as in RFC 4180; lines end with \n alone.
// The first line has the columns' public names. Numbers have all digits; unknown ones are empty.
#pragma once

#include <nns/report/detail/choice.hpp>
#include <nns/report/detail/described.hpp>
#include <nns/report/detail/string.hpp>

#include <cstddef>
#include <string>

namespace nns {

/// Options of the CSV.
struct csv_options {
  /// Rows nested in more compositions than this are merged into one row for their composition; -1: no row is.
  int depth = -1;
  /// Which columns, by their public names. Empty: all numbers, names and inputs, and `unit` if it is not the MAC.
  column_names columns{};
  /// Whether the last line has the totals, with the kind `total`.
  bool total = true;
  /// The data types of the columns `bytes`, `parameter_bytes` and `kv_cache_bytes`: float32 unless given.
  chosen_storage storage{};
  /// The training step of the columns `training_bytes` and `kept_bytes`: nns::training_step<...> of <nns/report/training.hpp>.
  reported_step step{};
};

namespace report {

/// A field, in the parts that `each(use)` gives; in quotes if it contains a comma, a quote or a line break, or begins
/// or ends with a space.
template <class Each>
constexpr void put_csv_field(writer& w, const Each& each) {
  bool quoted = false;
  char last = '\0';
  each([&](text part) {
    for (const char c : part) {
      if (c == ',' || c == '"' || c == '\n' || c == '\r' || (c == ' ' && last == '\0')) quoted = true;
      last = c;
    }
  });
  if (last == ' ') quoted = true;
  if (quoted) w.put('"');
  each([&](text part) {
    for (const char c : part) {
      if (c == '"') w.put('"');
      w.put(c);
    }
  });
  if (quoted) w.put('"');
}

constexpr void put_csv_cell(writer& w, const cell& c) {
  switch (c.kind) {
    case cell_holds::nothing: return;
    case cell_holds::name: return put_csv_field(w, [&](const auto& use) { each_part(c.name(), use); });
    case cell_holds::name_change:
      return put_csv_field(w, [&](const auto& use) {
        use(c.old_name);
        use(text{";"});
        each_part(c.name(), use);
      });
    case cell_holds::names:
      return put_csv_field(w, [&](const auto& use) {
        bool first = true;
        each_input(*c.row, [&](const label& name) {
          if (!first) use(text{";"});
          first = false;
          each_part(name, use);
        });
      });
    case cell_holds::truth: return w.put(c.number != 0 ? text{"true"} : text{"false"});
    case cell_holds::shape:
    case cell_holds::shapes: return put_shapes(w, c.shapes, ";");
    case cell_holds::count:
    case cell_holds::number:
      if (c.number != unknown) put_integer(w, c.number);
      return;
    case cell_holds::share:
      if (c.number != unknown && c.whole != unknown) put_fraction(w, c.number, c.whole);
      return;
    case cell_holds::shape_change:
      put_shape(w, *c.before);
      w.put(';');
      return put_shape(w, c.shapes[0]);
    case cell_holds::count_change:
      if (c.whole != unknown) put_integer(w, c.whole);
      w.put(';');
      if (c.number != unknown) put_integer(w, c.number);
  }
}

template <class Row>
constexpr void put_csv_header(writer& w, const choice<Row>& chosen) {
  for (std::size_t i = 0; i != chosen.size; ++i) {
    if (i != 0) w.put(',');
    w.put(chosen[i].key);
  }
  w.put('\n');
}

template <class Row>
constexpr void put_csv_row(writer& w, const choice<Row>& chosen, const Row& r) {
  for (std::size_t i = 0; i != chosen.size; ++i) {
    if (i != 0) w.put(',');
    put_csv_cell(w, chosen[i].of(r));
  }
  w.put('\n');
}

constexpr void write_csv(writer& w, const summary_view& s, const csv_options& o) {
  auto chosen = choose_for_programs<layer_row>(o.columns.view());
  if (o.columns.view().empty() && !(s.unit == "MAC")) add_column(chosen, "unit");
  put_csv_header(w, chosen);
  layer_source{s, o.depth}.each([&](const layer_row& r) { put_csv_row(w, chosen, r); });
  if (o.total) put_csv_row(w, chosen, total_of(s));
}

}  // namespace report

/// A summary as comma-separated values: a line with the column names, one for each layer, and one with the totals.
inline std::string to_csv(const summary_view& s, const csv_options& o = {}) {
  const report::described d(s, report::wanted::by(o.columns, o.storage, o.step));
  return report::to_string([&](report::writer& w) { report::write_csv(w, d.view(), o); });
}

}  // namespace nns
