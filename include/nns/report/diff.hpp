// diff(before, after): what changed between two versions of a network, layer by layer, in the same four formats as a
// summary. It compares any two summaries, including those made at run time. How layers are wired is not compared.
#pragma once

#include <nns/report/csv.hpp>
#include <nns/report/json.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/detail/difference.hpp>
#include <nns/report/text.hpp>

#include <string>
#include <vector>

namespace nns {

namespace report {

/// The source of the rows of a difference's table.
struct diff_source {
  using row = diff_row;
  static constexpr bool has_total = true;

  std::vector<diff_row> rows;
  diff_row sums;  // without a kind, which would only repeat the name
  std::string names;
  bool declared_otherwise = false;  // a layer changed only its options: without these its row would say nothing

  diff_source(const difference& d, int depth) : rows(d.rows(depth)), sums(d.total()), names(d.before.name) {
    for (const diff_row& r : rows)
      declared_otherwise = declared_otherwise || (r.change == change::changed && is_same(r.before, r.after));
    sums.before.kind = sums.after.kind = {};
    if (!d.after.name.empty() && !(d.before.name == d.after.name)) {  // a file may have had no name
      if (!names.empty()) names.append(" -> ");
      names.append(d.after.name.data(), d.after.name.size());
    }
    if (rows.empty()) names.append(": no layer has changed");
  }

  [[nodiscard]] text title() const { return {names.data(), names.size()}; }
  [[nodiscard]] const diff_row& total() const { return sums; }
  template <class Use>
  void each(const Use& use) const {
    for (const diff_row& r : rows) use(r);
  }
};

/// The columns that a program gets: those that show why each row is there, and the unit if it is not the MAC.
inline choice<diff_row> choose_for_programs(const diff_source& source, text names) {
  choice<diff_row> chosen = choose_for_programs<diff_row>(names);
  if (!names.empty()) return chosen;
  if (source.declared_otherwise) add_column(chosen, "options_before"), add_column(chosen, "options_after");
  if (!(source.sums.unit == "MAC")) add_column(chosen, "unit");
  return chosen;
}

/// Columns of a training step need one.
inline void check_step(const difference& d, text names) {
  if (d.step.given()) return;
  each_word(names, [](text name) {
    for (const text key : {text{"training_bytes"}, text{"kept_bytes"}})
      if (name == key || (name.size() > key.size() && text{name.data(), key.size()} == key)) no_step();
  });
}

inline std::string diff_table(const difference& d, int depth, text names, const table_style& style) {
  check_step(d, names);
  const diff_source source(d, depth);
  const text usual = source.declared_otherwise ? diff_columns_with_options : usual_columns<diff_row>;
  const table<diff_source> made(source, names.empty() ? usual : names, style);
  return to_string([&](writer& w) { made.write(w); });
}

inline void write_json(writer& w, const difference& d, const diff_source& source, const choice<diff_row>& chosen) {
  w.put("{\n  \"before\": ");
  put_json_string(w, d.before.name);
  w.put(",\n  \"after\": ");
  put_json_string(w, d.after.name);
  put_json_unit(w, d.after.unit);
  w.put(",\n  \"layers\": [");
  bool first = true;
  source.each([&](const diff_row& r) {
    w.put(first ? text{"\n    "} : text{",\n    "});
    first = false;
    put_json_object(w, chosen, r);
  });
  w.put(first ? text{"],\n  \"total\": "} : text{"\n  ],\n  \"total\": "});
  put_json_object(w, chosen, d.total());
  w.put("\n}\n");
}

}  // namespace report

/// A difference as an aligned table of the layers that changed, and the totals.
inline std::string to_text(const difference& d, const text_options& o = {}) {
  return report::diff_table(d, o.depth, o.columns.view(), report::style_of(o));
}

/// A difference as a Markdown table.
inline std::string to_markdown(const difference& d, const markdown_options& o = {}) {
  return report::diff_table(d, o.depth, o.columns.view(), {.markdown = true, .exact = o.exact});
}

/// A difference as comma-separated values: columns for what was and what is. The last line has the totals.
inline std::string to_csv(const difference& d, const csv_options& o = {}) {
  report::check_step(d, o.columns.view());
  const report::diff_source source(d, o.depth);
  const auto chosen = report::choose_for_programs(source, o.columns.view());
  return report::to_string([&](report::writer& w) {
    report::put_csv_header(w, chosen);
    source.each([&](const diff_row& r) { report::put_csv_row(w, chosen, r); });
    if (o.total) report::put_csv_row(w, chosen, d.total());
  });
}

/// A difference as JSON: an object with `before` and `after` (the names), `layers` and `total`.
inline std::string to_json(const difference& d, const json_options& o = {}) {
  report::check_step(d, o.columns.view());
  const report::diff_source source(d, o.depth);
  const auto chosen = report::choose_for_programs(source, o.columns.view());
  return report::to_string([&](report::writer& w) { report::write_json(w, d, source, chosen); });
}

}  // namespace nns
