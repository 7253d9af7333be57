// The conventions by their names: those of the library.
#include "arguments.hpp"

#include <nns/conventions/all.hpp>

namespace tool {

nns::counting convention_named(std::string_view name) {
  for (const nns::counting c : nns::convention::all)
    if (std::string_view(c->name.data(), c->name.size()) == name) return c;
  return nns::convention::standard;
}

const std::string& convention_names() {
  static const std::string names = [] {
    std::string out;
    for (const nns::counting c : nns::convention::all) out.append(out.empty() ? "" : " ").append(c->name);
    return out;
  }();
  return names;
}

}  // namespace tool
