// The numbers of a row, described once: they are added up if rows are merged, compared between two versions, and read
// back from a file. A further number is a line here, and a column in columns.hpp.
#pragma once

#include <nns/summary.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

struct row_number {
  text key{};
  std::int64_t (*of)(const layer_summary&) = nullptr;
  void (*set)(layer_summary&, std::int64_t) = nullptr;
};

inline constexpr row_number row_numbers[] = {
    {"forward", [](const layer_summary& l) { return l.forward.count; },
     [](layer_summary& l, std::int64_t n) { l.forward.count = n; }},
    {"backward", [](const layer_summary& l) { return l.backward.count; },
     [](layer_summary& l, std::int64_t n) { l.backward.count = n; }},
    {"parameters", [](const layer_summary& l) { return l.parameters; },
     [](layer_summary& l, std::int64_t n) { l.parameters = n; }},
    {"trainable_parameters", [](const layer_summary& l) { return l.trainable_parameters; },
     [](layer_summary& l, std::int64_t n) { l.trainable_parameters = n; }},
    {"activations", [](const layer_summary& l) { return l.activations; },
     [](layer_summary& l, std::int64_t n) { l.activations = n; }},
};

inline constexpr std::size_t row_number_count = sizeof row_numbers / sizeof row_numbers[0];

/// The columns that two summaries both have. One that was read from a file lacks the file's missing columns.
struct common_columns {
  bool each[row_number_count]{};
  bool output = true;

  template <class Rows>
  constexpr common_columns(const Rows& before, const Rows& after) {
    for (std::size_t i = 0; i != row_number_count; ++i) each[i] = has(before, i) && has(after, i);
    output = has_shapes(before) && has_shapes(after);
  }

 private:
  template <class Rows>
  static constexpr bool has_shapes(const Rows& rows) {
    for (const layer_summary& l : rows)
      if (!l.output.empty()) return true;
    return rows.empty();
  }
  template <class Rows>
  static constexpr bool has(const Rows& rows, std::size_t number) {
    for (const layer_summary& l : rows)
      if (row_numbers[number].of(l) != unknown) return true;
    return rows.empty();
  }
};

constexpr bool is_same(const layer_summary& a, const layer_summary& b, const common_columns* compared = nullptr) {
  for (std::size_t i = 0; i != row_number_count; ++i)
    if ((compared == nullptr || compared->each[i]) && row_numbers[i].of(a) != row_numbers[i].of(b)) return false;
  return (compared != nullptr && !compared->output) || a.output == b.output;  // frozen layers train no parameters
}

/// The numbers of rows, each added up; all else in `total` stays.
template <class Rows>
constexpr void add_up(const Rows& rows, layer_summary& total) {
  for (const row_number& n : row_numbers) {
    detail::count sum;
    for (const layer_summary& l : rows) sum += n.of(l);
    n.set(total, sum.value);
  }
  detail::count idle;
  for (const layer_summary& l : rows) idle += l.idle_parameters;
  total.idle_parameters = idle.value;
}

}  // namespace nns::report
