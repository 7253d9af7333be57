// The columns of a comparison's reports: a row is one model, for a batch and in a phase.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/memory/detail/planned.hpp>
#include <nns/report/detail/choice.hpp>

#include <cstdint>

namespace nns {

/// A row of a comparison: one model, for a batch and in a phase. The shapes are seen, not kept.
struct comparison_row {
  text name{};
  detail::seen<shape> input_shapes{};
  batch_estimate costs{};
  detail::model_runner again{};       ///< runs the model for the column `bytes`
  std::int64_t bytes_per_number = 4;
};

}  // namespace nns

namespace nns::report {

/// The RAM of a model's activations at inference; numbers of other sizes than one, two and four bytes have no plan.
inline cell peak_of(const comparison_row& r) {
  if (!r.again || r.costs.phase != phase::inference) return bytes{unknown};
  memory_options o;
  o.batch = r.costs.batch;
  if (r.bytes_per_number == 1) o.storage.activations = data_type::int8;
  if (r.bytes_per_number == 2) o.storage.activations = data_type::float16;
  if (bits_of(o.storage.activations) != 8 * r.bytes_per_number) return bytes{unknown};
  const detail::recorded_flow flow(r.again);
  return bytes{detail::planned_flow(flow.view, o).height};
}

template <>
struct column_list<comparison_row> {
  using row = const comparison_row&;
  static constexpr column<comparison_row> values[] = {
      {"name", [](row r) -> cell { return r.name; }},
      {"input_shapes", [](row r) -> cell { return r.input_shapes; }},
      {"parameters", [](row r) -> cell { return r.costs.parameters; }},
      {"parameter_bytes", [](row r) -> cell { return r.costs.parameter_bytes; }},
      {"macs", [](row r) -> cell { return r.costs.macs; }},
      {"ops", [](row r) -> cell { return r.costs.ops; }},
      {"activations", [](row r) -> cell { return r.costs.activations; }},
      {"bytes", peak_of},
      {"activation_bytes", [](row r) -> cell { return r.costs.activation_bytes; }},
      {"phase", [](row r) -> cell { return r.costs.phase; }},
      {"batch", [](row r) -> cell { return r.costs.batch; }},
  };
};

template <>
inline constexpr text usual_columns<comparison_row> =
    "name input_shapes parameters parameter_bytes macs activation_bytes phase batch";
template <>
inline constexpr text columns_for_people<comparison_row> = "share ops bytes";

/// The columns of a comparison whose rows have operations that are no multiply-adds, for people and for programs.
inline constexpr text columns_with_ops =
    "name input_shapes parameters parameter_bytes macs ops activation_bytes phase batch";
inline constexpr text columns_with_ops_for_programs =
    "name input_shapes parameters parameter_bytes macs ops activations activation_bytes phase batch";

}  // namespace nns::report
