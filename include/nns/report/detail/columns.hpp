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

// A function for each: as lambdas they would take g++ three times as long.
#define NNS_FILLS(name, ...) \
  constexpr void fill_##name(cell& c, const layer_row& r) { __VA_ARGS__; }
#define NNS_MAKES(name, ...) \
  constexpr cell make_##name(const layer_row& r) { return __VA_ARGS__; }
NNS_FILLS(kind, c.kind = cell_holds::name, c.word = r.sums.kind)
NNS_FILLS(forward, c.kind = cell_holds::count, c.number = r.sums.forward.count, c.unit = r.summary->unit)
NNS_FILLS(share, c.kind = cell_holds::share, c.number = r.sums.forward.count, c.whole = r.total_forward)
NNS_FILLS(backward, c.kind = cell_holds::count, c.number = r.sums.backward.count, c.unit = r.summary->unit)
NNS_FILLS(parameters, c.kind = cell_holds::count, c.number = r.sums.parameters)
NNS_FILLS(trainable_parameters, c.kind = cell_holds::count, c.number = r.sums.trainable_parameters)
NNS_MAKES(non_trainable_parameters, r.sums.non_trainable_parameters())
NNS_MAKES(active_parameters, r.sums.active_parameters())
NNS_MAKES(trainable, !r.sums.frozen)
NNS_FILLS(activations, c.kind = cell_holds::count, c.number = r.sums.activations)
NNS_MAKES(bytes, bytes{r.bytes})
NNS_MAKES(parameter_bytes, bytes{r.parameter_bytes})
NNS_MAKES(kv_cache_bytes, bytes{r.kv_cache_bytes})
NNS_MAKES(kept_bytes, bytes{r.step.kept})
NNS_MAKES(training_bytes, bytes{r.step.training})
NNS_MAKES(depth, r.sums.depth)
NNS_MAKES(inputs, input_names{&r})
NNS_MAKES(options, r.options)
NNS_MAKES(multiply_adds, r.operations.multiply_adds)
NNS_MAKES(additions, r.operations.additions)
NNS_MAKES(multiplications, r.operations.multiplications)
NNS_MAKES(comparisons, r.operations.comparisons)
NNS_MAKES(divisions, r.operations.divisions)
NNS_MAKES(exponentials, r.operations.exponentials)
NNS_MAKES(moves, r.operations.moves)
NNS_MAKES(receptive_size, r.field.size)
NNS_MAKES(receptive_stride, r.field.stride)
NNS_MAKES(receptive_offset, r.field.offset)
NNS_MAKES(unit, r.summary->unit)
#undef NNS_MAKES
#undef NNS_FILLS

template <>
struct column_list<layer_row> {
  static constexpr column<layer_row> values[] = {
      {"name", fill_name},
      {"kind", fill_kind},
      {"output", fill_output},
      {"forward", fill_forward},
      {"share", fill_share},
      {"backward", fill_backward},
      {"parameters", fill_parameters},
      {"trainable_parameters", fill_trainable_parameters},
      {"non_trainable_parameters", make_non_trainable_parameters},
      {"active_parameters", make_active_parameters},
      {"trainable", make_trainable},
      {"activations", fill_activations},
      {"bytes", make_bytes},
      {"parameter_bytes", make_parameter_bytes},
      {"kv_cache_bytes", make_kv_cache_bytes},
      {"kept_bytes", make_kept_bytes},
      {"training_bytes", make_training_bytes},
      {"depth", make_depth},
      {"inputs", make_inputs},
      {"options", make_options},
      {"multiply_adds", make_multiply_adds},
      {"additions", make_additions},
      {"multiplications", make_multiplications},
      {"comparisons", make_comparisons},
      {"divisions", make_divisions},
      {"exponentials", make_exponentials},
      {"moves", make_moves},
      {"receptive_size", make_receptive_size},
      {"receptive_stride", make_receptive_stride},
      {"receptive_offset", make_receptive_offset},
      {"unit", make_unit},
  };
};

}  // namespace nns::report
