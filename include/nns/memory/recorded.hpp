// A plan of memory that is made when the program runs: of a model that is known by its step only, or comes from a file.
// The compiler's own is memory/plan.hpp; both ask the same functions.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/memory/detail/inside.hpp>
#include <nns/memory/detail/lifetimes.hpp>
#include <nns/memory/detail/parameters.hpp>
#include <nns/memory/options.hpp>
#include <nns/memory/planner.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace nns {

/// What a model needs to run, in vectors. A number that depends on an extent which is not known is nns::unknown, and
/// there are no buffers then.
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

/// A flow, in vectors.
struct recorded_flow {
  std::vector<flow_row> rows{};
  std::vector<flow_tensor> tensors{};
  std::vector<int> inputs{};
  flow_view view{};

  /// Runs a model, a function of a machine: twice, first to learn how much room it needs.
  template <class Run>
  explicit recorded_flow(const Run& run) {
    const flow_view counted = pass(run, {});
    rows.resize(static_cast<std::size_t>(counted.row_count));
    tensors.resize(static_cast<std::size_t>(counted.tensor_count));
    inputs.resize(static_cast<std::size_t>(counted.input_count) + static_cast<std::size_t>(counted.outputs));
    view = pass(run, {rows.data(), tensors.data(), inputs.data(), counted.row_count, counted.tensor_count,
                      counted.input_count + counted.outputs, 0});
  }

 private:
  template <class Run>
  static flow_view pass(const Run& run, const flow_view& room) {
    flow_observer o{room, asks::weights, &look_into};
    machine m;
    m.let_see(o);
    run(m);
    o.end(m);
    return o.to;
  }
};

inline recorded_memory plan_flow(const flow_view& f, const memory_options& o,
                                 std::span<const layer_summary> rows = {}) {
  recorded_memory r;
  r.alignment = o.alignment;
  r.parameter_bytes.count = parameter_bytes_in(f, o);
  r.state_bytes.count = state_bytes_in(f, o);
  if (!rows.empty()) {
    std::vector<int> stay(static_cast<std::size_t>(unfolded_in(f, o, nullptr, 0)));
    unfolded_in(f, o, stay.data(), static_cast<int>(stay.size()));
    for (const int row : stay) r.unfolded.push_back(rows[static_cast<std::size_t>(row)].name);
  }
  std::vector<int> ints(static_cast<std::size_t>(lifetimes::ints_for(f)));
  std::vector<std::int64_t> wides(static_cast<std::size_t>(lifetimes::wides_for(f)) + 1);
  const lifetimes l{f, o, ints.data(), wides.data()};
  r.buffers.resize(static_cast<std::size_t>(l.write(nullptr, 0)));
  l.write(r.buffers.data(), static_cast<int>(r.buffers.size()));
  std::int64_t all = 0;
  for (memory_buffer& b : r.buffers) {
    // What is not known has no plan, and neither has what nobody can address.
    if (b.bytes.count < 0 || b.bytes.count > INT64_MAX - o.alignment ||
        NNS_BUILTIN(add_overflow)(all, b.bytes.count + o.alignment, &all)) {
      r.buffers.clear();
      return r;
    }
    if (static_cast<std::size_t>(b.row) < rows.size()) b.name = rows[static_cast<std::size_t>(b.row)].name;
  }
  const int n = static_cast<int>(r.buffers.size());
  ints.assign(static_cast<std::size_t>(planner::ints_for(n)), 0);
  wides.assign(static_cast<std::size_t>(planner::wides_for(n)) + 1, 0);
  const plan_result p = plan_into(r.buffers.data(), n, o.alignment, o.as_tflm, ints.data(), wides.data());
  r.height.count = p.height;
  r.bound.count = p.bound;
  r.how = p.how;
  return r;
}

}  // namespace detail
}  // namespace nns
