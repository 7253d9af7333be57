// The columns of a summary's reports, described once: their public names and where their values come from. Every format,
// for people and for programs, is made from this list; comparisons and differences have lists of their own.
#pragma once

#include <nns/report/detail/cell.hpp>
#include <nns/report/detail/misuse.hpp>
#include <nns/report/detail/rows.hpp>

#include <stdexcept>

namespace nns::report {

/// A column as all formats use it: its public name, and its cell for a row.
template <class Row>
struct column {
  text key{};
  cell (*of)(const Row&) = nullptr;
};

/// The columns of a kind of row: each has a constexpr array `values` of them.
template <class Row>
struct column_list;

/// Columns of a training step need one.
[[noreturn]] inline void no_step() {
  misused<std::invalid_argument>("nns: the columns training_bytes, kept_bytes, sent_bytes and serving_bytes need a training step: "
                                 ".step = nns::training_step<nns::mixed_bfloat16, nns::batch{8}> of <nns/report/training.hpp>");
}

/// The output of a row. The total has all outputs of the model.
constexpr cell shown_output(const layer_row& r) {
  if (r.is_total && r.summary->outputs.size() > 1) return r.summary->outputs;
  return r.sums.output;
}

template <>
struct column_list<layer_row> {
  using row = const layer_row&;
  static constexpr column<layer_row> values[] = {
      {"name", [](row r) -> cell { return r.name; }},
      {"kind", [](row r) -> cell { return r.sums.kind; }},
      {"output", shown_output},
      {"forward", [](row r) -> cell { return r.in_unit(r.sums.forward); }},
      {"share", [](row r) -> cell { return share{r.sums.forward.count, r.total_forward}; }},
      {"backward", [](row r) -> cell { return r.in_unit(r.sums.backward); }},
      {"parameters", [](row r) -> cell { return r.sums.parameters; }},
      {"trainable_parameters", [](row r) -> cell { return r.sums.trainable_parameters; }},
      {"non_trainable_parameters", [](row r) -> cell { return r.sums.non_trainable_parameters(); }},
      {"active_parameters", [](row r) -> cell { return r.sums.active_parameters(); }},
      {"trainable", [](row r) -> cell { return !r.sums.frozen; }},
      {"activations", [](row r) -> cell { return r.sums.activations; }},
      {"bytes", [](row r) -> cell { return bytes{r.bytes}; }},
      {"parameter_bytes", [](row r) -> cell { return bytes{r.parameter_bytes}; }},
      {"kv_cache_bytes", [](row r) -> cell { return bytes{r.kv_cache_bytes}; }},
      {"kept_bytes", [](row r) -> cell { return bytes{r.step.kept}; }},
      {"training_bytes", [](row r) -> cell { return bytes{r.step.training}; }},
      {"depth", [](row r) -> cell { return r.sums.depth; }},
      {"inputs", [](row r) -> cell { return input_names{&r}; }},
      {"options", [](row r) -> cell { return r.options; }},
      {"multiply_adds", [](row r) -> cell { return r.operations.multiply_adds; }},
      {"additions", [](row r) -> cell { return r.operations.additions; }},
      {"multiplications", [](row r) -> cell { return r.operations.multiplications; }},
      {"comparisons", [](row r) -> cell { return r.operations.comparisons; }},
      {"divisions", [](row r) -> cell { return r.operations.divisions; }},
      {"exponentials", [](row r) -> cell { return r.operations.exponentials; }},
      {"moves", [](row r) -> cell { return r.operations.moves; }},
      {"receptive_size", [](row r) -> cell { return r.field.size; }},
      {"receptive_stride", [](row r) -> cell { return r.field.stride; }},
      {"receptive_offset", [](row r) -> cell { return r.field.offset; }},
      {"unit", [](row r) -> cell { return r.summary->unit; }},
  };
};

}  // namespace nns::report
