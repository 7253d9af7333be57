// A model from a file of any kind that the tool reads: what the verbs ask, whatever the file was.
#pragma once

#include "arguments.hpp"

#include <nns/memory/recorded.hpp>
#include <nns/report/view.hpp>

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace nns {
class tflite_file;
}

namespace tool {

/// A plan of a model's memory.
struct memory_of_model {
  std::vector<nns::memory_buffer> buffers{};
  std::deque<std::string> names{};  ///< which those of the buffers may be views of
  std::int64_t height = nns::unknown;
  std::int64_t bound = nns::unknown;
  std::int64_t best = nns::unknown;  ///< the height of this library's own plan
  std::int64_t parameter_bytes = nns::unknown;
  std::int64_t state_bytes = 0;
  std::vector<std::string> notes{};
};

/// What a file says that plans its memory as nns::memory_plan does: by the options, and `best` whatever way they name.
template <class File>
memory_of_model planned(const File& file, nns::memory_options options, const char* where_unknown) {
  nns::recorded_memory plan = file.memory(options);
  memory_of_model found;
  found.buffers = std::move(plan.buffers);
  found.height = found.best = plan.height.count;
  found.bound = plan.bound.count;
  found.parameter_bytes = plan.parameter_bytes.count;
  found.state_bytes = plan.state_bytes.count;
  if (options.as_tflm) {
    options.as_tflm = false;
    found.best = file.memory(options).height.count;
  }
  if (found.height < 0) found.notes.emplace_back(where_unknown);
  return found;
}

/// What was read. A format derives its own; what it cannot answer it leaves, and says so.
class model {
 public:
  explicit model(std::string from) : path(std::move(from)) {}
  virtual ~model() = default;
  model(const model&) = delete;
  model& operator=(const model&) = delete;

  std::string path;

  [[nodiscard]] virtual const nns::summary_view& summary() const = 0;
  /// Layers that are taken to cost nothing.
  [[nodiscard]] virtual std::vector<std::string> assumed() const { return {}; }
  /// What else has to be known of its counts: sentences.
  [[nodiscard]] virtual std::vector<std::string> remarks() const { return {}; }
  /// The plan that the file's own runtime makes, where it has one and the options do not ask for another.
  [[nodiscard]] virtual memory_of_model memory(const arguments& how) const = 0;
  /// The plan that budgets are held against: nns::memory_plan of the same model.
  [[nodiscard]] virtual memory_of_model activations(const arguments& how) const { return memory(how); }
  /// The model as a C++ declaration; false, and why there is none.
  virtual bool declare(const arguments& how, std::string& into, std::string& wrong) const = 0;
  /// For TensorFlow Lite Micro's arena.
  [[nodiscard]] virtual const nns::tflite_file* tflite() const { return nullptr; }
};

/// What a model is called whose file has no name for it: the file's own name, without folder and ending.
std::string name_of(const std::string& path);

/// Whether a name of the options may be missing from a file: another file of the call, read or not yet, has it.
bool may_be_missing(const std::string& name, const arguments& how);
/// The options without a name.
void leave_out(const std::string& name, arguments& how);

/// Makes a model by options, and again without those names that only another file of the call has.
template <class Make>
auto made_by(arguments how, const Make& make) {
  for (;;) {
    auto opened = make(how);
    const std::string name = opened->file().error().not_found;
    if (name.empty() || !may_be_missing(name, how)) return opened;
    leave_out(name, how);
  }
}
/// A file's bytes, for a model that may be made again.
template <class File>
std::string bytes_for(File& file, const arguments& how) {
  const bool again = how.files.size() > 1 && !(how.known_as.empty() && how.assume_zero.empty() && how.bind.empty());
  return again ? file.bytes : std::move(file.bytes);
}

/// Reads a file, told apart by its content. Nothing, and a message on the standard error, if that fails.
std::unique_ptr<model> open(const std::string& path, const arguments& how);

/// A message on the standard error; the status with which the program ends.
int refuse(const std::string& path, const std::string& why);

}  // namespace tool
