// Which layer of a network is which layer of another version of it: an alignment of the two lists of rows, in their
// order, with the fewest edits. What usually stays matters most: a given name, the blocks around a row, its kind, its
// declaration, its parameters. Shapes only break ties, since a new resolution changes all of them.
#pragma once

#include <nns/detail/room.hpp>
#include <nns/report/detail/cell.hpp>
#include <nns/report/detail/growing.hpp>
#include <nns/report/detail/word_numbers.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace nns::report {

/// The rows that a report of a summary has, down to a depth. The summary must stay where it is.
inline growing<layer_row> rows_of(const summary_view& s, int depth) {
  growing<layer_row> rows;
  rows.reserve(s.layers.size());
  layer_source{s, depth}.each([&](const layer_row& r) { rows.push_back(r); });
  return rows;
}

inline std::string string_of(const label& name) {
  std::string result;
  each_part(name, [&](text part) { result.append(part.data(), part.size()); });
  return result;
}

/// What identifies a row.
struct known_by {
  std::string name{};   // whole
  std::string path{};   // the blocks around it: the name up to and including the last /
  bool given = false;   // a name of its own, not its kind and a number (conv2d_12)
};

/// Where the number after a name begins (conv2d_12: at _12); the end if there is none.
inline std::size_t number_behind(const std::string& name) {
  std::size_t end = name.size();
  while (end != 0 && name[end - 1] >= '0' && name[end - 1] <= '9') --end;
  return end != name.size() && end > 1 && name[end - 1] == '_' ? end - 1 : name.size();
}

inline known_by known(const layer_row& r) {
  known_by k{string_of(r.name), {}, true};
  const std::size_t slash = k.name.rfind('/');
  if (slash != std::string::npos) k.path = k.name.substr(0, slash + 1);
  const std::string own = k.name.substr(k.path.size());
  k.given = own.substr(0, number_behind(own)) != std::string(r.sums.kind);
  return k;
}

/// A path or a name without the numbers of copies: late_2/conv2d is late/conv2d.
inline std::string without_numbers(const std::string& path) {
  std::string result;
  for (std::size_t first = 0; first < path.size();) {
    const std::size_t slash = path.find('/', first);
    const std::size_t end = slash < path.size() ? slash : path.size();
    const std::string part = path.substr(first, end - first);
    result.append(part, 0, number_behind(part)).append(1, '/');
    first = end + 1;
  }
  return result;
}

/// Aligns two lists of rows.
class alignment {
 public:
  alignment(const growing<layer_row>& were, const growing<layer_row>& are) : were_(were), are_(are) {
    options_known_ = knows_options(were) && knows_options(are);
    learn(were, before_);
    learn(are, after_);
    note_what_stays(before_, after_);
    note_what_stays(after_, before_);
  }

  /// For each row of the new list, its row in the old list, or -1.
  void find_partners(int* partner) const {
    for (std::size_t j = 0; j != are_.size(); ++j) partner[j] = -1;
    const auto pair = [&](std::size_t i, std::size_t j) { partner[j] = static_cast<int>(i); };
    std::size_t first = 0;
    std::size_t last_before = were_.size();
    std::size_t last_after = are_.size();
    for (; first != last_before && first != last_after && cost(first, first) == 0; ++first) pair(first, first);
    for (; last_before != first && last_after != first && cost(last_before - 1, last_after - 1) == 0;)
      pair(--last_before, --last_after);
    align(first, last_before, last_after, pair);
    pair_what_moved(partner);
  }

 private:
  // A cost has two parts: edits, in units of 2^32, and below them what only breaks ties.
  static constexpr std::int64_t edit = std::int64_t{1} << 32;
  static constexpr std::int64_t never = INT64_MAX / 4;
  static constexpr std::int64_t gap = 10 * edit;               // a row is added, or removed
  static constexpr std::int64_t declared_otherwise = 11 * edit;  // less than both
  static constexpr std::int64_t other_parameters = 4 * edit;   // mostly of a layer after one that has changed
  static constexpr std::int64_t other_path = 8 * edit;         // a row has left its block
  static constexpr std::int64_t new_path = 3 * edit;           // the block has another name
  static constexpr std::int64_t other_copy = 1 * edit;         // another copy of the block

  /// What identifies the rows of a list, as numbers: equal values have equal numbers.
  struct traits {
    int name = 0;
    int path = 0;
    int loose_path = 0;
    int loose_name = 0;
    int kind = 0;
    bool given = false;
    bool name_stays = false;  // the other list has a row with this name, of this kind
    bool path_stays = false;
  };

