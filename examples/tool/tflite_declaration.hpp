// A .tflite as a C++ declaration.
#pragma once

#include <nns/import/tflite_file.hpp>

#include <string>

namespace tool {

/// False, and why, if an operator costs what nobody knows.
bool declare_tflite(const nns::tflite_file& file, const std::string& name, std::string& into, std::string& wrong);

}  // namespace tool
