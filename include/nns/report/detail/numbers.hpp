// The numbers of a row, described once: what is added up where rows are merged, compared between two versions, and read
// back from a file. Another number is another line here, and a column in columns.hpp.
#pragma once

#include <nns/summary.hpp>

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

constexpr bool is_same(const layer_summary& a, const layer_summary& b) {
  for (const row_number& n : row_numbers)
    if (n.of(a) != n.of(b)) return false;
  return a.output == b.output;  // what is frozen has no trainable parameters
}

/// The numbers of rows, each added up; all else in `total` stays.
template <class Rows>
constexpr void add_up(const Rows& rows, layer_summary& total) {
  for (const row_number& n : row_numbers) {
    detail::count sum;
    for (const layer_summary& l : rows) sum += n.of(l);
    n.set(total, sum.value);
  }
}

}  // namespace nns::report