  int number_of(const std::string& word) {
    return words_.number_of(text{word.data(), word.size()});
  }

  static bool knows_options(const growing<layer_row>& rows) {
    for (const layer_row& r : rows)
      if (!r.options.empty()) return true;
    return false;
  }

  void learn(const growing<layer_row>& rows, detail::room<traits>& all) {
    all.renew(rows.size());
    for (std::size_t i = 0; i != rows.size(); ++i) {
      const known_by k = known(rows[i]);
      const std::string kind = rows[i].sums.kind;
      all[i] = {.name = number_of(k.name + '\0' + kind),
                .path = number_of(k.path),
                .loose_path = number_of(without_numbers(k.path)),
                .loose_name = number_of(without_numbers(k.name)),
                .kind = number_of(kind),
                .given = k.given};
    }
  }

  void note_what_stays(detail::room<traits>& of, const detail::room<traits>& others) const {
    detail::room<bool> names(words_.size());
    detail::room<bool> paths(words_.size());
    for (const traits& t : others) {
      names[static_cast<std::size_t>(t.name)] = true;
      paths[static_cast<std::size_t>(t.path)] = true;
    }
    for (traits& t : of) {
      t.name_stays = names[static_cast<std::size_t>(t.name)];
      t.path_stays = paths[static_cast<std::size_t>(t.path)];
    }
  }

  /// A layer with a name of its own is another layer under another name, apart from a number after the name.
  [[nodiscard]] static std::int64_t cost_of_names(const traits& a, const traits& b) {
    if (a.given || b.given) {
      if (a.name == b.name) return 0;
      return a.given && b.given && !a.name_stays && !b.name_stays && a.loose_name == b.loose_name ? other_copy : never;
    }
    return cost_of_paths(a, b);
  }
  [[nodiscard]] static std::int64_t cost_of_paths(const traits& a, const traits& b) {
    if (a.path == b.path) return 0;
    if (a.loose_path == b.loose_path) return other_copy;
    return a.path_stays || b.path_stays ? other_path : new_path;
  }

  /// The evidence against two layers being declared in the same words: their options, if these are known, and, as far
  /// as numbers show it, another number of channels with other parameters. Layers without parameters have the channels
  /// of others.
  [[nodiscard]] std::int64_t cost_of_declarations(const layer_row& before, const layer_row& after) const {
    const layer_summary& a = before.sums;
    const layer_summary& b = after.sums;
    if (options_known_ && !(before.options == after.options)) return declared_otherwise;
    if (a.parameters == b.parameters) return 0;
    const std::int64_t channels_before = a.output.empty() ? 0 : a.output[a.output.rank() - 1];
    const std::int64_t channels_after = b.output.empty() ? 0 : b.output[b.output.rank() - 1];
    return channels_before == channels_after ? other_parameters : declared_otherwise;
  }

  [[nodiscard]] std::int64_t cost(std::size_t i, std::size_t j) const {
    const traits& t = before_[i];
    const traits& u = after_[j];
    if (t.kind != u.kind) return never;
    const std::int64_t names = cost_of_names(t, u);
    if (names == never) return never;
    const layer_summary& a = were_[i].sums;
    const layer_summary& b = are_[j].sums;
    return names + cost_of_declarations(were_[i], are_[j]) + (a.output == b.output ? 0 : 2) +
           (a.forward == b.forward && a.activations == b.activations ? 0 : 2) + (t.name == u.name ? 0 : 1);
  }

  /// The recurrence of Needleman and Wunsch (1970), for the rows from i and from j on, in a band around the diagonal
  /// (Ukkonen, 1985): a path that strays from it by n rows has paid for n gaps. The band grows until it contains the
  /// best path.
  template <class Pair>
  void align(std::size_t first, std::size_t last_before, std::size_t last_after, const Pair& pair) const {
    const auto rows = static_cast<std::int64_t>(last_before - first);
    const auto columns = static_cast<std::int64_t>(last_after - first);
    if (rows == 0 || columns == 0) return;
    constexpr std::int64_t most_cells = 100'000'000;
    const std::int64_t apart = rows < columns ? columns - rows : rows - columns;
    for (std::int64_t beside = 32;; beside *= 4) {
      band b{rows, columns, beside};
      fill(b, first);
      const std::int64_t strays = (b.total / gap - apart) / 2 + 1;
      const bool whole = beside >= rows && beside >= columns;
      if (strays > beside && !whole && 4 * b.width * rows < most_cells) continue;
      return follow(b, first, pair);
    }
  }

