// nns explain FILE: the formula of each layer with its numbers; with --convention, why another way of counting gives another
// number, layer by layer, summing to the difference.
#include "model.hpp"
#include "registry.hpp"

#include <nns/report/explain.hpp>

#include <iostream>

namespace tool {

namespace {

int explain(const arguments& asked) {
  const auto model = open(asked.files[0], asked);
  if (!model) return bad_file;
  const nns::summary_view& s = model->summary();
  const nns::explanation e = nns::explain(s, convention_named(asked.against), asked.counted());
  if (asked.layer.empty()) {
    std::cout << nns::to_text(e);
    return kept;
  }
  for (const nns::explained_layer& l : e.layers) {
    if (std::string_view(l.name.data(), l.name.size()) != asked.layer) continue;
    std::cout << nns::to_text(l);
    return kept;
  }
  std::cerr << asked.files[0] << ": there is no layer \"" << asked.layer << "\"; nns summary lists them\n";
  return wrong_usage;
}

const verb entry{70,
                 {"explain", "FILE", 1, "", "--convention --against --layer",
                  "the formula of each layer, and why two conventions differ", &explain}};

}  // namespace

}  // namespace tool
