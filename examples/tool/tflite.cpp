// TensorFlow Lite's files. Their memory is TensorFlow Lite Micro's plan, unless the options ask for another.
#include "model.hpp"
#include "registry.hpp"

#include <nns/import/tflite_file.hpp>

namespace tool {

namespace {

bool is_tflite(const std::string& bytes) { return bytes.size() >= 8 && bytes.compare(4, 4, "TFL3") == 0; }

class tflite_model final : public model {
 public:
  tflite_model(content file, const arguments& how) : model(std::move(file.path)), file_(std::move(file.bytes), how.counted()) {}

  [[nodiscard]] const nns::summary_view& summary() const override { return file_.summary(); }
  [[nodiscard]] const nns::tflite_file* tflite() const override { return &file_; }
  [[nodiscard]] memory_of_model memory(const arguments&) const override {
    memory_of_model found;
    const nns::tflm::file_plan p = file_.plan();
    found.height = p.height, found.bound = p.bound, found.best = p.best;
    found.parameter_bytes = file_.constant_bytes();
    if (!p.unknown.empty()) found.notes.push_back("What the kernel of " + p.unknown + " keeps is not known, and not in the plan");
    if (p.best < p.height)
      found.notes.push_back("This is TensorFlow Lite Micro's plan; a better one needs " + std::to_string(p.best) +
                            " bytes, and a file can bring it (see the page on .tflite files)");
    for (const nns::tflm::planned_buffer& b : p.buffers) {
      found.names.push_back(b.name);
      found.buffers.push_back({.name = {found.names.back().data(), found.names.back().size()},
                               .bytes = nns::bytes{b.bytes},
                               .first = b.first,
                               .last = b.last,
                               .offset = b.offset});
    }
    return found;
  }
  bool declare(const arguments&, std::string&, std::string& wrong) const override {
    return wrong = "only Keras' files become declarations so far", false;
  }

 private:
  nns::tflite_file file_;
};

std::unique_ptr<model> open_tflite(content file, const arguments& how) {
  if (!how.inputs.empty())
    return refuse(file.path, "a .tflite says the shapes of its inputs: --input is for files that do not"), nullptr;
  auto opened = std::make_unique<tflite_model>(std::move(file), how);
  if (*opened->tflite()) return opened;
  return refuse(opened->path, opened->tflite()->error().message), nullptr;
}

const format tflite{20, {"TensorFlow Lite's .tflite", &is_tflite, &open_tflite}};

}  // namespace

}  // namespace tool
