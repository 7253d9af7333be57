// compare<M...>: several models side by side, for a batch and in a phase, in the same four formats as a summary.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/report/csv.hpp>
#include <nns/report/detail/comparison_columns.hpp>
#include <nns/report/json.hpp>
#include <nns/report/markdown.hpp>
#include <nns/report/text.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace nns {

/// The row of a model, counted by a convention.
template <class M, counting How = convention::standard>
constexpr comparison_row compare_one(phase p = phase::inference, batch b = {}, std::int64_t bytes_per_number = 4,
                                     const reported_step& step = {}) {
  if constexpr (requires { input_shapes<M>.data(); }) {
    return {.name = detail::model_name<M>(),
            .input_shapes = {input_shapes<M>.data(), static_cast<std::size_t>(input_shapes<M>.size())},
            .costs = estimate<M, How>(p, b, bytes_per_number),
            .active_parameters = nns::summary<M>.total.active_parameters(),
            .again = detail::model_runner{detail::step_of<M>},
            .bytes_per_number = bytes_per_number,
            .step = step};
  } else {
    return {};  // a model that was refused
  }
}

/// The row of a summary that was made at run time. The summary's shapes and name must outlive it.
constexpr comparison_row compare_one(const summary_view& s, detail::seen<shape> inputs, phase p = phase::inference,
                                     batch b = {}, std::int64_t bytes_per_number = 4,
                                     const reported_step& step = {}) {
  // If operations of several kinds are counted, a view does not say how many are multiply-adds.
  const auto of = [&s](macs all) { return ops{all.count, s.unit == "MAC" ? all.count : unknown}; };
  return {.name = s.name,
          .input_shapes = inputs,
          .costs = detail::estimate_totals(of(s.total.forward), of(s.total.backward), s.total.parameters,
                                           s.total.activations, p, b, bytes_per_number),
          .active_parameters = s.total.active_parameters(),
          .again = s.again,
          .bytes_per_number = bytes_per_number,
          .step = step};
}

/// A row for each model: to_text(compare<lenet5, alexnet>(phase::training, batch{32})). The columns training_bytes, kept_bytes,
/// sent_bytes and serving_bytes are of `step`, for the batch: nns::training_step<...> of <nns/report/training.hpp>.
template <class... M>
constexpr sequence<comparison_row, static_cast<int>(sizeof...(M))> compare(phase p = phase::inference, batch b = {},
                                                                           std::int64_t bytes_per_number = 4,
                                                                           const reported_step& step = {}) {
  return {{compare_one<M>(p, b, bytes_per_number, step)...}};
}

/// The same by another convention: compare<convention::original, alexnet, vgg16>().
template <counting How, class... M>
constexpr sequence<comparison_row, static_cast<int>(sizeof...(M))> compare(phase p = phase::inference, batch b = {},
                                                                           std::int64_t bytes_per_number = 4,
                                                                           const reported_step& step = {}) {
  return {{compare_one<M, How>(p, b, bytes_per_number, step)...}};
}

/// The rows of a comparison in any container: the result of compare<M...>(), a std::vector, an array.
struct comparison_view {
  detail::seen<comparison_row> rows{};

  template <class Rows>
    requires requires(const Rows& r) { detail::seen<comparison_row>(r.data(), static_cast<std::size_t>(r.size())); }
  constexpr comparison_view(const Rows& r) : rows(r.data(), static_cast<std::size_t>(r.size())) {}
};

namespace report {

/// The source of a comparison table's rows. Models have no total.
struct comparison_source {
  using row = comparison_row;
  static constexpr bool has_total = false;

  detail::seen<comparison_row> rows{};

  [[nodiscard]] static constexpr text title() { return {}; }
  template <class Use>
  constexpr void each(const Use& use) const {
    for (const comparison_row& r : rows) use(r);
  }
};

/// The columns that are asked for; else `usual`, or `with_ops` if operations other than multiply-adds are counted.
constexpr text columns_of(const comparison_view& c, text names, text usual, text with_ops) {
  if (!names.empty()) return names;
  for (const comparison_row& r : c.rows)
    if (r.costs.ops.count != r.costs.macs.count) return with_ops;
  return usual;
}

constexpr void write_comparison(writer& w, const comparison_view& c, text names, const table_style& style) {
  const comparison_source source{c.rows};
  const text usual = usual_columns<comparison_row>;
  table<comparison_source>(source, columns_of(c, names, usual, columns_with_ops), style).write(w);
}

constexpr void write_csv(writer& w, const comparison_view& c, const csv_options& o) {
  const text asked = columns_of(c, o.columns.view(), {}, columns_with_ops_for_programs);
  const auto chosen = choose_for_programs<comparison_row>(asked);
  put_csv_header(w, chosen);
  for (const comparison_row& r : c.rows) put_csv_row(w, chosen, r);
}

constexpr void write_json(writer& w, const comparison_view& c, const json_options& o) {
  const text asked = columns_of(c, o.columns.view(), {}, columns_with_ops_for_programs);
  const auto chosen = choose_for_programs<comparison_row>(asked);
  w.put('[');
  bool first = true;
  for (const comparison_row& r : c.rows) {
    w.put(first ? text{"\n  "} : text{",\n  "});
    first = false;
    put_json_object(w, chosen, r);
  }
  w.put(first ? text{"]\n"} : text{"\n]\n"});
}

}  // namespace report

/// A comparison as an aligned table. The depth has no effect.
inline std::string to_text(const comparison_view& c, const text_options& o = {}) {
  return report::to_string([&](report::writer& w) {
    report::write_comparison(w, c, o.columns.view(), report::style_of(o));
  });
}

/// A comparison as a Markdown table.
inline std::string to_markdown(const comparison_view& c, const markdown_options& o = {}) {
  return report::to_string([&](report::writer& w) {
    report::write_comparison(w, c, o.columns.view(), {.markdown = true, .exact = o.exact});
  });
}

/// A comparison as comma-separated values; several input shapes are separated by semicolons.
inline std::string to_csv(const comparison_view& c, const csv_options& o = {}) {
  return report::to_string([&](report::writer& w) { report::write_csv(w, c, o); });
}

/// A comparison as a JSON array of objects.
inline std::string to_json(const comparison_view& c, const json_options& o = {}) {
  return report::to_string([&](report::writer& w) { report::write_json(w, c, o); });
}

}  // namespace nns
