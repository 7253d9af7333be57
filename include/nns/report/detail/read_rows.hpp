// The rows of a summary from the CSV that a report wrote.
#pragma once

#include <nns/report/detail/csv_records.hpp>
#include <nns/report/detail/growing.hpp>
#include <nns/report/detail/rebuilt.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

namespace nns::report {

/// What was read, and the first error.
struct read_summary {
  std::string name{};
  growing<read_row> rows{};
  read_row total{};
  bool has_total = false;
  text unit{"MAC"};  // what forward and backward count
  std::string error{};
  std::size_t error_at = 0;  // a JSON text's byte, a CSV file's record

  void fail(std::string message, std::size_t at) {
    if (!error.empty()) return;
    error = std::move(message);
    error_at = at;
  }
  void count_in(const std::string& said, std::size_t at) {
    if (said == "MAC" || said == "OP")
      unit = said == "OP" ? text{"OP"} : text{"MAC"};
    else
      fail("`unit` is MAC or OP: " + said, at);
  }
};

class csv_summary {
 public:
  csv_summary(const csv_records& from, read_summary& to) : from_(from), to_(to) {}

  void read() {
    if (from_.records.empty() || from_.find(0, "name") == nullptr)
      return to_.fail("the first line has no column `name`", 0);
    for (std::size_t i = 1; i != from_.records.size(); ++i) {
      if (from_.records[i].size() != from_.records[0].size()) to_.fail("the line has too many or too few fields", i);
      read_row row;
      read(row, i);
      if (row.kind == "total" && i + 1 == from_.records.size()) {
        to_.total = std::move(row);
        to_.has_total = true;
      } else {
        to_.rows.push_back(std::move(row));
      }
    }
  }

 private:
  void read(read_row& row, std::size_t i) {
    if (const std::string* s = from_.find(i, "name")) row.name = *s;
    if (const std::string* s = from_.find(i, "kind")) row.kind = *s;
    if (const std::string* s = from_.find(i, "options")) row.options = *s;
    if (const std::string* s = from_.find(i, "unit")) to_.count_in(*s, i);
    if (const std::string* s = from_.find(i, "output")) {
      growing<std::string> shapes;
      split(*s, shapes);
      for (const std::string& each : shapes) row.outputs.push_back(read_shape(each, i));
      if (!shapes.empty()) row.values.output = row.outputs[0];
    }
    if (const std::string* s = from_.find(i, "depth")) row.values.depth = static_cast<int>(number(*s, "depth", i));
    if (const std::string* s = from_.find(i, "trainable")) row.values.frozen = *s == "false" || *s == "no";
    if (const std::string* s = from_.find(i, "inputs")) split(*s, row.inputs);
    for (const row_number& n : row_numbers)
      if (const std::string* s = from_.find(i, {n.key.data(), n.key.size()})) n.set(row.values, number(*s, n.key, i));
  }

  /// Empty: not known.
  std::int64_t number(const std::string& field, text column, std::size_t i) {
    if (field.empty()) return unknown;
    std::int64_t n = unknown;
    const char* const last = field.data() + field.size();
    const std::from_chars_result end = std::from_chars(field.data(), last, n);
    if (end.ec == std::errc{} && end.ptr == last) return n;
    to_.fail("`" + std::string(column) + "` is not an integer: " + field, i);
    return unknown;
  }

  /// 28x28x1; ? for an extent that is not known, () for no extents.
  shape read_shape(const std::string& field, std::size_t i) {
    shape result;
    const char* const end = field.data() + field.size();
    for (const char* c = field.data(); c < end && *c != '(' && result.rank() != shape::max_rank;) {
      std::int64_t extent = shape::unknown;
      const std::from_chars_result read = std::from_chars(c, end, extent);
      if (read.ec != std::errc{} && *c != '?') to_.fail("`output` is not a shape: " + field, i);
      result.push_back(read.ec == std::errc{} ? extent : shape::unknown);
      for (c = read.ptr; c < end && *c != 'x';) ++c;
      if (c < end) ++c;
    }
    return result;
  }

  static void split(const std::string& field, growing<std::string>& to) {
    for (std::size_t begin = 0; begin < field.size();) {
      const std::size_t end = (std::min)(field.find(';', begin), field.size());
      to.push_back(field.substr(begin, end - begin));
      begin = end + 1;
    }
  }

  const csv_records& from_;
  read_summary& to_;
};

}  // namespace nns::report
