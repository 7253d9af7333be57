// A summary as an aligned table: how it is wanted, and its writing, by the compiler and by a program alike.
#pragma once

#include <nns/memory/storage.hpp>
#include <nns/report/detail/table.hpp>

#include <cstddef>
#include <cstdint>

namespace nns {

/// How a summary becomes text.
struct text_options {
  /// Rows that stand inside more compositions than this are merged into one row of their composition; -1: none is.
  int depth = -1;
  /// Which columns, by their public names: "name output forward". Empty: the usual ones.
  column_names columns{};
  /// Every digit of every number, however long.
  bool exact = false;
  /// Longer names lose their middle; 0: never.
  int name_width = 48;
  /// Compositions side by side that are the same become one row: block ... block_31 (32 x).
  bool fold = false;
  /// The data types of the columns `bytes` and `parameter_bytes`: float32 unless given.
  chosen_storage storage{};
};

}  // namespace nns

namespace nns::report {

constexpr table_style style_of(const text_options& o) {
  return {.exact = o.exact, .name_width = o.name_width < 1 ? SIZE_MAX : static_cast<std::size_t>(o.name_width)};
}

constexpr table<layer_source> text_table(const layer_source& rows, const text_options& o) {
  const text names = o.columns.view();
  return {rows, names.empty() ? usual_columns<layer_row> : names, style_of(o)};
}

constexpr void write_text(writer& w, const summary_view& s, const text_options& o) {
  const layer_source rows{s, o.depth, o.fold};
  text_table(rows, o).write(w);
}

}  // namespace nns::report
