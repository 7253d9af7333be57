// How layers are spelled in C++: what all writers of declarations share.
#pragma once

#include <nns/detail/machine.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace tool {

std::string list_of(const nns::shape& numbers);
std::string list_of(const nns::detail::axis_numbers& numbers);
/// Parts with a comma between two.
std::string joined(const std::vector<std::string>& parts);
/// Text as C++ has it between quotes. What is not ASCII stays UTF-8.
std::string literal(nns::text t);
/// The options of a layer, as its author would give them.
std::vector<std::string> written(const nns::detail::options& o);
/// A layer of the library: conv2d<6, kernel<5>, same>.
std::string spelled(const nns::detail::family& kind, const nns::shape& numbers, const nns::detail::options& given);
/// The beginning of an element of a list, and its end: on two lines where one would be too long.
std::string wrapped(const std::string& head, const std::string& tail);
/// Declarations with the headers that they need in front.
std::string with_headers(const std::string& declared);

/// Names of C++ that nothing else has.
class identifiers {
 public:
  std::string take(nns::text label);

 private:
  std::set<std::string> taken_{};
};

/// A layer that this library has no word for: what it makes and costs, in the model as it is.
struct own_layer_text {
  std::vector<nns::shape> outputs{};
  nns::detail::finding found{};
  std::int64_t backward = 0;

  [[nodiscard]] std::string declare(const std::string& name, int inputs) const;
};
/// Of the row that was found last.
own_layer_text own_layer_of(const nns::detail::machine& m);

}  // namespace tool
