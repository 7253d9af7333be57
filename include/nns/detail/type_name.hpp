// The name of a type, without its namespaces: what a model or a layer is called that gives itself no name.
#pragma once

#include <nns/detail/text.hpp>

#include <cstddef>

namespace nns::detail {

template <class T>
constexpr text signature() {
#if defined(__clang__) || defined(__GNUC__)
  return __PRETTY_FUNCTION__;
#else
#error "nns knows g++ and clang"
#endif
}

/// g++ says `... [with T = a::b<c>]`, clang `... [T = a::b<c>]`.
constexpr text bare_name(text all) {
  std::size_t first = 0;
  while (!(all[first] == 'T' && all[first + 1] == ' ' && all[first + 2] == '=')) ++first;
  first += 4;
  const std::size_t last = all.size() - 1;
  if (all[last - 1] != '>') {  // no template: all that ends in :: stands around it, a function<of, templates>() too
    std::size_t own = last;
    while (own != first && all[own - 1] != ':') --own;
    return {all.data() + own, last - own};
  }
  int open = 0;  // brackets of an unnamed namespace or a function
  for (std::size_t i = first; i + 1 < last; ++i) {
    const char c = all[i];
    if (c == '<') break;
    if (c == '(' || c == '{') ++open;
    if (c == ')' || c == '}') --open;
    if (open == 0 && c == ':' && all[i + 1] == ':') first = i + 2;
  }
  return {all.data() + first, last - first};
}

template <class T>
inline constexpr text type_name = bare_name(signature<T>());

}  // namespace nns::detail
