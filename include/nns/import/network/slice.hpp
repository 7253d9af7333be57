// A part of a file's text, as a position and a length. The text itself, a source, is only declared here.
#pragma once

#include <nns/detail/cxx20.hpp>

namespace nns::detail {

struct source;

/// Characters of the file. Without initial values: an array of such records is zeros, which costs the compilers nothing.
struct slice {
  int first;
  int length;
};

}  // namespace nns::detail
