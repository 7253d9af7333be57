// A writer's output as a std::string of exactly the right size. The string is a template's argument throughout, since
// std::string costs a file a tenth of a second once its functions are used.
#pragma once

#include <nns/detail/row.hpp>
#include <nns/report/detail/writer.hpp>

#include <cstdint>
#include <string>

namespace nns::report {

/// Runs `write(writer&)` twice: once to count, once to write.
template <class String = std::string, class Write>
String to_string(const Write& write) {
  writer counted;
  write(counted);
  String result(counted.size, '\0');
  writer w{.out = result.data()};
  write(w);
  return result;
}

/// Digits in groups of three, or "?" if the number is unknown.
template <class String = std::string>
String grouped(std::int64_t number) {
  if (number < 0 && number == unknown) return "?";
  return to_string<String>([&](writer& w) { put_integer(w, number, true); });
}

}  // namespace nns::report
