// diff(before, after): what changed between two versions of a network, layer by layer, in the same four formats as a
// summary. Of any two summaries, those made at run time included. How layers are wired is not compared.
#pragma once

#include <nns/report/csv.hpp>
#include <nns/report/json.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/detail/described.hpp>
#include <nns/report/detail/match.hpp>
#include <nns/report/detail/misuse.hpp>
#include <nns/report/detail/numbers.hpp>
#include <nns/report/text.hpp>

#include <boost/hana/concat.hpp>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

namespace nns {

/// What became of a layer.
enum class change : std::uint8_t { none, added, removed, changed };

constexpr text name_of(change c) {
  constexpr text names[] = {"", "added", "removed", "changed"};
  return names[static_cast<int>(c)];
}

/// A row of a difference: a layer before and after, with its numbers then and now. One that was added has no before.
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

/// Multiply-adds, or what the summaries count instead.
constexpr cell in_unit(cell c, const diff_row& r) {
  if (c.unit == "MAC") c.unit = r.unit;
  return c;
}
template <class Member>
constexpr cell cell_before(const diff_row& r, Member member) {
  return r.was() ? in_unit(member(r.before), r) : cell{};
}
template <class Member>
constexpr cell cell_after(const diff_row& r, Member member) {
  return r.is() ? in_unit(member(r.after), r) : cell{};
}
/// Both in one cell, where they differ.
template <class Member>
constexpr cell cell_both(const diff_row& r, Member member) {
  if (!r.is() || !r.was() || member(r.before) == member(r.after)) return in_unit(member(r.is() ? r.after : r.before), r);
  if constexpr (std::is_same_v<decltype(member(r.before)), bool>)
    return member(r.after) ? text{"no -> yes"} : text{"yes -> no"};
  else
    return in_unit({member(r.before), member(r.after)}, r);
}

inline text text_of(const std::string& s) { return {s.data(), s.size()}; }
inline cell options_cell(const diff_row& r) {
  const text was = text_of(r.options_before);
  const text is = text_of(r.options_after);
  if (!r.is() || !r.was() || was == is) return r.is() ? is : was;
  return {was, is};
}

/// The columns of a row that it is asked for; Hana adapts at most 40 members of a type.
struct more_of_diff_row {};

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

}  // namespace report
}  // namespace nns

