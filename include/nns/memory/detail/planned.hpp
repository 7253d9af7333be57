// A memory plan made at run time, for a model that is only known by its step, or comes from a file. memory/plan.hpp
// makes plans at compile time; both use the same functions. memory/recorded.hpp adds names, and uses vectors.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/room.hpp>
#include <nns/memory/detail/inside.hpp>
#include <nns/memory/detail/lifetimes.hpp>
#include <nns/memory/detail/parameters.hpp>
#include <nns/memory/options.hpp>
#include <nns/memory/planner.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::detail {

/// A flow, on the heap.
struct recorded_flow {
  room<flow_row> rows{};
  room<flow_tensor> tensors{};
  room<int> inputs{};
  flow_view view{};

  /// Runs a model, a function of a machine: twice, first to learn how much room it needs.
  template <class Run>
  explicit recorded_flow(const Run& run) {
    const flow_view counted = pass<flow_observer>(run, {});
    rows.renew(static_cast<std::size_t>(counted.row_count));
    tensors.renew(static_cast<std::size_t>(counted.tensor_count));
    inputs.renew(static_cast<std::size_t>(counted.input_count) + static_cast<std::size_t>(counted.outputs));
    view = pass<flow_observer>(run, {rows.data(), tensors.data(), inputs.data(), counted.row_count, counted.tensor_count,
                                     counted.input_count + counted.outputs, 0});
  }

 private:
  template <class Observer, class Run>
  static flow_view pass(const Run& run, const flow_view& into) {
    Observer o{into, asks::weights, &look_into<Observer>};
    machine m;
    m.let_see(o);
    run(m);
    o.end(m);
    return o.to;
  }
};

/// The memory that a flow needs. A number that is not known is nns::unknown, and then there are no buffers.
struct planned_flow {
  room<memory_buffer> buffers{};
  std::int64_t height = unknown;
  std::int64_t bound = unknown;
  std::int64_t parameter_bytes = unknown;
  std::int64_t state_bytes = unknown;
  placing how = placing::largest_first;

  template <class Flow>
  planned_flow(const Flow& f, const memory_options& o) {
    parameter_bytes = parameter_bytes_in(f, o);
    state_bytes = state_bytes_in(f, o);
    room<int> ints(static_cast<std::size_t>(lifetimes_of<Flow>::ints_for(f)));
    room<std::int64_t> wides(static_cast<std::size_t>(lifetimes_of<Flow>::wides_for(f)) + 1);
    const lifetimes_of<Flow> l{f, o, ints.data(), wides.data()};
    buffers.renew(static_cast<std::size_t>(l.write(nullptr, 0)));
    l.write(buffers.data(), static_cast<int>(buffers.size()));
    std::int64_t all = 0;
    for (const memory_buffer& b : buffers) {
      // There is no plan for unknown sizes, nor for sizes beyond any address space.
      if (b.bytes.count < 0 || b.bytes.count > INT64_MAX - o.alignment ||
          NNS_BUILTIN(add_overflow)(all, b.bytes.count + o.alignment, &all)) {
        buffers.renew(0);
        return;
      }
    }
    const int n = static_cast<int>(buffers.size());
    ints.renew(static_cast<std::size_t>(planner::ints_for(n)));
    wides.renew(static_cast<std::size_t>(planner::wides_for(n)) + 1);
    const plan_result p = plan_into<typename lifetimes_of<Flow>::buffer_type>(buffers.data(), n, o.alignment, o.as_tflm,
                                                                              ints.data(), wides.data());
    height = p.height;
    bound = p.bound;
    how = p.how;
  }
};

}  // namespace nns::detail
