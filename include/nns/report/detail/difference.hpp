// The difference of two summaries: its rows, and their columns. nns/report/diff.hpp prints it.
#pragma once

#include <nns/detail/room.hpp>
#include <nns/report/detail/choice.hpp>
#include <nns/report/detail/described.hpp>
#include <nns/report/detail/growing.hpp>
#include <nns/report/detail/match.hpp>
#include <nns/report/detail/misuse.hpp>
#include <nns/report/detail/numbers.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace nns {

/// What happened to a layer.
enum class change : std::uint8_t { none, added, removed, changed };

constexpr text name_of(change c) {
  constexpr text names[] = {"", "added", "removed", "changed"};
  return names[static_cast<int>(c)];
}

/// A row of a difference: a layer with its numbers before and after. An added layer has no before.
struct diff_row {
  nns::change change = nns::change::none;
  report::label name_before{};
  report::label name_after{};
  layer_summary before{};
  layer_summary after{};
  std::string options_before{};  ///< how it was declared, where that is known
  std::string options_after{};
  text unit{"MAC"};  ///< what forward and backward count
  std::int64_t bytes_before = unknown;  ///< of memory, as in the columns of a summary
  std::int64_t bytes_after = unknown;
  std::int64_t parameter_bytes_before = unknown;
  std::int64_t parameter_bytes_after = unknown;
  std::int64_t kv_cache_bytes_before = unknown;
  std::int64_t kv_cache_bytes_after = unknown;
  report::row_step step_before{};
  report::row_step step_after{};

  [[nodiscard]] constexpr bool was() const { return change != nns::change::added; }
  [[nodiscard]] constexpr bool is() const { return change != nns::change::removed; }
};

