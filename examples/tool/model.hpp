// A model from a file of any kind that the library reads: what the verbs ask, whatever the file was.
#pragma once

#include "arguments.hpp"

#include <nns/import/keras_file.hpp>

#include <memory>
#include <string>

namespace tool {

/// A file that was read, and the model in it. Only one of the readers has it.
struct model {
  std::unique_ptr<nns::keras_file> keras{};

  [[nodiscard]] const nns::summary_view& summary() const { return keras->summary(); }
  /// Layers that are taken to cost nothing.
  [[nodiscard]] std::vector<std::string> assumed() const { return keras->assumed(); }
};

/// Reads a file, told apart by its content. Nothing, and a message on the standard error, if that fails.
std::unique_ptr<model> open(const std::string& path, const arguments& how);

/// The whole of a file, or of the standard input (-). False, and a message, if it cannot be read.
bool read_bytes(const std::string& path, std::string& into);

/// A message on the standard error; the status with which the program ends.
int refuse(const std::string& path, const std::string& why);

}  // namespace tool
