// A part of a file's text, as a position and a length. The text itself, a source, is only declared here.
#pragma once

#include <nns/detail/cxx20.hpp>

namespace nns::detail {

struct source;

/// Characters of the file.
struct slice {
  int first = 0;
  int length = 0;
};

}  // namespace nns::detail