namespace report {

/// The cell in the unit of the summaries: multiply-adds, or operations.
constexpr cell in_unit(cell c, const diff_row& r) {
  if (c.unit == "MAC") c.unit = r.unit;
  return c;
}
template <const auto& Member>
constexpr cell cell_before(const diff_row& r) {
  return r.was() ? in_unit(Member(r.before), r) : cell{};
}
template <const auto& Member>
constexpr cell cell_after(const diff_row& r) {
  return r.is() ? in_unit(Member(r.after), r) : cell{};
}
/// Both in one cell, if they differ.
template <const auto& Member>
constexpr cell cell_both(const diff_row& r) {
  if (!r.is() || !r.was() || Member(r.before) == Member(r.after)) return in_unit(Member(r.is() ? r.after : r.before), r);
  if constexpr (std::is_same_v<decltype(Member(r.before)), bool>)
    return Member(r.after) ? text{"no -> yes"} : text{"yes -> no"};
  else
    return in_unit({Member(r.before), Member(r.after)}, r);
}

inline text text_of(const std::string& s) { return {s.data(), s.size()}; }
inline cell options_cell(const diff_row& r) {
  const text was = text_of(r.options_before);
  const text is = text_of(r.options_after);
  if (!r.is() || !r.was() || was == is) return r.is() ? is : was;
  return {was, is};
}

constexpr cell bytes_cell_of(bool there, std::int64_t n) { return there ? cell{bytes{n}} : cell{}; }
constexpr cell bytes_cell(const diff_row& r, std::int64_t was, std::int64_t is) {
  if (!r.is() || !r.was() || was == is) return bytes{r.is() ? is : was};
  cell both{was, is};
  both.unit = "B";
  return both;
}

inline constexpr auto output_of = [](const layer_summary& l) -> const shape& { return l.output; };
inline constexpr auto forward_of = [](const layer_summary& l) { return l.forward; };
inline constexpr auto backward_of = [](const layer_summary& l) { return l.backward; };
inline constexpr auto parameters_of = [](const layer_summary& l) { return l.parameters; };
inline constexpr auto trainable_parameters_of = [](const layer_summary& l) { return l.trainable_parameters; };
inline constexpr auto active_parameters_of = [](const layer_summary& l) { return l.active_parameters(); };
inline constexpr auto activations_of = [](const layer_summary& l) { return l.activations; };
inline constexpr auto trainable_of = [](const layer_summary& l) { return !l.frozen; };

#define NNS_THEN_AND_NOW(key)                                                         \
  {#key "_before", cell_before<key##_of>}, {#key "_after", cell_after<key##_of>}, {   \
    #key, cell_both<key##_of>                                                         \
  }

#define NNS_BYTES_THEN_AND_NOW(key)                                                              \
  {#key "_before", [](row r) -> cell { return bytes_cell_of(r.was(), r.key##_before); }},        \
      {#key "_after", [](row r) -> cell { return bytes_cell_of(r.is(), r.key##_after); }}, {     \
    #key, [](row r) -> cell { return bytes_cell(r, r.key##_before, r.key##_after); }             \
  }

#define NNS_STEP_THEN_AND_NOW(key, member)                                                              \
  {#key "_before", [](row r) -> cell { return bytes_cell_of(r.was(), r.step_before.member); }},         \
      {#key "_after", [](row r) -> cell { return bytes_cell_of(r.is(), r.step_after.member); }}, {      \
    #key, [](row r) -> cell { return bytes_cell(r, r.step_before.member, r.step_after.member); }        \
  }

template <>
struct column_list<diff_row> {
  using row = const diff_row&;
  static constexpr column<diff_row> values[] = {
      {"change", [](row r) -> cell { return name_of(r.change); }},
      {"name", [](row r) -> cell { return r.is() ? r.name_after : r.name_before; }},
      {"name_before", [](row r) -> cell { return r.was() ? cell{r.name_before} : cell{}; }},
      {"kind", [](row r) -> cell { return r.is() ? r.after.kind : r.before.kind; }},
      NNS_THEN_AND_NOW(output),
      NNS_THEN_AND_NOW(forward),
      NNS_THEN_AND_NOW(backward),
      NNS_THEN_AND_NOW(parameters),
      NNS_THEN_AND_NOW(trainable_parameters),
      NNS_THEN_AND_NOW(activations),
      NNS_THEN_AND_NOW(trainable),
      NNS_BYTES_THEN_AND_NOW(bytes),
      NNS_BYTES_THEN_AND_NOW(parameter_bytes),
      NNS_THEN_AND_NOW(active_parameters),
      NNS_BYTES_THEN_AND_NOW(kv_cache_bytes),
      NNS_STEP_THEN_AND_NOW(kept_bytes, kept),
      NNS_STEP_THEN_AND_NOW(training_bytes, training),
      {"options_before", [](row r) -> cell { return text_of(r.options_before); }},
      {"options_after", [](row r) -> cell { return text_of(r.options_after); }},
      {"options", options_cell},
      {"unit", [](row r) -> cell { return r.unit; }},
  };
};

#undef NNS_STEP_THEN_AND_NOW
#undef NNS_BYTES_THEN_AND_NOW
#undef NNS_THEN_AND_NOW

template <>
inline constexpr text usual_columns<diff_row> = "change name kind output forward parameters activations";
inline constexpr text diff_columns_with_options = "change name kind output forward parameters activations options";
template <>
inline constexpr text columns_for_people<diff_row> =
    "output forward backward parameters trainable_parameters activations trainable trainable_before trainable_after "
    "options options_before options_after unit bytes bytes_before bytes_after parameter_bytes parameter_bytes_before "
    "parameter_bytes_after kv_cache_bytes kv_cache_bytes_before kv_cache_bytes_after kept_bytes kept_bytes_before "
    "kept_bytes_after training_bytes training_bytes_before training_bytes_after active_parameters active_parameters_before "
    "active_parameters_after";

/// Whether two rows are declared in the same words, compared for each layer that they stand for. If the options of one
/// are not known, they count as equal.
inline bool is_declared_alike(const layer_row& before, const layer_row& after) {
  const summary_view& was = *before.summary;
  const summary_view& is = *after.summary;
  if (before.last - before.first != after.last - after.first) return false;
  const bool known = !was.options.empty() && !is.options.empty();
  for (int i = 0; i != after.last - after.first; ++i) {
    const auto then = static_cast<std::size_t>(before.first) + static_cast<std::size_t>(i);
    const auto now = static_cast<std::size_t>(after.first) + static_cast<std::size_t>(i);
    if (!(was.layers[then].kind == is.layers[now].kind)) return false;
    if (known && !(was.options[then] == is.options[now])) return false;
  }
  return true;
}

}  // namespace report

/// Two summaries side by side. It owns nothing: both must outlive it.
struct difference {
  summary_view before{};
  summary_view after{};
  chosen_storage storage{};  ///< of the columns for bytes: float32 unless given
  reported_step step{};      ///< of the columns for a training step

  /// The layers that changed, in the order of the network as it is now; a removed layer follows the one that it
  /// followed before. A layer has changed if its numbers have, or the words in which it is declared. Layers with a name
  /// of their own are matched by it; those that are named by kind and number (conv2d_12) by their order, with as few
  /// edits as possible. A layer of another kind is another layer.
  [[nodiscard]] std::vector<diff_row> rows(int depth = -1) const {
    const report::wanted what{.options = true, .bytes = true, .steps = step.given(), .storage = storage, .step = step};
    const report::described described_before(before, what);
    const report::described described_after(after, what);
    const report::growing<report::layer_row> were = report::rows_of(described_before.view(), depth);
    const report::growing<report::layer_row> are = report::rows_of(described_after.view(), depth);
    detail::room<int> partner(are.size());
    report::match(were, are, partner.data());
    const report::common_columns compared(before.layers, after.layers);
    detail::room<bool> stays(were.size());
    for (const int i : partner)
      if (i >= 0) stays[static_cast<std::size_t>(i)] = true;
    std::vector<diff_row> result;
    const auto remove_from = [&](std::size_t first) {
      for (std::size_t i = first; i != were.size() && !stays[i]; ++i)
        result.push_back({change::removed, were[i].name, {}, were[i].sums, {}, were[i].options, {}, before.unit,
                          were[i].bytes, unknown, were[i].parameter_bytes, unknown, were[i].kv_cache_bytes, unknown,
                          were[i].step, {}});
    };
    remove_from(0);
    for (std::size_t i = 0; i != are.size(); ++i) {
      const report::layer_row& now = are[i];
      if (partner[i] < 0) {
        result.push_back({change::added, {}, now.name, {}, now.sums, {}, now.options, after.unit, unknown, now.bytes,
                          unknown, now.parameter_bytes, unknown, now.kv_cache_bytes, {}, now.step});
        continue;
      }
      const auto was = static_cast<std::size_t>(partner[i]);
      const report::layer_row& then = were[was];
      if (!report::is_same(then.sums, now.sums, &compared) || !report::is_declared_alike(then, now))
        result.push_back(
            {change::changed, then.name, now.name, then.sums, now.sums, then.options, now.options, after.unit,
             then.bytes, now.bytes, then.parameter_bytes, now.parameter_bytes, then.kv_cache_bytes, now.kv_cache_bytes,
             then.step, now.step});
      remove_from(was + 1);
    }
    return result;
  }

  [[nodiscard]] diff_row total() const {
    const report::wanted what{.bytes = true, .steps = step.given(), .storage = storage, .step = step};
    const report::described was(before, what);
    const report::described is(after, what);
    return {change::none, text{"total"}, text{"total"}, before.total, after.total, {}, {}, after.unit,
            was.view().all_bytes.live, is.view().all_bytes.live, was.view().all_bytes.parameters,
            is.view().all_bytes.parameters, was.view().all_bytes.cache, is.view().all_bytes.cache, was.view().all_steps,
            is.view().all_steps};
  }

  /// Whether no layer has changed.
  [[nodiscard]] bool empty() const {
    const report::common_columns compared(before.layers, after.layers);
    return rows().empty() && report::is_same(before.total, after.total, &compared);
  }
};

/// What changed from one summary to the other: to_markdown(diff(summary<net_v1>, summary<net_v2>)). Both must count in
/// the same unit. The columns `bytes` and `parameter_bytes` use a storage, float32 unless given: diff(summary<net_v1>,
/// summary<net_v2>, full_int8). `training_bytes` and `kept_bytes` need a training step, which is given likewise:
/// nns::training_step<...> of <nns/report/training.hpp>.
constexpr difference diff(const summary_view& before, const summary_view& after, const chosen_storage& types = {},
                          const reported_step& step = {}) {
  if (!(before.unit == after.unit) && !before.layers.empty() && !after.layers.empty())
    report::misused<std::invalid_argument>(
      "nns: one of the two summaries counts multiply-adds (MAC), and the other operations (OP): count both "
      "by the same convention");
  return {before, after, types, step};
}

}  // namespace nns
