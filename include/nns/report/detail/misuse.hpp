// What a report does when it is asked for what there is not: an exception, or where there are none, the message and the
// end of the program.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <stdexcept>
#include <string>
#if !defined(__cpp_exceptions)
#include <cstdio>
#include <cstdlib>
#endif

namespace nns::report {

template <class Error>
[[noreturn]] void misused(const std::string& message) {
#if defined(__cpp_exceptions)
  throw Error(message);
#else
  std::fputs((message + '\n').c_str(), stderr);
  std::abort();
#endif
}

}  // namespace nns::report