  enum class move : std::uint8_t { pair, remove, add };

  struct band {
    std::int64_t rows;
    std::int64_t columns;
    std::int64_t lowest;  // of j - i
    std::int64_t width;
    std::int64_t total = 0;
    detail::room<move> moves;

    band(std::int64_t n, std::int64_t m, std::int64_t beside)
        : rows(n),
          columns(m),
          lowest((m < n ? m - n : 0) - beside),
          width((m > n ? m - n : 0) + beside - lowest + 1),
          moves(static_cast<std::size_t>((n + 1) * width)) {}

    [[nodiscard]] move& at(std::int64_t i, std::int64_t j) {
      return moves[static_cast<std::size_t>(i * width + (j - i - lowest))];
    }
  };

  void fill(band& b, std::size_t first) const {
    // best[k]: of row i, at j = i + lowest + k; below[k]: of row i + 1.
    const auto size = static_cast<std::size_t>(b.width + 1);
    detail::room<std::int64_t> two_rows(2 * size);
    for (std::int64_t& n : two_rows) n = never;
    std::int64_t* best = two_rows.data();
    std::int64_t* below = best + size;
    for (std::int64_t i = b.rows; i >= 0; --i) {
      std::int64_t* const done = best;
      best = below, below = done;
      for (std::size_t k = 0; k != size; ++k) best[k] = never;
      const std::int64_t end_of_band = i + b.lowest + b.width - 1;
      const std::int64_t last = b.columns < end_of_band ? b.columns : end_of_band;
      for (std::int64_t j = last; j >= 0 && j >= i + b.lowest; --j) {
        const auto k = static_cast<std::size_t>(j - i - b.lowest);
        if (i == b.rows && j == b.columns) {
          best[k] = 0;
          continue;
        }
        std::int64_t least = never;
        move made = move::add;
        const auto offer = [&](std::int64_t rest, std::int64_t more, move what) {
          if (rest < never && more < never && rest + more < least) least = rest + more, made = what;
        };
        if (i != b.rows && j != b.columns)
          offer(below[k], cost(first + static_cast<std::size_t>(i), first + static_cast<std::size_t>(j)), move::pair);
        if (i != b.rows && k != 0) offer(below[k - 1], gap, move::remove);
        if (j != b.columns) offer(best[k + 1], gap, move::add);
        best[k] = least;
        b.at(i, j) = made;
      }
    }
    b.total = best[static_cast<std::size_t>(-b.lowest)];
  }

  template <class Pair>
  static void follow(band& b, std::size_t first, const Pair& pair) {
    for (std::int64_t i = 0, j = 0; i != b.rows && j != b.columns;) {
      const move made = b.at(i, j);
      if (made == move::pair) pair(first + static_cast<std::size_t>(i), first + static_cast<std::size_t>(j));
      if (made != move::add) ++i;
      if (made != move::remove) ++j;
    }
  }

  /// A layer with a name of its own is that layer wherever it is.
  void pair_what_moved(int* partner) const {
    detail::room<bool> taken(were_.size());
    for (std::size_t j = 0; j != are_.size(); ++j)
      if (partner[j] >= 0) taken[static_cast<std::size_t>(partner[j])] = true;
    detail::room<int> free(words_.size());  // for each name: the first row that has no partner
    for (int& row : free) row = -1;
    for (std::size_t i = 0; i != were_.size(); ++i) {
      int& first = free[static_cast<std::size_t>(before_[i].name)];
      if (!taken[i] && before_[i].given && first < 0) first = static_cast<int>(i);
    }
    for (std::size_t j = 0; j != are_.size(); ++j) {
      if (partner[j] >= 0 || !after_[j].given) continue;
      int& first = free[static_cast<std::size_t>(after_[j].name)];
      if (first < 0) continue;
      partner[j] = first;
      first = -1;
    }
  }

  const growing<layer_row>& were_;
  const growing<layer_row>& are_;
  detail::room<traits> before_{};
  detail::room<traits> after_{};
  word_numbers words_{};
  bool options_known_ = false;  // of both
};

/// For each row of the new list, its row in the old list, or -1.
inline void match(const growing<layer_row>& were, const growing<layer_row>& are, int* partner) {
  alignment(were, are).find_partners(partner);
}

}  // namespace nns::report
