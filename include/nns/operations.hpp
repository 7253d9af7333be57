// Operations by kind: nns::operations<M> has the totals, nns::layer_operations<M> the numbers of each row. What a layer
// does besides its multiply-adds is defined by its family (nns/layers), or by the nns::cost of a layer of your own. Bit
// operations, which depend on how a model is stored, are in nns/memory/bit_operations.hpp.
#pragma once

#include <nns/detail/kind_counts.hpp>
#include <nns/detail/peers.hpp>
#include <nns/summary.hpp>

namespace nns {

/// Floating-point operations: a multiply-add is two, every other operation one, and a move none.
constexpr flops to_flops(const operation_counts& o) {
  return to_flops(ops{detail::checked(detail::count{o.multiply_adds} + o.additions + o.multiplications + o.comparisons +
                                      o.divisions + o.exponentials),
                      o.multiply_adds});
}

namespace detail {

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

constexpr void count_rows(step model, counting how, std::int64_t* rows) {
  row_counts writer(rows);
  machine m;
  m.how = how;
  m.let_see(writer);
  model(m);
  if (m.bad) a_count_overflows_63_bits();
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
