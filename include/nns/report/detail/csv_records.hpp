// Comma-separated values as records of fields: in quotes, a comma and a line break are text, and a quote is doubled
// (RFC 4180).
#pragma once

#include <nns/detail/cxx20.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nns::report {

struct csv_records {
  using record = std::vector<std::string>;

  std::vector<record> records{};
  std::vector<std::string> lines{};  // each record as it was written

  explicit csv_records(std::string_view content) {
    bool quoted = false;
    record fields(1);
    std::string line;
    const auto end_record = [&] {
      records.push_back(fields);
      lines.push_back(line);
      fields.assign(1, {});
      line.clear();
    };
    for (std::size_t i = 0; i != content.size(); ++i) {
      const char c = content[i];
      if (c == '\n' && !quoted) {
        end_record();
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
      } else if (c != '\r' || quoted) {
        fields.back() += c;
      }
    }
    if (!line.empty()) end_record();
  }

  [[nodiscard]] bool has_line(const std::string& line) const {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  }
  /// The field of a record below this heading, or nullptr.
  [[nodiscard]] const std::string* find(std::size_t number, std::string_view column) const {
    const record& header = records.front();
    const record& fields = records[number];
    for (std::size_t i = 0; i < header.size() && i < fields.size(); ++i)
      if (header[i] == column) return &fields[i];
    return nullptr;
  }
};

}  // namespace nns::report
