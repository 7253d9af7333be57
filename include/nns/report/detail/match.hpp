// Which layer of a network is which layer of another version of it: by its name; where that is only a kind and a
// number (conv2d_12), by its place among those of its kind, so that a layer put in front makes no strangers of others.
#pragma once

#include <nns/report/detail/cell.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace nns::report {

/// The rows that a report of a summary has, down to a depth. The summary must stay where it is.
inline std::vector<layer_row> rows_of(const summary_view& s, int depth) {
  std::vector<layer_row> rows;
  rows.reserve(s.layers.size());
  layer_source{s, depth}.each([&](const layer_row& r) { rows.push_back(r); });
  return rows;
}

inline std::string string_of(const label& name) {
  std::string result;
  each_part(name, [&](text part) { result.append(part.data(), part.size()); });
  return result;
}

/// What two rows share that may be the same layer: the name and the kind. A number behind the kind says nothing.
inline std::string identity_of(const layer_row& r) {
  std::string name = string_of(r.name);
  const std::string kind = r.sums.kind;
  std::size_t end = name.size();
  while (end != 0 && name[end - 1] >= '0' && name[end - 1] <= '9') --end;
  end = end != name.size() && end != 0 && name[end - 1] == '_' ? end - 1 : name.size();
  const bool ends_so = end >= kind.size() && name.compare(end - kind.size(), kind.size(), kind) == 0;
  if (ends_so && (end == kind.size() || name[end - kind.size() - 1] == '/')) return name.substr(0, end);
  return name.append(1, '\0').append(kind);
}

/// How much speaks for two rows of one identity being the same layer.
constexpr int likeness(const layer_summary& a, const layer_summary& b) {
  const bool same_output = a.output == b.output;
  const bool same_costs = a.forward == b.forward && a.parameters == b.parameters && a.activations == b.activations;
  return 1 + (same_output ? 2 : 0) + (same_costs ? 2 : 0);
}

/// Aligns two lists of rows in their order, so that the sum of the pairs' likenesses is the greatest: the recurrence of
/// Needleman and Wunsch (1970) with gaps that cost nothing. Gives the pairs to `use(place in a, place in b)`.
template <class Use>
void align(const std::vector<const layer_row*>& a, const std::vector<const layer_row*>& b, const Use& use) {
  constexpr std::size_t too_large = 4'000'000;
  const auto alike = [&](std::size_t i, std::size_t j) {
    constexpr int most = 5;
    return likeness(a[i]->sums, b[j]->sums) == most;
  };
  std::size_t first = 0;
  std::size_t a_last = a.size();
  std::size_t b_last = b.size();
  for (; first != a_last && first != b_last && alike(first, first); ++first) use(first, first);
  for (; a_last != first && b_last != first && alike(a_last - 1, b_last - 1); --a_last, --b_last)
    use(a_last - 1, b_last - 1);
  const std::size_t rows = a_last - first;
  const std::size_t columns = b_last - first;
  if (rows * columns > too_large) {
    for (std::size_t i = 0; i != (std::min)(rows, columns); ++i) use(first + i, first + i);
    return;
  }
  std::vector<int> best((rows + 1) * (columns + 1), 0);  // of the rows from i and the columns from j on
  const auto at = [&](std::size_t i, std::size_t j) -> int& { return best[i * (columns + 1) + j]; };
  const auto like = [&](std::size_t i, std::size_t j) { return likeness(a[first + i]->sums, b[first + j]->sums); };
  for (std::size_t i = rows; i-- != 0;)
    for (std::size_t j = columns; j-- != 0;)
      at(i, j) = (std::max)({at(i + 1, j), at(i, j + 1), at(i + 1, j + 1) + like(i, j)});
  for (std::size_t i = 0, j = 0; i != rows && j != columns;) {
    if (at(i, j) == at(i + 1, j + 1) + like(i, j)) {
      use(first + i, first + j);
      ++i;
      ++j;
    } else if (at(i, j) == at(i + 1, j)) {
      ++i;
    } else {
      ++j;
    }
  }
}

/// For each row that is, the row that it was, or -1.
inline std::vector<int> match(const std::vector<layer_row>& were, const std::vector<layer_row>& are) {
  struct group {
    std::vector<const layer_row*> were;
    std::vector<const layer_row*> are;
  };
  std::map<std::string, group> groups;
  for (const layer_row& r : were) groups[identity_of(r)].were.push_back(&r);
  for (const layer_row& r : are) groups[identity_of(r)].are.push_back(&r);
  std::vector<int> partner(are.size(), -1);
  for (const auto& entry : groups) {
    const group& g = entry.second;
    align(g.were, g.are, [&](std::size_t i, std::size_t j) {
      partner[static_cast<std::size_t>(g.are[j] - are.data())] = static_cast<int>(g.were[i] - were.data());
    });
  }
  return partner;
}

}  // namespace nns::report
