// ONNX files, with their weights or without.
#include "model.hpp"
#include "onnx_declaration.hpp"
#include "registry.hpp"

namespace tool {

namespace {

/// Whether the beginning has no byte that text has not: JSON in quotes begins like an ONNX file's `domain`.
bool is_text(std::string_view bytes) {
  for (const char c : bytes.substr(0, 4096))
    if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\r' && c != '\t') return false;
  return true;
}

/// Fields of a model one behind the other, a graph among them; a file that is cut off may begin so, too.
bool is_fields(std::string_view bytes) {
  if (bytes.empty() || bytes.size() > INT32_MAX || is_text(bytes)) return false;
  nns::detail::onnx_fault bad;
  nns::detail::wire w(bytes.data(), {0, static_cast<int>(bytes.size())}, bad);
  int known = 0;
  while (w.next()) {
    const bool is_number = w.field == 1 || w.field == 5;
    const bool is_known = (w.field >= 1 && w.field <= 8) || w.field == 14 || w.field == 20 || w.field == 25;
    if (!is_known || w.type != (is_number ? nns::detail::wire_type::varint : nns::detail::wire_type::bytes)) return false;
    ++known;
    if (w.field == 7) return true;
  }
  return known != 0 || (bad.broken == nns::detail::onnx_fault_rule::the_file_ends_too_early && bytes[0] == 0x3a);
}

bool is_onnx(const std::string& bytes) { return is_fields(bytes); }
bool is_onnx_in_place(std::istream& file) {
  const nns::detail::onnx_file_bytes parts(file);
  return is_fields({parts.data(), parts.size()});
}

class onnx_model final : public model {
 public:
  onnx_model(content file, const nns::onnx_options& options)
      : model(std::move(file.path)), file_(std::move(file.bytes), options) {}
  onnx_model(const std::string& from, std::istream& parts, const nns::onnx_options& options)
      : model(from), file_(parts, options) {}

  [[nodiscard]] const nns::onnx_file& file() const { return file_; }
  [[nodiscard]] const nns::summary_view& summary() const override { return file_.summary(); }
  [[nodiscard]] std::vector<std::string> assumed() const override { return file_.assumed(); }
  [[nodiscard]] std::vector<std::string> remarks() const override {
    if (file_.batch() > 1) return {"Counts are for the " + std::to_string(file_.batch()) + " instances that the file is for."};
    if (!file_.counts_do_not_double()) return {};
    return {"The leading extent is open, but two instances do not cost twice as much as one: it is not a batch, or the graph "
            "depends on it. Counts are for an extent of 1."};
  }
  [[nodiscard]] memory_of_model memory(const arguments& how) const override {
    return planned(file_, how.memory(),
                   "an extent is not known, so there is no plan: give it with --input 3x224x224 or --bind sequence=128");
  }
  bool declare(const arguments&, std::string& into, std::string& wrong) const override {
    return declare_onnx(file_, name_of(path), into, wrong);
  }

 private:
  nns::onnx_file file_;
};

nns::onnx_options options_of(const std::string& path, const arguments& how) {
  nns::onnx_options options;
  options.name = name_of(path);
  options.inputs = how.inputs;
  for (const auto& [name, extent] : how.bind) options.bind.push_back({name, extent});
  options.assume_zero = how.assume_zero;
  options.known_as = how.known_as;
  options.how = how.counted();
  return options;
}

std::unique_ptr<model> checked(std::unique_ptr<onnx_model> opened) {
  if (opened->file()) return opened;
  return refuse(opened->path, opened->file().error().message), nullptr;
}
std::unique_ptr<model> open_onnx(content file, const arguments& how) {
  return checked(made_by(how, [&](const arguments& by) {
    return std::make_unique<onnx_model>(content{file.path, bytes_for(file, by)}, options_of(file.path, by));
  }));
}
std::unique_ptr<model> open_onnx_in_place(const std::string& path, std::istream& file, const arguments& how) {
  return checked(made_by(how, [&](const arguments& by) {
    file.clear();
    file.seekg(0);
    return std::make_unique<onnx_model>(path, file, options_of(path, by));
  }));
}

const format onnx{30, {"ONNX (.onnx)", &is_onnx, &open_onnx, &is_onnx_in_place, &open_onnx_in_place}};

}  // namespace

}  // namespace tool
