// The contents of a model's chart: its measures, and the rows that are large in one of them.
#pragma once

#include <nns/report/detail/markup.hpp>
#include <nns/report/detail/rows.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <vector>

namespace nns::report {

/// What a chart has bars for.
struct measure {
  text name{};
  text style{};  // its class in the style sheet
  std::int64_t (*of)(const layer_summary&) = nullptr;
};

inline constexpr measure measures[] = {
    {"MACs", "nns-macs", [](const layer_summary& l) { return l.forward.count; }},
    {"parameters", "nns-parameters", [](const layer_summary& l) { return l.parameters; }},
    {"activations", "nns-activations", [](const layer_summary& l) { return l.activations; }},
};
/// The name of a measure in a chart of this summary.
constexpr text name_of(const measure& m, const summary_view& s) {
  return &m == measures && s.unit == "OP" ? text{"operations"} : m.name;
}
inline constexpr std::size_t measure_count = std::size(measures);

/// The rows of a chart in the model's order; those that are left out are summed up in `rest`.
struct chart {
  const summary_view& s;
  std::vector<layer_row> all{};
  std::vector<std::size_t> shown{};  // in `all`
  layer_summary rest{};
  std::int64_t largest[measure_count]{};  // of one row

  chart(const layer_source& source, std::size_t most) : s(source.s) {
    source.each([this](const layer_row& r) { all.push_back(r); });
    for (const layer_row& r : all)
      for (std::size_t m = 0; m != measure_count; ++m) largest[m] = (std::max)(largest[m], measures[m].of(r.sums));
    for (std::size_t i = 0; i != all.size(); ++i) shown.push_back(i);
    if (all.size() > (std::max<std::size_t>)(most, 1)) leave_out_all_but((std::max<std::size_t>)(most, 1));
  }

  [[nodiscard]] std::size_t left_out() const { return all.size() - shown.size(); }

  /// The size of a row: the sum of its ratios to the largest row, over all measures. An unknown one may be the largest.
  [[nodiscard]] double size_of(const layer_row& r) const {
    double size = 0;
    for (std::size_t m = 0; m != measure_count; ++m) {
      const std::int64_t value = measures[m].of(r.sums);
      if (value == unknown) size += 1;
      if (value > 0) size += static_cast<double>(value) / static_cast<double>(largest[m]);
    }
    return size;
  }

  /// The row that is the largest in a measure, or nullptr if all are zero.
  [[nodiscard]] const layer_row* top(const measure& m) const {
    const layer_row* found = nullptr;
    for (const layer_row& r : all)
      if (m.of(r.sums) > (found == nullptr ? 0 : m.of(found->sums))) found = &r;
    return found;
  }

 private:
  void leave_out_all_but(std::size_t most) {
    std::vector<double> sizes;
    sizes.reserve(all.size());
    for (const layer_row& r : all) sizes.push_back(size_of(r));
    const auto kept = shown.begin() + static_cast<std::ptrdiff_t>(most);
    std::sort(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) {
      return sizes[a] > sizes[b] || (!(sizes[a] < sizes[b]) && a < b);
    });
    detail::count forward;
    detail::count parameters;
    detail::count activations;
    for (auto i = kept; i != shown.end(); ++i) {
      forward += all[*i].sums.forward.count;
      parameters += all[*i].sums.parameters;
      activations += all[*i].sums.activations;
    }
    rest.forward.count = forward.value;
    rest.parameters = parameters.value;
    rest.activations = activations.value;
    shown.erase(kept, shown.end());
    std::sort(shown.begin(), shown.end());
  }
};

}  // namespace nns::report
