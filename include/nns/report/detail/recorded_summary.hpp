// A summary that is made at run time, in vectors, for a model that is not a type, or known only by its step. Summaries
// made at compile time have arrays (nns/summary.hpp); the same function writes both.
#pragma once

#include <nns/summary.hpp>

#include <cstddef>
#include <vector>

namespace nns::detail {

struct recorded_summary {
  std::vector<layer_summary> rows{};
  std::vector<block_summary> blocks{};
  std::vector<int> sources{};
  std::vector<char> characters{};
  std::vector<numbered_name> numbered{};
  std::vector<shape> outputs{};
  layer_summary total{};

  /// Runs a model, a function of a machine, for the second time: `counted` are the totals of the first.
  template <class Model>
  void write(const totals& counted, counting how, const Model& run, observer* watching = nullptr) {
    const auto size = [](int n) { return static_cast<std::size_t>(n); };
    rows.resize(size(counted.rows));
    blocks.resize(size(counted.blocks));
    sources.resize(size(counted.edges));
    characters.resize(size(counted.characters) + 1);
    numbered.resize(size(counted.rows));
    std::vector<used_name> used(size(name_places(counted.rows + counted.blocks)));
    std::vector<const family*> kinds(size(counted.rows));
    const auto with_outputs = [&](machine& m) {
      run(m);
      for (int i = 0; i < m.inputs(); ++i) outputs.push_back(m.input(i));
    };
    total = write_summary({rows.data(), false, blocks.data(), sources.data(), characters.data(), numbered.data(),
                           used.data(), static_cast<int>(used.size()), kinds.data(), nullptr, 0},
                          how, with_outputs, watching);
  }
};

}  // namespace nns::detail
