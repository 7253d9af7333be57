// The columns of all reports, described once: their public names and where their values come from.
// Every format, for people and for programs, is made from such a list. That of comparisons is detail/comparison_columns.hpp.
#pragma once

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
#include <stdexcept>

namespace nns::report {

/// Who asks for a training step says which.
[[noreturn]] inline void no_step() {
  misused<std::invalid_argument>("nns: the columns training_bytes, kept_bytes, sent_bytes and serving_bytes need a training step: "
                                 ".step = nns::training_step<nns::mixed_bfloat16, nns::batch{8}> of <nns/report/training.hpp>");
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
