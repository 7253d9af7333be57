// An .onnx as a C++ declaration.
#pragma once

#include <nns/import/onnx_file.hpp>

#include <string>

namespace tool {

/// False, and why, if a node costs what nobody knows.
bool declare_onnx(const nns::onnx_file& file, const std::string& name, std::string& into, std::string& wrong);

}  // namespace tool
