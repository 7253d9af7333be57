// Which columns a report has: the option that chooses them, and the resulting choice.
#pragma once

#include <nns/report/detail/columns.hpp>
#include <nns/report/detail/misuse.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>

namespace nns {

/// Columns by their public names, separated by spaces: "name output forward". Empty: the default columns.
struct column_names {
  static constexpr std::size_t most = 192;
  char characters[most]{};
  std::size_t length = 0;

  constexpr column_names() = default;
  constexpr column_names(text names) {
    if (names.size() > most) report::misused<std::length_error>("nns: too many columns");
    for (const char c : names) characters[length++] = c;
  }
  template <std::size_t N>
  constexpr column_names(const char (&names)[N]) : column_names(text{names}) {}

  [[nodiscard]] constexpr text view() const { return {characters, length}; }
};

}  // namespace nns

namespace nns::report {

/// The columns of a report, in its order.
template <class Row>
struct choice {
  static constexpr std::size_t most = column_names::most / 4 + 1;  // no name is shorter than three characters
  const column<Row>* values[most]{};
  std::size_t size = 0;

  [[nodiscard]] constexpr const column<Row>& operator[](std::size_t i) const { return *values[i]; }
};

/// The columns that people get unless they ask for others. Backward is mostly twice forward, so it is left out.
template <class Row>
inline constexpr text usual_columns = "name kind output forward share parameters activations";

/// The columns that programs get only if they ask: they can compute shares and changes themselves, trainable parameters
/// show whether a layer is trained, options are words, and the unit is the MAC unless given. For bytes, operations by
/// kind and receptive fields the model runs once more.
template <class Row>
inline constexpr text columns_for_people =
    "share trainable active_parameters options unit bytes parameter_bytes kv_cache_bytes kept_bytes training_bytes "
    "multiply_adds additions multiplications comparisons divisions exponentials moves "
    "receptive_size receptive_stride receptive_offset";

/// Gives the words of `names` to `use(text)`.
template <class Use>
constexpr void each_word(text names, const Use& use) {
  for (std::size_t i = 0; i < names.size();) {
    std::size_t end = i;
    while (end < names.size() && names[end] != ' ') ++end;
    if (end != i) use(text{names.data() + i, end - i});
    i = end + 1;
  }
}

constexpr bool has_word(text names, text name) {
  bool found = false;
  each_word(names, [&](text other) { found = found || other == name; });
  return found;
}

/// Which column has this name, or -1.
template <class Row>
constexpr int find_column(text name) {
  int number = 0;
  for (const column<Row>& c : column_list<Row>::values) {
    if (c.key == name) return number;
    ++number;
  }
  return -1;
}

template <class Row>
constexpr bool are_columns(text names) {
  bool all = true;
  each_word(names, [&](text name) { all = all && find_column<Row>(name) >= 0; });
  return all;
}

template <class Row, class String = std::string>
[[noreturn]] void no_such_column(text name) {
  String message = "nns: a report has no column ";
  message.append(name.data(), name.size()).append("; there are");
  for (const column<Row>& c : column_list<Row>::values) message.append(1, ' ').append(c.key.data(), c.key.size());
  misused<std::invalid_argument>(message.c_str());
}

/// Adds a column; a name that does not exist is an error.
template <class Row>
constexpr void add_column(choice<Row>& to, text name) {
  const int found = find_column<Row>(name);
  if (found < 0) no_such_column<Row>(name);
  to.values[to.size++] = &column_list<Row>::values[found];
}

/// The columns that are named.
template <class Row>
constexpr choice<Row> choose(text names) {
  choice<Row> result;
  each_word(names, [&](text name) { add_column(result, name); });
  return result;
}

/// The columns that a program gets: all that are asked for, or all but those for people.
template <class Row>
constexpr choice<Row> choose_for_programs(text names) {
  if (!names.empty()) return choose<Row>(names);
  choice<Row> result;
  for (const column<Row>& c : column_list<Row>::values)
    if (!has_word(columns_for_people<Row>, c.key)) result.values[result.size++] = &c;
  return result;
}

}  // namespace nns::report
