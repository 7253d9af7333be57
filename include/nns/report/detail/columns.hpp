// The columns of all reports, described once: their public names and where their values come from.
// Every format, for people and for programs, is made from these two lists.
#pragma once

#include <nns/memory/detail/cache.hpp>
#include <nns/memory/recorded.hpp>
#include <nns/report/detail/cell.hpp>
#include <nns/report/detail/misuse.hpp>
#include <nns/report/detail/rows.hpp>

#include <boost/hana/accessors.hpp>
#include <boost/hana/adapt_adt.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/unpack.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

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

/// Who asks for a training step says which.
[[noreturn]] inline void no_step() {
  misused<std::invalid_argument>("nns: the columns training_bytes, kept_bytes, sent_bytes and serving_bytes need a training step: "
                                 ".step = nns::training_step<nns::mixed_bfloat16, nns::batch{8}> of <nns/report/training.hpp>");
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

/// The output of a row. The total has all of the model's.
constexpr cell shown_output(const layer_row& r) {
  if (r.is_total && r.summary->outputs.size() > 1) return r.summary->outputs;
  return r.sums.output;
}

}  // namespace nns::report

BOOST_HANA_ADAPT_ADT(nns::report::layer_row,
  (name, [](const nns::report::layer_row& r) -> const nns::report::label& { return r.name; }),
  (kind, [](const nns::report::layer_row& r) { return r.sums.kind; }),
  (output, [](const nns::report::layer_row& r) { return nns::report::shown_output(r); }),
  (forward, [](const nns::report::layer_row& r) { return r.in_unit(r.sums.forward); }),
  (share, [](const nns::report::layer_row& r) { return nns::report::share{r.sums.forward.count, r.total_forward}; }),
  (backward, [](const nns::report::layer_row& r) { return r.in_unit(r.sums.backward); }),
  (parameters, [](const nns::report::layer_row& r) { return r.sums.parameters; }),
  (trainable_parameters, [](const nns::report::layer_row& r) { return r.sums.trainable_parameters; }),
  (non_trainable_parameters, [](const nns::report::layer_row& r) { return r.sums.non_trainable_parameters(); }),
  (active_parameters, [](const nns::report::layer_row& r) { return r.sums.active_parameters(); }),
  (trainable, [](const nns::report::layer_row& r) { return !r.sums.frozen; }),
  (activations, [](const nns::report::layer_row& r) { return r.sums.activations; }),
  (bytes, [](const nns::report::layer_row& r) { return nns::bytes{r.bytes}; }),
  (parameter_bytes, [](const nns::report::layer_row& r) { return nns::bytes{r.parameter_bytes}; }),
  (kv_cache_bytes, [](const nns::report::layer_row& r) { return nns::bytes{r.kv_cache_bytes}; }),
  (kept_bytes, [](const nns::report::layer_row& r) { return nns::bytes{r.step.kept}; }),
  (training_bytes, [](const nns::report::layer_row& r) { return nns::bytes{r.step.training}; }),
  (depth, [](const nns::report::layer_row& r) { return r.sums.depth; }),
  (inputs, [](const nns::report::layer_row& r) { return nns::report::input_names{&r}; }),
  (options, [](const nns::report::layer_row& r) { return r.options; }),
  (multiply_adds, [](const nns::report::layer_row& r) { return r.operations.multiply_adds; }),
  (additions, [](const nns::report::layer_row& r) { return r.operations.additions; }),
  (multiplications, [](const nns::report::layer_row& r) { return r.operations.multiplications; }),
  (comparisons, [](const nns::report::layer_row& r) { return r.operations.comparisons; }),
  (divisions, [](const nns::report::layer_row& r) { return r.operations.divisions; }),
  (exponentials, [](const nns::report::layer_row& r) { return r.operations.exponentials; }),
  (moves, [](const nns::report::layer_row& r) { return r.operations.moves; }),
  (receptive_size, [](const nns::report::layer_row& r) { return r.field.size; }),
  (receptive_stride, [](const nns::report::layer_row& r) { return r.field.stride; }),
  (receptive_offset, [](const nns::report::layer_row& r) { return r.field.offset; }),
  (unit, [](const nns::report::layer_row& r) { return r.summary->unit; }));

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

/// A column as the formats use it: its public name, and its cell in a row.
template <class Row>
struct column {
  text key{};
  cell (*of)(const Row&) = nullptr;
};

template <class Row, std::size_t N>
struct column_table {
  static constexpr std::size_t size = N;
  column<Row> values[N];
};

/// A name's characters. Not Hana's own: g++ 12 gives those to each translation unit, and an inline variable that points
/// at them does not link with -O1 -fsanitize=address.
template <char... Name>
inline constexpr char characters_of[] = {Name..., '\0'};

template <class Row, char... Key, class Get>
constexpr column<Row> lower_column(boost::hana::string<Key...>, Get) {
  return {.key = {characters_of<Key...>, sizeof...(Key)}, .of = [](const Row& r) { return cell{Get{}(r)}; }};
}

template <class Row>
inline constexpr auto members_of = boost::hana::accessors<Row>();

template <class Row>
inline constexpr auto columns = boost::hana::unpack(members_of<Row>, [](auto... members) {
  return column_table<Row, sizeof...(members)>{
      {lower_column<Row>(boost::hana::first(members), boost::hana::second(members))...}};
});

}  // namespace nns::report