#define NNS_THEN_AND_NOW(key)                                                                                       \
  (key##_before, [](const nns::diff_row& r) { return nns::report::cell_before(r, nns::report::key##_of); }),        \
      (key##_after, [](const nns::diff_row& r) { return nns::report::cell_after(r, nns::report::key##_of); }),      \
      (key, [](const nns::diff_row& r) { return nns::report::cell_both(r, nns::report::key##_of); })

#define NNS_STEP_THEN_AND_NOW(key, member)                                                                              \
  (key##_before, [](const nns::diff_row& r) { return nns::report::bytes_cell_of(r.was(), r.step_before.member); }),      \
      (key##_after, [](const nns::diff_row& r) { return nns::report::bytes_cell_of(r.is(), r.step_after.member); }),     \
      (key, [](const nns::diff_row& r) { return nns::report::bytes_cell(r, r.step_before.member, r.step_after.member); })

#define NNS_BYTES_THEN_AND_NOW(key)                                                                                  \
  (key##_before, [](const nns::diff_row& r) { return nns::report::bytes_cell_of(r.was(), r.key##_before); }),      \
      (key##_after, [](const nns::diff_row& r) { return nns::report::bytes_cell_of(r.is(), r.key##_after); }),     \
      (key, [](const nns::diff_row& r) { return nns::report::bytes_cell(r, r.key##_before, r.key##_after); })

BOOST_HANA_ADAPT_ADT(nns::diff_row,
  (change, [](const nns::diff_row& r) { return nns::name_of(r.change); }),
  (name, [](const nns::diff_row& r) -> const nns::report::label& { return r.is() ? r.name_after : r.name_before; }),
  (name_before,
    [](const nns::diff_row& r) { return r.was() ? nns::report::cell{r.name_before} : nns::report::cell{}; }),
  (kind, [](const nns::diff_row& r) { return r.is() ? r.after.kind : r.before.kind; }),
  NNS_THEN_AND_NOW(output),
  NNS_THEN_AND_NOW(forward),
  NNS_THEN_AND_NOW(backward),
  NNS_THEN_AND_NOW(parameters),
  NNS_THEN_AND_NOW(trainable_parameters),
  NNS_THEN_AND_NOW(activations),
  NNS_THEN_AND_NOW(trainable),
  (options_before, [](const nns::diff_row& r) { return nns::report::text_of(r.options_before); }),
  (options_after, [](const nns::diff_row& r) { return nns::report::text_of(r.options_after); }),
  (options, [](const nns::diff_row& r) { return nns::report::options_cell(r); }),
  (unit, [](const nns::diff_row& r) { return r.unit; }));

BOOST_HANA_ADAPT_ADT(nns::report::more_of_diff_row,
  NNS_BYTES_THEN_AND_NOW(bytes),
  NNS_BYTES_THEN_AND_NOW(parameter_bytes),
  NNS_THEN_AND_NOW(active_parameters),
  NNS_BYTES_THEN_AND_NOW(kv_cache_bytes),
  NNS_STEP_THEN_AND_NOW(kept_bytes, kept),
  NNS_STEP_THEN_AND_NOW(training_bytes, training));

#undef NNS_BYTES_THEN_AND_NOW
#undef NNS_STEP_THEN_AND_NOW
#undef NNS_THEN_AND_NOW

namespace nns {

namespace report {

template <>
inline constexpr auto members_of<diff_row> =
    boost::hana::concat(boost::hana::accessors<diff_row>(), boost::hana::accessors<more_of_diff_row>());

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

/// Whether two rows are declared in the same words: the layers that they stand for, one by one. Of options that one of
/// them does not know nothing can be said.
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

/// Two summaries side by side. Nothing is kept: both must outlive it.
struct difference {
  summary_view before{};
  summary_view after{};
  chosen_storage storage{};  ///< of the columns for bytes: float32 unless given
  reported_step step{};      ///< of the columns for a training step

  /// The layers that are not what they were, in the order of the network as it is now; one that was removed stands
  /// behind what stood in front of it. A layer has changed if its numbers have, or the words in which it is declared.
  /// Layers with a name of their own match by it; those that are called by their kind and a number (conv2d_12) in their
  /// order, so that the edits are the fewest. Another kind is another layer.
  [[nodiscard]] std::vector<diff_row> rows(int depth = -1) const {
    const report::wanted what{.options = true, .bytes = true, .steps = step.given(), .storage = storage, .step = step};
    const report::described described_before(before, what);
    const report::described described_after(after, what);
    const std::vector<report::layer_row> were = report::rows_of(described_before.view(), depth);
    const std::vector<report::layer_row> are = report::rows_of(described_after.view(), depth);
    const std::vector<int> partner = report::match(were, are);
    const report::common_columns compared(before.layers, after.layers);
    std::vector<bool> stays(were.size(), false);
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

  /// Whether every layer is what it was.
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

namespace report {

/// What the table of a difference takes its rows from.
struct diff_source {
  using row = diff_row;
  static constexpr bool has_total = true;

  std::vector<diff_row> rows;
  diff_row sums;  // without a kind, which would only repeat the name
  std::string names;
  bool declared_otherwise = false;  // and nothing else, of a layer: without its options its row says nothing

  diff_source(const difference& d, int depth) : rows(d.rows(depth)), sums(d.total()), names(d.before.name) {
    for (const diff_row& r : rows)
      declared_otherwise = declared_otherwise || (r.change == change::changed && is_same(r.before, r.after));
    sums.before.kind = sums.after.kind = {};
    if (!names.empty() && !(d.before.name == d.after.name)) names.append(" -> ");  // a file may have had no name
    if (!(d.before.name == d.after.name)) names.append(d.after.name.data(), d.after.name.size());
    if (rows.empty()) names.append(": no layer has changed");
  }

  [[nodiscard]] text title() const { return {names.data(), names.size()}; }
  [[nodiscard]] const diff_row& total() const { return sums; }
  template <class Use>
  void each(const Use& use) const {
    for (const diff_row& r : rows) use(r);
  }
};

/// The columns that a program gets of a difference: what it needs to see why each row is there, and another unit.
inline choice<diff_row> choose_for_programs(const diff_source& source, text names) {
  choice<diff_row> chosen = choose_for_programs<diff_row>(names);
  if (!names.empty()) return chosen;
  if (source.declared_otherwise) add_column(chosen, "options_before"), add_column(chosen, "options_after");
  if (!(source.sums.unit == "MAC")) add_column(chosen, "unit");
  return chosen;
}

/// Columns of a training step need one.
inline void check_step(const difference& d, text names) {
  if (d.step.given()) return;
  each_word(names, [](text name) {
    for (const text key : {text{"training_bytes"}, text{"kept_bytes"}})
      if (name == key || (name.size() > key.size() && text{name.data(), key.size()} == key)) no_step();
  });
}

inline std::string diff_table(const difference& d, int depth, text names, const table_style& style) {
  check_step(d, names);
  const diff_source source(d, depth);
  const text usual = source.declared_otherwise ? diff_columns_with_options : usual_columns<diff_row>;
  const table<diff_source> made(source, names.empty() ? usual : names, style);
  return to_string([&](writer& w) { made.write(w); });
}

inline void write_json(writer& w, const difference& d, const diff_source& source, const choice<diff_row>& chosen) {
  w.put("{\n  \"before\": ");
  put_json_string(w, d.before.name);
  w.put(",\n  \"after\": ");
  put_json_string(w, d.after.name);
  put_json_unit(w, d.after.unit);
  w.put(",\n  \"layers\": [");
  bool first = true;
  source.each([&](const diff_row& r) {
    w.put(first ? text{"\n    "} : text{",\n    "});
    first = false;
    put_json_object(w, chosen, r);
  });
  w.put(first ? text{"],\n  \"total\": "} : text{"\n  ],\n  \"total\": "});
  put_json_object(w, chosen, d.total());
  w.put("\n}\n");
}

}  // namespace report

/// A difference as an aligned table of the layers that changed, and the totals.
inline std::string to_text(const difference& d, const text_options& o = {}) {
  return report::diff_table(d, o.depth, o.columns.view(), report::style_of(o));
}

/// A difference as a Markdown table.
inline std::string to_markdown(const difference& d, const markdown_options& o = {}) {
  return report::diff_table(d, o.depth, o.columns.view(), {.markdown = true, .exact = o.exact});
}

/// A difference as comma-separated values: columns for what was and what is. The last line has the totals.
inline std::string to_csv(const difference& d, const csv_options& o = {}) {
  report::check_step(d, o.columns.view());
  const report::diff_source source(d, o.depth);
  const auto chosen = report::choose_for_programs(source, o.columns.view());
  return report::to_string([&](report::writer& w) {
    report::put_csv_header(w, chosen);
    source.each([&](const diff_row& r) { report::put_csv_row(w, chosen, r); });
    if (o.total) report::put_csv_row(w, chosen, d.total());
  });
}

/// A difference as JSON: an object with `before` and `after` (the names), `layers` and `total`.
inline std::string to_json(const difference& d, const json_options& o = {}) {
  report::check_step(d, o.columns.view());
  const report::diff_source source(d, o.depth);
  const auto chosen = report::choose_for_programs(source, o.columns.view());
  return report::to_string([&](report::writer& w) { report::write_json(w, d, source, chosen); });
}

}  // namespace nns
