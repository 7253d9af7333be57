// Operations by kind: nns::operations<M> has the totals, nns::layer_operations<M> the numbers of each row. What a layer
// does besides its multiply-adds is defined by its family (nns/layers), or by the nns::cost of a layer of your own. Bit
// operations, which depend on how a model is stored, are in nns/memory/bit_operations.hpp.
#pragma once

#include <nns/conventions/rules.hpp>
#include <nns/summary.hpp>

namespace nns {

/// Floating-point operations: a multiply-add is two, every other operation one, and a move none.
constexpr flops to_flops(const operation_counts& o) {
  return to_flops(ops{detail::checked(detail::count{o.multiply_adds} + o.additions + o.multiplications + o.comparisons +
                                      o.divisions + o.exponentials),
                      o.multiply_adds});
}

namespace detail {

inline constexpr int kinds_of_operations = 7;

/// One kind of operation as a convention: a run counts only that kind.
struct kind_rules {
  convention_rules rules{};
  counting_rules counting{};

  constexpr explicit kind_rules(int kind) {
    rules.weights = {1, 1, 1, 1, 1, 1, 1};
    rules.only = kind;
    counting.name = "operations";
    counting.forward = &weigh;
    counting.rules = &rules;
  }
  kind_rules(const kind_rules&) = delete;
  kind_rules& operator=(const kind_rules&) = delete;
};

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

constexpr operation_counts count_operations(step model) {
  operation_counts o;
  for (int kind = 0; kind != kinds_of_operations; ++kind) {
    const kind_rules alone(kind);
    const evaluation e = evaluate(model, &alone.counting);
    if (e.bad || e.sum.forward.has_overflowed()) a_count_overflows_63_bits();
    of_kind(o, kind) = e.sum.forward.value;
  }
  return o;
}

/// Records what the convention counts for each row.
struct row_counts final : observer {
  std::int64_t* into;
  constexpr explicit row_counts(std::int64_t* rows) : into(rows) {}
  constexpr void see(machine& m, event e) override {
    if (e == event::layer) into[m.sum.rows] = m.found.forward.value;
  }
};

constexpr void count_rows(step model, counting how, std::int64_t* rows) {
  row_counts writer(rows);
  machine m;
  m.how = how;
  m.let_see(writer);
  model(m);
  if (m.bad) a_count_overflows_63_bits();
}

/// The rows of a finished run: one whose count does not fit, and all after it, are unknown.
constexpr void settle_rows(const machine& m, std::int64_t* rows, std::size_t count) {
  for (std::size_t i = 0; i != count; ++i)
    if (rows[i] < 0 || (m.bad && i >= static_cast<std::size_t>(m.sum.rows))) rows[i] = unknown;
}

template <int Rows>
constexpr sequence<operation_counts, Rows> count_layers(step model) {
  sequence<operation_counts, Rows> all{};
  for (int kind = 0; kind != kinds_of_operations; ++kind) {
    std::int64_t rows[static_cast<std::size_t>(Rows)]{};
    const kind_rules alone(kind);
    count_rows(model, &alone.counting, rows);
    for (int i = 0; i != Rows; ++i) of_kind(all.values[i], kind) = rows[i];
  }
  return all;
}

}  // namespace detail

/// The operations of a forward pass of the model M, by kind: .multiply_adds (equal to nns::forward<M>), .additions,
/// .multiplications, .comparisons, .divisions, .exponentials (including roots, logarithms, tanh, erf) and .moves.
template <class M>
inline constexpr operation_counts operations =
    (detail::accepted<M, convention::standard>(), detail::count_operations(detail::step_of<M>));

/// The same for each row of summary<M>.layers.
template <class M>
inline constexpr auto layer_operations =
    detail::count_layers<detail::accepted<M, convention::standard>().sum.rows>(detail::step_of<M>);

template <detail::refused_model<> M>
inline constexpr detail::no_answer operations<M> = detail::no_answer{};
template <detail::refused_model<> M>
inline constexpr detail::no_answer layer_operations<M> = detail::no_answer{};

}  // namespace nns
