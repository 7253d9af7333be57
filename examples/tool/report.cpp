// What `nns summary` wrote as JSON or CSV: `nns diff` compares a model with it.
#include "model.hpp"
#include "registry.hpp"

#include <nns/report/recorded.hpp>

namespace tool {

namespace {

/// CSV begins with the names of its columns, and JSON has totals, which no model file has.
bool is_report(const std::string& bytes) {
  const std::string_view head = std::string_view(bytes).substr(0, bytes.find('\n'));
  const bool is_line = head.find('{') == std::string_view::npos && head.find('\0') == std::string_view::npos;
  const bool is_csv = is_line && head.find("name,") != std::string_view::npos;
  const bool is_json = bytes.starts_with('{') && bytes.find("\"total\"") != std::string::npos &&
                       bytes.find("\"class_name\"") == std::string::npos;
  return is_csv || is_json;
}

class report final : public model {
 public:
  explicit report(content file) : model(std::move(file.path)), recorded_(file.bytes) {}

  [[nodiscard]] const nns::recorded& recorded() const { return recorded_; }
  [[nodiscard]] const nns::summary_view& summary() const override { return recorded_.summary(); }
  [[nodiscard]] memory_of_model memory(const arguments&) const override { return {}; }
  bool declare(const arguments&, std::string&, std::string& wrong) const override {
    return wrong = "this is a report, not a model", false;
  }

 private:
  nns::recorded recorded_;
};

std::unique_ptr<model> open_report(content file, const arguments& how) {
  if (how.verb != "diff")
    return refuse(file.path, "this is a report, not a model: nns diff compares it with one"), nullptr;
  auto opened = std::make_unique<report>(std::move(file));
  if (opened->recorded()) return opened;
  return refuse(opened->path, opened->recorded().error()), nullptr;
}

const format reports{10, {"for diff, the JSON or CSV that nns summary wrote", &is_report, &open_report}};

}  // namespace

}  // namespace tool
