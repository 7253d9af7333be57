// Operations of one kind: a model is run once for each kind, by rules that count nothing else. A convention by weights
// (nns/conventions/rules.hpp) says how much they count together.
#pragma once

#include <nns/detail/machine.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::detail {

inline constexpr int kinds_of_operations = 7;

constexpr std::int64_t& of_kind(operation_counts& o, int kind) {
  switch (kind) {
    case 0: return o.multiply_adds;
    case 1: return o.additions;
    case 2: return o.multiplications;
    case 3: return o.comparisons;
    case 4: return o.divisions;
    case 5: return o.exponentials;
    default: return o.moves;
  }
}

constexpr count count_of_kind(const operations_found& o, int kind) {
  const count all[] = {o.multiply_adds, o.additions, o.multiplications, o.comparisons, o.divisions, o.exponentials, o.moves};
  return all[kind];
}

inline constexpr operations_found nothing_known{count::unknown, count::unknown, count::unknown, count::unknown,
                                                count::unknown, count::unknown, count::unknown};

/// What the layer at work does, by kind: its multiply-adds, and what it declares besides.
constexpr operations_found operations_at_work(const machine& m) {
  operations_found o;
  if (!m.kind->wraps) o.multiply_adds = m.found.forward;
  if (m.kind->operations != nullptr)
    m.kind->operations(m, o);
  else if (!m.kind->wraps)
    o.additions += m.found.element_wise;
  return o;
}

/// A file's node that does not run as a layer: its options are not known. Kinds without options and numbers are known by
/// their shapes.
constexpr bool hides_options(const machine& m) {
  return m.given == &not_said && (m.kind->accepts != 0 || m.kind->numbers != 0);
}

/// The multiply-adds of such a node, and what it does besides, if `others` count.
constexpr operations_found operations_without_options(const machine& m, bool others) {
  operations_found o;
  if (m.kind->wraps || (m.kind->operations != nullptr && others)) o = nothing_known;
  o.multiply_adds = m.kind->wraps ? count{count::unknown} : m.found.forward;
  return o;
}

constexpr count count_only_kind(const machine& m) {
  const operations_found o = hides_options(m) ? operations_without_options(m, true) : operations_at_work(m);
  const count inside = m.kind->wraps ? m.found.forward : count{0};
  return inside + count_of_kind(o, m.how->only_kind);
}

/// One kind of operation as a convention: a run counts only that kind.
struct kind_rules {
  counting_rules counting{};

  constexpr explicit kind_rules(int kind) {
    counting.name = "operations";
    counting.forward = &count_only_kind;
    counting.only_kind = kind;
  }
};

/// Records what the convention counts for each row.
struct row_counts final : observer {
  std::int64_t* into;
  constexpr explicit row_counts(std::int64_t* rows) : into(rows) {}
  constexpr void see(machine& m, event e) override {
    if (e == event::layer) into[m.sum.rows] = m.found.forward.value;
  }
};

/// The rows of a finished run: one whose count does not fit, and all after it, are unknown.
constexpr void settle_rows(const machine& m, std::int64_t* rows, std::size_t size) {
  for (std::size_t i = 0; i != size; ++i)
    if (rows[i] < 0 || (m.bad && i >= static_cast<std::size_t>(m.sum.rows))) rows[i] = count::unknown;
}

}  // namespace nns::detail
