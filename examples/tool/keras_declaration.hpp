// A Keras model as a C++ declaration that compiles and counts the same.
#pragma once

#include <nns/import/keras_file.hpp>

#include <string>
#include <vector>

namespace tool {

/// `inputs` are the shapes that the call gave in place of the file's. False, and why, if it cannot be written.
bool declare_keras(const nns::keras_file& file, const std::vector<nns::shape>& inputs, std::string& into,
                   std::string& wrong);

}  // namespace tool
