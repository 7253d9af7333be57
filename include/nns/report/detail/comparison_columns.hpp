// The columns of a comparison's reports: a row is one model, for a batch and in a phase.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/memory/detail/cache.hpp>
#include <nns/memory/detail/planned.hpp>
#include <nns/report/detail/choice.hpp>

#include <cstdint>

namespace nns {

/// A row of a comparison: one model, for a batch and in a phase. It does not own the shapes.
struct comparison_row {
  text name{};
  detail::seen<shape> input_shapes{};
  batch_estimate costs{};
  std::int64_t active_parameters = unknown;
  detail::model_runner again{};       ///< runs the model for the column `bytes`
  std::int64_t bytes_per_number = 4;
  reported_step step{};               ///< of the columns of a training step
};

}  // namespace nns

namespace nns::report {

/// The RAM of a model's activations at inference; there is a plan only for numbers of one, two or four bytes.
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

/// A model's training step, for the batch of its row.
inline model_step step_of(const comparison_row& r) {
  if (!r.step.given()) no_step();
  if (!r.again) return {};
  training_options o = r.step.options;
  o.batch = r.costs.batch;
  return r.step.measure_model(r.again, o, r.step.devices);
}

/// Keys and values, in numbers of the row's size.
inline bytes cache_of(const comparison_row& r) {
  if (!r.again) return bytes{unknown};
  const detail::recorded_flow flow(r.again);
  storage types;
  types.activations = data_type::int8;
  const std::int64_t numbers = detail::cache_bytes_in(flow.view, {.storage = types, .batch = r.costs.batch});
  return bytes{detail::times(numbers, r.bytes_per_number)};
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
      {"active_parameters", [](row r) -> cell { return r.active_parameters; }},
      {"kv_cache_bytes", [](row r) -> cell { return cache_of(r); }},
      {"training_bytes", [](row r) -> cell { return bytes{step_of(r).step.training}; }},
      {"kept_bytes", [](row r) -> cell { return bytes{step_of(r).step.kept}; }},
      {"sent_bytes", [](row r) -> cell { return bytes{step_of(r).parts.sent}; }},
      {"serving_bytes", [](row r) -> cell { return bytes{step_of(r).parts.serving}; }},
      {"phase", [](row r) -> cell { return r.costs.phase; }},
      {"batch", [](row r) -> cell { return r.costs.batch; }},
  };
};

template <>
inline constexpr text usual_columns<comparison_row> =
    "name input_shapes parameters parameter_bytes macs activation_bytes phase batch";
template <>
inline constexpr text columns_for_people<comparison_row> =
    "share ops bytes active_parameters kv_cache_bytes training_bytes kept_bytes sent_bytes serving_bytes";

/// The columns of a comparison whose rows have operations other than multiply-adds, for people and for programs.
inline constexpr text columns_with_ops =
    "name input_shapes parameters parameter_bytes macs ops activation_bytes phase batch";
inline constexpr text columns_with_ops_for_programs =
    "name input_shapes parameters parameter_bytes macs ops activations activation_bytes phase batch";

}  // namespace nns::report
