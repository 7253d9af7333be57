// A memory plan made at run time, with its buffers and their names in vectors.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/memory/detail/planned.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nns {

/// The memory that a model needs to run, in vectors. A number that depends on an unknown extent is nns::unknown, and
/// then there are no buffers.
struct recorded_memory {
  std::vector<memory_buffer> buffers{};
  std::vector<text> unfolded{};         ///< normalisations that the storage folds, and no product takes: they stay
  byte_count height{unknown};           ///< of the plan: the RAM of the activations
  byte_count bound{unknown};            ///< no plan is smaller
  byte_count parameter_bytes{unknown};  ///< of the parameters, as they are stored
  byte_count state_bytes{unknown};      ///< what recurrent layers carry from one step to the next
  std::int64_t alignment = 16;
  placing how = placing::largest_first;
};

namespace detail {

inline recorded_memory plan_flow(const flow_view& f, const memory_options& o,
                                 seen<layer_summary> rows = {}) {
  const planned_flow p(f, o);
  recorded_memory r;
  r.alignment = o.alignment;
  r.parameter_bytes.count = p.parameter_bytes;
  r.state_bytes.count = p.state_bytes;
  r.height.count = p.height;
  r.bound.count = p.bound;
  r.how = p.how;
  if (!rows.empty()) {
    room<int> stay(static_cast<std::size_t>(unfolded_in(f, o, nullptr, 0)));
    unfolded_in(f, o, stay.data(), static_cast<int>(stay.size()));
    for (const int row : stay) r.unfolded.push_back(rows[static_cast<std::size_t>(row)].name);
  }
  r.buffers.assign(p.buffers.begin(), p.buffers.end());
  for (memory_buffer& b : r.buffers)
    if (static_cast<std::size_t>(b.row) < rows.size()) b.name = rows[static_cast<std::size_t>(b.row)].name;
  return r;
}

}  // namespace detail
}  // namespace nns
