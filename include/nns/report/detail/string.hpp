// What a writer writes, as a std::string of just the right size.
#pragma once

#include <nns/report/detail/writer.hpp>

#include <string>

namespace nns::report {

/// Runs `write(writer&)` twice: once to count, once to write.
template <class Write>
std::string to_string(const Write& write) {
  writer counted;
  write(counted);
  std::string result(counted.size, '\0');
  writer w{.out = result.data()};
  write(w);
  return result;
}

}  // namespace nns::report
