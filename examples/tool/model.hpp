// A model from a file of any kind that the library reads: what the verbs ask, whatever the file was.
#pragma once

#include "arguments.hpp"

#include <nns/import/keras_file.hpp>
#include <nns/import/tflite_file.hpp>
#include <nns/report/recorded.hpp>

#include <memory>
#include <string>

namespace tool {

/// A file that was read, and the model in it. Only one of the readers has it.
struct model {
  std::string path{};
  std::unique_ptr<nns::keras_file> keras{};
  std::unique_ptr<nns::tflite_file> tflite{};
  std::unique_ptr<nns::recorded> report{};  // JSON or CSV that a report wrote: for diff

  [[nodiscard]] const nns::summary_view& summary() const {
    return keras ? keras->summary() : tflite ? tflite->summary() : report->summary();
  }
  /// Layers that are taken to cost nothing.
  [[nodiscard]] std::vector<std::string> assumed() const {
    return keras ? keras->assumed() : std::vector<std::string>{};
  }
};

/// A plan of a model's memory, whatever the file was. A .tflite's is in bytes as it stands, by TFLM's rule.
struct memory_of_model {
  std::vector<nns::memory_buffer> buffers{};
  std::int64_t height = nns::unknown;
  std::int64_t bound = nns::unknown;
  std::int64_t best = nns::unknown;  // the height of this library's own plan
  std::int64_t parameter_bytes = nns::unknown;
  std::int64_t state_bytes = 0;
  std::string notes{};
  nns::tflm::file_plan kept{};       // which the names are views of
};
memory_of_model plan(const model& m, const arguments& how);

/// Reads a file, told apart by its content. Nothing, and a message on the standard error, if that fails.
std::unique_ptr<model> open(const std::string& path, const arguments& how);

/// The whole of a file, or of the standard input (-). False, and a message, if it cannot be read.
bool read_bytes(const std::string& path, std::string& into);

/// A message on the standard error; the status with which the program ends.
int refuse(const std::string& path, const std::string& why);

}  // namespace tool
