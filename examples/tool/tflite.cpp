// TensorFlow Lite's files. Their memory is TensorFlow Lite Micro's plan, unless the options ask for another.
#include "model.hpp"
#include "registry.hpp"
#include "tflite_declaration.hpp"

namespace tool {

namespace {

bool is_tflite(const std::string& bytes) { return bytes.size() >= 8 && bytes.compare(4, 4, "TFL3") == 0; }

class tflite_model final : public model {
 public:
  tflite_model(content file, const nns::tflite_options& options)
      : model(std::move(file.path)), file_(std::move(file.bytes), options) {}

  [[nodiscard]] const nns::summary_view& summary() const override { return file_.summary(); }
  [[nodiscard]] const nns::tflite_file* tflite() const override { return &file_; }
  [[nodiscard]] const nns::tflite_file& file() const { return file_; }
  [[nodiscard]] std::vector<std::string> assumed() const override { return file_.assumed(); }

  [[nodiscard]] memory_of_model memory(const arguments& how) const override {
    const bool as_it_stands = how.storage.empty() && how.batch == 1;
    return as_it_stands ? by_tflm() : activations(how);
  }

  /// The tensors alone, without the scratch of TFLM's kernels, by this library's planner.
  [[nodiscard]] memory_of_model activations(const arguments& how) const override {
    nns::memory_options options = how.memory();
    options.as_tflm = false;
    memory_of_model found = planned(file_, options, "an extent is not known, so there is no plan");
    if (how.as_tflm) found.notes.emplace_back(
      "--as-tflm is TensorFlow Lite Micro's plan of the file as it is: it cannot be combined with --batch "
      "or --storage");
    return found;
  }

  bool declare(const arguments&, std::string& into, std::string& wrong) const override {
    return declare_tflite(file_, name_of(path), into, wrong);
  }

 private:
  nns::tflite_file file_;

  [[nodiscard]] memory_of_model by_tflm() const {
    memory_of_model found;
    const nns::tflm::file_plan p = file_.plan();
    found.height = p.height, found.bound = p.bound, found.best = p.best;
    const nns::recorded_memory whole = file_.memory();
    found.parameter_bytes = whole.parameter_bytes.count;
    found.state_bytes = whole.state_bytes.count;
    if (!p.unknown.empty())
      found.notes.push_back("What the kernel of " + p.unknown +
        " needs as scratch memory is not known, and not in the plan");
    if (const std::string advice = file_.better_plan().advice(); !advice.empty())
      found.notes.push_back(advice);
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
};

nns::tflite_options options_of(const std::string& path, const arguments& how) {
  nns::tflite_options options;
  options.assume_zero = how.assume_zero;
  options.known_as = how.known_as;
  options.how = how.counted();
  options.name = name_of(path);
  return options;
}

std::unique_ptr<model> open_tflite(content file, const arguments& how) {
  if (!how.inputs.empty())
    return refuse(file.path, "a .tflite has the shapes of its inputs: --input is for files that do not"), nullptr;
  auto opened = made_by(how, [&](const arguments& by) {
    return std::make_unique<tflite_model>(content{file.path, bytes_for(file, by)}, options_of(file.path, by));
  });
  if (opened->file()) return opened;
  return refuse(opened->path, opened->file().error().message), nullptr;
}

const format tflite{20, {"TensorFlow Lite (.tflite)", &is_tflite, &open_tflite}};

}  // namespace

}  // namespace tool
