// recorded: a summary that is read back from the JSON or CSV that a report wrote, so that a model can be compared with
// an earlier version, or with another branch: diff, every report and approve() take it as they take summary<M>.
#pragma once

#include <nns/report/detail/json_rows.hpp>
#include <nns/report/detail/read_rows.hpp>
#include <nns/report/detail/recorded_summary.hpp>

#include <algorithm>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace nns {

/// A summary that was read from a report. It has what the report's columns had: if a column is missing, its numbers are
/// nns::unknown. Compositions without a name are lost. CSV does not contain the model's name, but you can give it.
class recorded {
 public:
  /// Reads the output of nns::to_json or nns::to_csv.
  explicit recorded(const std::string& content, std::string name = {}) : kept_(std::make_unique<kept>()) {
    report::read_summary read;
    const std::size_t first = content.find_first_not_of(" \t\r\n");
    const bool is_json = first != std::string::npos && (content[first] == '{' || content[first] == '[');
    if (is_json) {
      report::json_summary(read).read(content);
    } else {
      report::csv_summary(report::csv_records(content), read).read();
    }
    if (!read.error.empty()) {
      const auto end = content.begin() + static_cast<std::ptrdiff_t>((std::min)(read.error_at, content.size()));
      const std::size_t line =
          is_json ? static_cast<std::size_t>(std::count(content.begin(), end, '\n')) : read.error_at;
      kept_->error = "nns: the recorded summary cannot be read: line " + std::to_string(line + 1) + ": " + read.error;
      return;
    }
    if (!name.empty()) read.name = std::move(name);
    kept_->made.emplace(std::move(read.name), std::move(read.rows), read.has_total ? &read.total : nullptr, read.unit);
    kept_->view = kept_->made->view();
  }

  /// Reads a file.
  static recorded file(const std::string& path, std::string name = {}) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
      recorded missing{std::string("name\n")};
      missing.kept_->error = "nns: the recorded summary cannot be read: there is no file " + path;
      return missing;
    }
    return recorded(std::string(std::istreambuf_iterator<char>(in), {}), std::move(name));
  }

  /// Whether the report could be read. If not, the summary is empty, and `error` says where and why.
  explicit operator bool() const { return kept_->error.empty(); }
  [[nodiscard]] const std::string& error() const { return kept_->error; }

  /// Rows and totals. They live as long as this object.
  [[nodiscard]] const summary_view& summary() const& { return kept_->view; }
  [[nodiscard]] const summary_view& summary() const&& = delete;
  operator const summary_view&() const& { return kept_->view; }
  operator const summary_view&() const&& = delete;

 private:
  struct kept {
    std::optional<report::rebuilt> made{};
    summary_view view{};
    std::string error{};
  };
  std::unique_ptr<kept> kept_;
};

}  // namespace nns
