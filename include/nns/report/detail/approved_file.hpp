// approved_file: a table that to_csv wrote, read back into a summary. From files that this library did not write it
// takes what it can: a missing column is empty, and something that is not a number is unknown.
#pragma once

#include <nns/report/detail/read_rows.hpp>

#include <string>
#include <utility>

namespace nns::report {

/// The columns of an approved table. They include the inputs, which may change without changing a number.
inline constexpr text approved_columns =
    "name kind output forward backward parameters trainable_parameters activations inputs";

inline constexpr text approved_columns_with_bytes =
    "name kind output forward backward parameters trainable_parameters activations bytes parameter_bytes inputs";

class approved_file {
 public:
  explicit approved_file(const std::string& content) : approved_file(csv_records(content)) {}
  approved_file(const approved_file&) = delete;
  approved_file& operator=(const approved_file&) = delete;

  /// The summary, which must not outlive this.
  [[nodiscard]] summary_view view(text name) const { return made_.view(name); }

  [[nodiscard]] const growing<std::string>& lines() const { return records_.lines; }
  [[nodiscard]] bool has_line(const std::string& line) const { return records_.has_line(line); }

 private:
  explicit approved_file(csv_records records)
      : records_(std::move(records)),
        read_(read(records_)),
        made_({}, std::move(read_.rows), read_.has_total ? &read_.total : nullptr) {}

  static read_summary read(const csv_records& records) {
    read_summary result;
    csv_summary(records, result).read();
    return result;
  }

  csv_records records_;
  read_summary read_;
  rebuilt made_;
};

}  // namespace nns::report
