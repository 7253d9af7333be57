// A summary as an aligned table: its options, and the code that writes it, at compile time and at run time.
#pragma once

#include <nns/memory/storage.hpp>
#include <nns/report/detail/table.hpp>

#include <cstddef>
#include <cstdint>

namespace nns {

/// Options of the text.
struct text_options {
  /// Rows nested in more compositions than this are merged into one row for their composition; -1: no row is.
  int depth = -1;
  /// Which columns, by their public names: "name output forward". Empty: the default columns.
  column_names columns{};
  /// Print all digits of long numbers.
  bool exact = false;
  /// Longer names are shortened in the middle; 0: never.
  int name_width = 48;
  /// Adjacent equal compositions become one row: block ... block_31 (32 x).
  bool fold = false;
  /// The data types of the columns `bytes`, `parameter_bytes` and `kv_cache_bytes`: float32 unless given.
  chosen_storage storage{};
  /// The training step of the columns `training_bytes` and `kept_bytes`: nns::training_step<...> of <nns/report/training.hpp>.
  reported_step step{};
};

}  // namespace nns

namespace nns::report {

constexpr table_style style_of(const text_options& o) {
  return {.exact = o.exact, .name_width = o.name_width < 1 ? SIZE_MAX : static_cast<std::size_t>(o.name_width)};
}

template <class Source>
constexpr table<Source> text_table(const Source& rows, const text_options& o) {
  const text names = o.columns.view();
  return {rows, names.empty() ? usual_columns<typename Source::row> : names, style_of(o)};
}

template <class Options = text_options>
constexpr void write_text(writer& w, const summary_view& s, const Options& o) {
  const layer_source rows{s, o.depth, o.fold};
  text_table(rows, o).write(w);
}

}  // namespace nns::report
