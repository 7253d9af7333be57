// The columns of comparisons, described once as those of summaries are (detail/columns.hpp).
#pragma once

#include <nns/memory/detail/cache.hpp>
#include <nns/memory/recorded.hpp>
#include <nns/report/detail/choice.hpp>

#include <cstdint>
#include <span>

namespace nns {

/// A row of a comparison: one model, for a batch and in a phase. The shapes are seen, not kept.
struct comparison_row {
  text name{};
  std::span<const shape> input_shapes{};
  batch_estimate costs{};
  std::int64_t active_parameters = unknown;
  detail::model_runner again{};       ///< runs the model for the column `bytes`
  std::int64_t bytes_per_number = 4;
  reported_step step{};               ///< of the columns of a training step
};

}  // namespace nns

namespace nns::report {

/// The RAM of a model's activations at inference; numbers of other sizes than one, two and four bytes have no plan.
inline bytes peak_of(const comparison_row& r) {
  if (!r.again || r.costs.phase != phase::inference) return bytes{unknown};
  memory_options o;
  o.batch = r.costs.batch;
  if (r.bytes_per_number == 1) o.storage.activations = data_type::int8;
  if (r.bytes_per_number == 2) o.storage.activations = data_type::float16;
  if (bits_of(o.storage.activations) != 8 * r.bytes_per_number) return bytes{unknown};
  const detail::recorded_flow flow(r.again);
  return detail::plan_flow(flow.view, o).height;
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

}  // namespace nns::report

BOOST_HANA_ADAPT_ADT(nns::comparison_row,
  (name, [](const nns::comparison_row& r) { return r.name; }),
  (input_shapes, [](const nns::comparison_row& r) { return r.input_shapes; }),
  (parameters, [](const nns::comparison_row& r) { return r.costs.parameters; }),
  (parameter_bytes, [](const nns::comparison_row& r) { return r.costs.parameter_bytes; }),
  (macs, [](const nns::comparison_row& r) { return r.costs.macs; }),
  (ops, [](const nns::comparison_row& r) { return r.costs.ops; }),
  (activations, [](const nns::comparison_row& r) { return r.costs.activations; }),
  (bytes, [](const nns::comparison_row& r) { return nns::report::peak_of(r); }),
  (activation_bytes, [](const nns::comparison_row& r) { return r.costs.activation_bytes; }),
  (active_parameters, [](const nns::comparison_row& r) { return r.active_parameters; }),
  (kv_cache_bytes, [](const nns::comparison_row& r) { return nns::report::cache_of(r); }),
  (training_bytes, [](const nns::comparison_row& r) { return nns::bytes{nns::report::step_of(r).step.training}; }),
  (kept_bytes, [](const nns::comparison_row& r) { return nns::bytes{nns::report::step_of(r).step.kept}; }),
  (sent_bytes, [](const nns::comparison_row& r) { return nns::bytes{nns::report::step_of(r).parts.sent}; }),
  (serving_bytes, [](const nns::comparison_row& r) { return nns::bytes{nns::report::step_of(r).parts.serving}; }),
  (phase, [](const nns::comparison_row& r) { return r.costs.phase; }),
  (batch, [](const nns::comparison_row& r) { return r.costs.batch; }));

namespace nns::report {

template <>
inline constexpr text usual_columns<comparison_row> =
    "name input_shapes parameters parameter_bytes macs activation_bytes phase batch";
template <>
inline constexpr text columns_for_people<comparison_row> =
    "share ops bytes active_parameters kv_cache_bytes training_bytes kept_bytes sent_bytes serving_bytes";

/// The columns of a comparison whose rows have operations that are no multiply-adds, for people and for programs.
inline constexpr text columns_with_ops =
    "name input_shapes parameters parameter_bytes macs ops activation_bytes phase batch";
inline constexpr text columns_with_ops_for_programs =
    "name input_shapes parameters parameter_bytes macs ops activations activation_bytes phase batch";

}  // namespace nns::report
