// Comma-separated values as records of fields: in quotes, a comma and a line break are text, and a quote is doubled
// (RFC 4180).
#pragma once

#include <nns/report/detail/growing.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace nns::report {

struct csv_records {
  using record = growing<std::string>;

  growing<record> records{};
  growing<std::string> lines{};  // each record as it was written

  explicit csv_records(std::string_view content) {
    bool quoted = false;
    record fields;
    fields.add();
    std::string line;
    const auto end_record = [&] {
      records.push_back(std::move(fields));
      lines.push_back(line);
      fields = {};
      fields.add();
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
        fields.add();
      } else if (c != '\r' || quoted) {
        fields.back() += c;
      }
    }
    if (!line.empty()) end_record();
  }

  [[nodiscard]] bool has_line(const std::string& line) const {
    for (const std::string& other : lines)
      if (other == line) return true;
    return false;
  }
  /// The field of a record below this heading, or nullptr.
  [[nodiscard]] const std::string* find(std::size_t number, std::string_view column) const {
    const record& header = records[0];
    const record& fields = records[number];
    for (std::size_t i = 0; i < header.size() && i < fields.size(); ++i)
      if (header[i] == column) return &fields[i];
    return nullptr;
  }
};

}  // namespace nns::report
