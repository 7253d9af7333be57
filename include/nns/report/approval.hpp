// approve(summary, file): compares a model's table with one that was approved and is kept in a file, and says what
// changed and how to accept it. For unit tests; nns/interop/catch2.hpp and nns/interop/gtest.hpp wrap it.
#pragma once

#include <nns/report/csv.hpp>
#include <nns/report/detail/approved_file.hpp>
#include <nns/report/detail/difference.hpp>
#include <nns/report/detail/files.hpp>
#include <nns/report/detail/table.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace nns {

/// The result of comparing with an approved file. The message says what to do; it is empty if nothing differs.
struct approval {
  bool approved = false;
  std::string message{};

  explicit operator bool() const { return approved; }
};

/// Options of an approved file.
struct approval_options {
  /// Rows nested in more compositions than this are merged into one row for their composition; -1: no row is.
  int depth = -1;
  /// If given, the file has the columns `bytes` and `parameter_bytes` for these data types, too.
  chosen_storage storage{};
};

namespace report {

/// A file name without a full path is relative to the source file of the test.
inline std::string beside(const std::string& file, const char* source) {
  return is_full_path(file) ? file : folder_of(source) + file;
}

/// Whether the new table is to be accepted: NNS_ACCEPT is set, and not to 0.
inline bool accepts_all() {
  const char* const wish = std::getenv("NNS_ACCEPT");
  return wish != nullptr && *wish != '\0' && std::string(wish) != "0";
}

constexpr void put_row_in_words(writer& w, const layer_summary& l, text unit_of_work) {
  const auto put = [&](std::int64_t number, text unit) {
    w.put(", ");
    if (number == unknown) {
      w.put('?');
    } else {
      put_integer(w, number, true);
    }
    w.put(unit);
  };
  put_shape(w, l.output);
  put(l.forward.count, unit_of_work == "OP" ? text{" OP"} : text{" MAC"});
  put(l.parameters, " parameters");
  put(l.activations, " activations");
  w.end_line();
}

/// A row of a difference, with a line for each change: test runners break long lines, and tables with them.
inline void put_in_words(writer& w, const diff_row& r) {
  w.put(r.change == change::none ? text{"total"} : name_of(r.change));
  if (r.change != change::none) {
    w.put(' ');
    put_clipped_name(w, r.is() ? r.name_after : r.name_before, 64);
  }
  if (r.change == change::added || r.change == change::removed) {
    w.put(": ");
    return put_row_in_words(w, r.is() ? r.after : r.before, r.unit);
  }
  w.end_line();
  for (const column<diff_row>& c : column_list<diff_row>::values) {
    const cell both = c.of(r);
    if (both.kind != cell_holds::shape_change && both.kind != cell_holds::count_change) continue;
    if (c.key == "backward" && r.before.forward != r.after.forward) continue;  // it follows
    if (c.key == "trainable_parameters" && r.before.parameters != r.after.parameters) continue;
    w.put("  ");
    put_heading(w, c.key, {});
    w.put(": ");
    put_cell(w, both, {}, {});
    w.end_line();
  }
}

/// The lines in which two files differ, for files whose numbers are equal.
inline void put_other_lines(writer& w, const approved_file& was, const approved_file& is) {
  constexpr int most = 20;
  int lines = 0;
  const auto put = [&](text sign, const approved_file& these, const approved_file& others) {
    for (const std::string& line : these.lines()) {
      if (others.has_line(line) || ++lines > most) continue;
      w.put(sign);
      w.put(text{line.data(), line.size()});
      w.end_line();
    }
  };
  put("- ", was, is);
  put("+ ", is, was);
}

inline std::string describe_difference(const approved_file& was, const approved_file& is, const summary_view& of) {
  constexpr std::size_t most = 30;
  difference d = diff(was.view(of.name), is.view(of.name));
  d.before.unit = d.after.unit = of.unit;
  const std::vector<diff_row> rows = d.rows();
  return to_string([&](writer& w) {
    for (std::size_t i = 0; i != rows.size() && i != most; ++i) put_in_words(w, rows[i]);
    if (rows.size() > most) {
      w.put("and ");
      put_integer(w, static_cast<std::int64_t>(rows.size() - most));
      w.put(" more");
      w.end_line();
    }
    if (!is_same(d.before.total, d.after.total)) put_in_words(w, d.total());
    if (d.empty()) put_other_lines(w, was, is);
  });
}

}  // namespace report

/// Compares a summary with the table in `file`. If it differs, or the file does not exist, the new table is written to
/// FILE.received, or with NNS_ACCEPT=1 in the environment to the file itself.
inline approval approve(const summary_view& s, const std::string& file, const approval_options& o = {}) {
  const text columns = o.storage.given ? report::approved_columns_with_bytes : report::approved_columns;
  const std::string content = to_csv(s, {.depth = o.depth, .columns = columns, .storage = o.storage});
  const std::string received = file + ".received";
  std::string approved;
  const bool is_there = report::read_file(file, approved);
  if (is_there && approved == content) {
    std::remove(received.c_str());
    return {true, {}};
  }
  if (report::accepts_all()) {
    if (!report::write_file(file, content)) return {false, "cannot be written to " + file + "\n"};
    std::remove(received.c_str());
    return {true, {}};
  }
  std::string message = is_there ? "is not what was approved in\n" : "has not been approved yet: there is no\n";
  message += file + "\n";
  if (is_there)
    message += report::describe_difference(report::approved_file(approved), report::approved_file(content), s);
  message += "To accept it, run the test with NNS_ACCEPT=1 in the environment";
  if (report::write_file(received, content)) message += ",\nor rename " + received;
  return {false, message + "\n"};
}

/// The same for a std::filesystem::path.
template <class Path>
  requires requires(const Path& p) { p.parent_path().string(); }
approval approve(const summary_view& s, const Path& file, const approval_options& o = {}) {
  return approve(s, file.string(), o);
}

}  // namespace nns
