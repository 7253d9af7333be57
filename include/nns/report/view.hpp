// summary_view: the summary of any model, also of one made at run time, as one plain type, so that functions which take
// it need not be templates. A view owns nothing: the summary must outlive it.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/memory/step.hpp>
#include <nns/summary.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::detail {

/// How a report runs a model again, if it needs more than the rows have: the step of a type, or the data kept from a
/// file. Both are empty if there is neither.
struct model_runner {
  step of_type = nullptr;
  void (*of_file)(machine&, const void*) = nullptr;
  const void* file = nullptr;
  // An enumeration: with -fsanitize=undefined, g++ cannot compare an address with null in a constant (GCC bug 71962).
  enum class knows : std::uint8_t { nothing, a_type, a_file } what = knows::nothing;

  constexpr model_runner() = default;
  constexpr explicit model_runner(step type) : of_type(type), what(knows::a_type) {}
  constexpr model_runner(void (*run)(machine&, const void*), const void* of)
      : of_file(run), file(of), what(knows::a_file) {}

  [[nodiscard]] constexpr explicit operator bool() const { return what != knows::nothing; }
  constexpr void operator()(machine& m) const {
    if (what == knows::a_type) return of_type(m);
    of_file(m, file);
  }
};

}  // namespace nns::detail

namespace nns::report {

/// The memory of a row, by a storage.
struct row_bytes {
  std::int64_t made = unknown;        // its outputs; none if it makes no buffer
  std::int64_t parameters = unknown;
  std::int64_t live = unknown;        // all that is needed while it runs
  std::int64_t cache = unknown;       // keys and values that it leaves for later positions
};

/// The memory of a row in a training step.
struct row_step {
  std::int64_t kept = unknown;      // at the end of the forward pass
  std::int64_t training = unknown;  // with its weights, their gradients, the optimizer's state; for a model, its peak
};

/// The memory of a model in a training step, and when it serves; of several devices, that with the highest peak.
struct model_step {
  row_step step{};
  detail::training_numbers parts{unknown, unknown, unknown, unknown, unknown, unknown, unknown};
};

}  // namespace nns::report

namespace nns {

/// A training step that reports can measure: nns::training_step<...> of <nns/report/training.hpp>.
struct reported_step {
  training_options options{};
  parallel devices{};
  void (*measure_rows)(const detail::model_runner&, const training_options&, report::row_step*, std::size_t) = nullptr;
  report::model_step (*measure_model)(const detail::model_runner&, const training_options&, const parallel&) = nullptr;

  [[nodiscard]] constexpr bool given() const { return measure_model != nullptr; }
};

}  // namespace nns

namespace nns {

/// A receptive field as a report writes it, along all axes: "427x427", "32x32", "-213x-213".
struct field_words {
  text size{};
  text stride{};
  text offset{};
};

/// The parts of a summary. nns::summary<M> converts to it; for a model read at run time, fill in one yourself.
struct summary_view {
  text name{};
  detail::seen<layer_summary> layers{};
  layer_summary total{};
  detail::seen<block_summary> blocks{};
  detail::seen<int> sources{};
  detail::seen<shape> outputs{};
  detail::seen<text> options{};  ///< how each layer was declared, in words; empty: `again` is asked
  detail::seen<report::row_bytes> bytes{};  ///< what each row takes; empty: `again` is asked
  report::row_bytes all_bytes{};               ///< of the model: .live is the height of its plan
  detail::seen<report::row_step> steps{};  ///< what each row takes in a training step; empty: `again` is asked
  report::row_step all_steps{};
  detail::model_runner again{};
  /// Operations by kind and receptive fields, one for each row. If empty, `again` computes them when a column needs
  /// them.
  detail::seen<operation_counts> operations{};
  detail::seen<field_words> fields{};
  /// The unit of forward and backward: multiply-adds, or operations (OP) if the convention counts more.
  text unit{"MAC"};
  /// For an ONNX file with a fixed batch: how many instances the counts are for. 0: one.
  std::int64_t batch = 0;

  constexpr summary_view() = default;
  constexpr summary_view(text model, detail::seen<layer_summary> rows, const layer_summary& sum,
                         detail::seen<block_summary> compositions = {}, detail::seen<int> more_sources = {},
                         detail::seen<shape> all_outputs = {})
      : name(model), layers(rows), total(sum), blocks(compositions), sources(more_sources), outputs(all_outputs) {}

  template <int Rows, int Blocks, int Sources, int Characters, int Outputs>
  constexpr summary_view(const model_summary<Rows, Blocks, Sources, Characters, Outputs>& s)
      : name(s.name),
        layers(s.layers.data(), static_cast<std::size_t>(Rows)),
        total(s.total),
        blocks(s.blocks.data(), static_cast<std::size_t>(Blocks)),
        sources(s.sources.data(), static_cast<std::size_t>(Sources)),
        outputs(s.outputs.data(), static_cast<std::size_t>(Outputs)) {}

  template <class M, counting How>
  constexpr summary_view(const chain_summary<M, How>& s)
      : name(s.name),
        layers(s.layers.data(), static_cast<std::size_t>(s.layers.size())),
        total(s.total),
        outputs(s.outputs.data(), 1) {}

  template <class M, counting How>
  constexpr summary_view(const detail::summary_of<M, How>& s)
      : summary_view(static_cast<const detail::rows_of_summary<M, How>&>(s)) {
    again = detail::model_runner{detail::step_of<M>};
  }

  template <class M, counting How>
  constexpr summary_view(const detail::operations_of<M, How>& s) : summary_view(s.counted) {
    unit = "OP";
    again = detail::model_runner{detail::step_of<M>};
  }

  /// For a refused model: the mistake has been reported already.
  constexpr summary_view(const detail::no_summary&) {}
};

}  // namespace nns
