// approved_file: a table that to_csv wrote, read back into a summary. It reads what this library writes, and takes from
// other files what it can: a column that is not there is nothing, a number that is none is unknown.
#pragma once

#include <nns/report/detail/choice.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace nns::report {

/// The columns of an approved table. Who feeds whom is among them: it may change without changing a number.
inline constexpr text approved_columns =
    "name kind output forward backward parameters trainable_parameters activations inputs";

class approved_file {
 public:
  explicit approved_file(const std::string& content) {
    read_records(content);
    read_rows();
  }
  approved_file(const approved_file&) = delete;
  approved_file& operator=(const approved_file&) = delete;

  /// The summary, which must not outlive this.
  [[nodiscard]] summary_view view(text name) const { return {name, rows_, total_}; }

  [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
  [[nodiscard]] bool has_line(const std::string& line) const {
    return std::find(lines_.begin(), lines_.end(), line) != lines_.end();
  }

 private:
  using record = std::vector<std::string>;

  /// Fields as RFC 4180 has them: in quotes, a comma and a line break are text, and a quote is doubled.
  void read_records(const std::string& content) {
    bool quoted = false;
    record fields(1);
    std::string line;
    for (std::size_t i = 0; i != content.size(); ++i) {
      const char c = content[i];
      if (c == '\n' && !quoted) {
        records_.push_back(fields);
        lines_.push_back(line);
        fields.assign(1, {});
        line.clear();
        continue;
      }
      line += c;
      if (c == '"' && quoted && i + 1 != content.size() && content[i + 1] == '"') {
        fields.back() += c;
        line += content[++i];
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    if (line.empty()) return;
    records_.push_back(fields);
    lines_.push_back(line);
  }

  void read_rows() {
    for (std::size_t i = 1; i < records_.size(); ++i) {
      const layer_summary row = read_row(records_[i]);
      if (row.kind == text{"total"}) {
        total_ = row;
      } else {
        rows_.push_back(row);
      }
    }
  }

  [[nodiscard]] layer_summary read_row(const record& fields) const {
    layer_summary row;
    row.name = text_of(fields, "name");
    row.kind = text_of(fields, "kind");
    row.output = read_shape(text_of(fields, "output"));
    row.forward.count = number_of(fields, "forward");
    row.backward.count = number_of(fields, "backward");
    row.parameters = number_of(fields, "parameters");
    row.trainable_parameters = number_of(fields, "trainable_parameters");
    row.activations = number_of(fields, "activations");
    return row;
  }

  [[nodiscard]] text text_of(const record& fields, text column) const {
    const record& header = records_.front();
    for (std::size_t i = 0; i < header.size() && i < fields.size(); ++i)
      if (column == text{header[i].data(), header[i].size()}) return {fields[i].data(), fields[i].size()};
    return {};
  }

  static std::int64_t read_number(const char*& first, const char* last) {
    std::int64_t number = unknown;
    const std::from_chars_result end = std::from_chars(first, last, number);
    first = end.ptr;
    return end.ec == std::errc{} ? number : unknown;
  }

  [[nodiscard]] std::int64_t number_of(const record& fields, text column) const {
    const text t = text_of(fields, column);
    const char* first = t.begin();
    return read_number(first, t.end());
  }

  /// 28x28x1; ? for an extent that is not known, () for no extents.
  static shape read_shape(text t) {
    shape result;
    const char* c = t.begin();
    while (c < t.end() && *c != '(' && result.rank() != shape::max_rank) {
      result.push_back(read_number(c, t.end()));
      while (c < t.end() && *c != 'x') ++c;
      if (c < t.end()) ++c;
    }
    return result;
  }

  std::vector<record> records_{};
  std::vector<std::string> lines_{};
  std::vector<layer_summary> rows_{};
  layer_summary total_{};
};

}  // namespace nns::report
