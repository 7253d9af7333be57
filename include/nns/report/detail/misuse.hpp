// What a report does when it is asked for something that does not exist: it throws an exception or, without exceptions,
// prints the message and ends the program.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <stdexcept>
#if !defined(__cpp_exceptions)
#include <cstdio>
#include <cstdlib>
#endif

namespace nns::report {

template <class Error>
[[noreturn]] void misused(const char* message) {
#if defined(__cpp_exceptions)
  throw Error(message);
#else
  std::fputs(message, stderr);
  std::fputc('\n', stderr);
  std::abort();
#endif
}

}  // namespace nns::report
