// A writer's output as a std::string of exactly the right size.
#pragma once

#include <nns/detail/row.hpp>
#include <nns/report/detail/writer.hpp>

#include <cstdint>
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

/// Digits in groups of three, or "?" if the number is unknown.
inline std::string grouped(std::int64_t number) {
  if (number < 0 && number == unknown) return "?";
  return to_string([&](writer& w) { put_integer(w, number, true); });
}

}  // namespace nns::report
