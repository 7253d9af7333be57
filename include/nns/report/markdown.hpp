// to_markdown: a summary as a table of GitHub's Markdown.
#pragma once

#include <nns/report/detail/described.hpp>
#include <nns/report/detail/string.hpp>
#include <nns/report/detail/table.hpp>

#include <string>

namespace nns {

/// Options of the Markdown.
struct markdown_options {
  /// Rows nested in more compositions than this are merged into one row for their composition; -1: no row is.
  int depth = -1;
  /// Which columns, by their public names: "name output forward". Empty: the default columns.
  column_names columns{};
  /// Print all digits of long numbers.
  bool exact = false;
  /// Adjacent equal compositions become one row: block ... block_31 (32 x).
  bool fold = false;
  /// The data types of the columns `bytes`, `parameter_bytes` and `kv_cache_bytes`: float32 unless given.
  chosen_storage storage{};
  /// The training step of the columns `training_bytes` and `kept_bytes`: nns::training_step<...> of <nns/report/training.hpp>.
  reported_step step{};
};

namespace report {

constexpr void write_markdown(writer& w, const summary_view& s, const markdown_options& o) {
  const layer_source source{s, o.depth, o.fold};
  const text names = o.columns.view();
  const table_style style{.markdown = true, .exact = o.exact};
  table<layer_source>(source, names.empty() ? usual_columns<layer_row> : names, style).write(w);
}

}  // namespace report

/// A summary as a Markdown table, below its name in bold.
inline std::string to_markdown(const summary_view& s, const markdown_options& o = {}) {
  const report::described d(s, report::wanted::by(o.columns, o.storage, o.step));
  return report::to_string([&](report::writer& w) { report::write_markdown(w, d.view(), o); });
}

}  // namespace nns
