// What a report does when it is asked for something that does not exist: it throws an exception or, without exceptions,
// prints the message and ends the program.
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
