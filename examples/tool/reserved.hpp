// Names that a declaration cannot take for a model of its own.
#pragma once

#include <string>

namespace tool {

/// Whether C++, its library or nns::layers has the name already.
bool is_reserved(const std::string& name);

}  // namespace tool
