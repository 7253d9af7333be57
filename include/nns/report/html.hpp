// to_html: a summary, a difference or a comparison as one HTML file for a pull request. For a summary it has totals, a
// budget, the cost of each layer, a drawing of the network, and a sortable table with blocks that open and close.
// Nothing is loaded from elsewhere, and the page is well-formed XML.
#pragma once

#include <nns/report/detail/described.hpp>
#include <nns/report/detail/html_comparison.hpp>
#include <nns/report/detail/html_diff.hpp>
#include <nns/report/detail/html_summary.hpp>
#include <nns/report/memory.hpp>

#include <cstddef>
#include <string>

namespace nns {

/// Options of the HTML report of a summary, a difference or a comparison.
struct html_options {
  /// Rows nested in more compositions than this are merged into one row for their composition; -1: no row is.
  int depth = -1;
  /// Adjacent equal compositions become one row: block ... block_31 (32 x). For summaries only.
  bool fold = false;
  /// Which columns the table has, by their public names. Empty: the default columns.
  column_names columns{};
  /// Limits, shown with how much of each is used. For summaries only.
  budget limits{};
  /// The largest number of bars side by side; the remaining rows are summed up. For summaries only.
  int bars = 24;
  /// A memory plan to draw: .memory = nns::memory_plan<net, nns::full_int8>. For summaries only.
  memory_plan_view memory{};
  /// The data types of the columns `bytes`, `parameter_bytes` and `kv_cache_bytes`: float32 unless given.
  chosen_storage storage{};
  /// The training step of the columns `training_bytes` and `kept_bytes`: nns::training_step<...> of <nns/report/training.hpp>.
  reported_step step{};
};

namespace report {

/// The columns that a page shows unless others are given. A difference leaves out the kind, since its numbers need the
/// room.
template <class Row>
inline constexpr text columns_of_page = usual_columns<Row>;
template <>
inline constexpr text columns_of_page<diff_row> = "change name output forward parameters activations";
inline constexpr text columns_of_page_with_options = "change name output forward parameters activations options";

template <class Row>
constexpr choice<Row> choose_for_page(const column_names& names) {
  return choose<Row>(names.view().empty() ? columns_of_page<Row> : names.view());
}

}  // namespace report

/// A summary as an HTML report: one self-contained file. The limits are shown if there are any.
inline std::string to_html(const summary_view& s, const html_options& o = {}) {
  report::wanted what = report::wanted::by(o.columns, o.storage, o.step);
  what.options = true;
  const report::described d(s, what);
  const report::described needs(s, {.bytes = o.limits.limits_bytes(), .storage = o.limits.storage});
  report::model_step step;
  if (o.limits.limits_steps()) {
    if (!o.step.given()) report::no_step();
    if (s.again) step = o.step.measure_model(s.again, o.limits.step, o.limits.devices);
  }
  const report::layer_source source{d.view(), o.depth, o.fold};
  const auto bars = static_cast<std::size_t>(o.bars < 1 ? 1 : o.bars);
  const auto chosen = report::choose_for_page<report::layer_row>(o.columns);
  return report::to_string(
      [&](report::writer& w) {
        report::html_summary{w, source, o.limits, bars, chosen, o.memory, needs.view().all_bytes, step}.write();
      });
}

/// A difference as an HTML report: the totals before and after, and the layers that changed.
inline std::string to_html(const difference& d, const html_options& o = {}) {
  const report::diff_source source(d, o.depth);
  const auto chosen = o.columns.view().empty() && source.declared_otherwise
                          ? report::choose<diff_row>(report::columns_of_page_with_options)
                          : report::choose_for_page<diff_row>(o.columns);
  return report::to_string([&](report::writer& w) { report::html_diff{w, d, source, chosen}.write(); });
}

/// A comparison as an HTML report: the models in two scatter plots and in a table. The depth has no effect.
inline std::string to_html(const comparison_view& c, const html_options& o = {}) {
  const text usual = report::usual_columns<comparison_row>;
  const auto chosen =
      report::choose<comparison_row>(report::columns_of(c, o.columns.view(), usual, report::columns_with_ops));
  return report::to_string([&](report::writer& w) { report::html_comparison{w, c, chosen}.write(); });
}

}  // namespace nns
