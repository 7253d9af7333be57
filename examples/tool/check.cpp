// nns check FILE --max-macs 10M: whether a model keeps limits. A broken one is said in the words of a budget.
#include "model.hpp"
#include "verbs.hpp"

#include <nns/report/detail/brief.hpp>

#include <iostream>

namespace tool {

int check(const arguments& asked) {
  const auto model = open(asked.files[0], asked);
  if (!model) return bad_file;
  nns::budget limits;
  if (asked.max_macs >= 0) limits.forward.count = asked.max_macs;
  if (asked.max_parameters >= 0) limits.parameters = asked.max_parameters;
  if (asked.max_activations >= 0) limits.activations = asked.max_activations;
  const std::string broken = nns::report::broken_items(model->summary(), limits);
  if (broken.empty()) {
    std::cout << asked.files[0] << " keeps its budget\n";
    return kept;
  }
  std::cout << asked.files[0] << " breaks its budget\n" << broken;
  return broken_budget;
}

}  // namespace tool
