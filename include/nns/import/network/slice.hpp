// A part of a file, and the file's text, which only those who read it know.
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
