// The columns of a summary's reports, described once: their public names and where their values come from. Every format,
// for people and for programs, is made from this list; comparisons and differences have lists of their own.
#pragma once

#include <nns/report/detail/cell.hpp>
#include <nns/report/detail/misuse.hpp>
#include <nns/report/detail/rows.hpp>

#include <stdexcept>

namespace nns::report {

/// A column as the formats use it: its public name, and its cell in a row. A cell can be filled in again for row after row,
/// by functions that say all that differs: to make a new one costs the compiler several times as much.
template <class Row>
struct column {
  text key{};
  cell (*made)(const Row&) = nullptr;
  void (*filled)(cell&, const Row&) = nullptr;
  bool fills = false;  // said in words: with -fsanitize=undefined g++ does not compare an address with null (GCC bug 71962)

  constexpr column(text name, cell (*new_cell)(const Row&)) : key(name), made(new_cell) {}
  constexpr column(text name, void (*into_cell)(cell&, const Row&)) : key(name), filled(into_cell), fills(true) {}

  constexpr void fill(cell& c, const Row& r) const {
    if (fills) return filled(c, r);
    c = made(r);
  }
  [[nodiscard]] constexpr cell of(const Row& r) const {
    cell c;
    fill(c, r);
    return c;
  }
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
constexpr void fill_output(cell& c, const layer_row& r) {
  const bool several = r.is_total && r.summary->outputs.size() > 1;
  c.kind = several ? cell_holds::shapes : cell_holds::shape;
  c.shapes = several ? r.summary->outputs : detail::seen<shape>{&r.sums.output, 1};
}

/// A layer's name, or the label of a composition.
constexpr void fill_name(cell& c, const layer_row& r) {
  c.kind = cell_holds::name;
  c.word = r.name.base;
  c.name_of_row = r.block < 0 ? nullptr : &r.name;
}

template <>
struct column_list<layer_row> {
  using row = const layer_row&;
  static constexpr column<layer_row> values[] = {
      {"name", fill_name},
      {"kind", [](cell& c, row r) { c.kind = cell_holds::name, c.word = r.sums.kind; }},
      {"output", fill_output},
      {"forward", [](cell& c, row r) { c.kind = cell_holds::count, c.number = r.sums.forward.count, c.unit = r.summary->unit; }},
      {"share", [](cell& c, row r) { c.kind = cell_holds::share, c.number = r.sums.forward.count, c.whole = r.total_forward; }},
      {"backward", [](cell& c, row r) { c.kind = cell_holds::count, c.number = r.sums.backward.count, c.unit = r.summary->unit; }},
      {"parameters", [](cell& c, row r) { c.kind = cell_holds::count, c.number = r.sums.parameters; }},
      {"trainable_parameters", [](cell& c, row r) { c.kind = cell_holds::count, c.number = r.sums.trainable_parameters; }},
      {"non_trainable_parameters", [](row r) -> cell { return r.sums.non_trainable_parameters(); }},
      {"active_parameters", [](row r) -> cell { return r.sums.active_parameters(); }},
      {"trainable", [](row r) -> cell { return !r.sums.frozen; }},
      {"activations", [](cell& c, row r) { c.kind = cell_holds::count, c.number = r.sums.activations; }},
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
