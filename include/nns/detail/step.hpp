// How a layer or a composition of this library says what it does: its step. Models are tables of steps (detail/table.hpp).
#pragma once

#include <nns/detail/builtin.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::detail {

// What steps are differs between compilers (below). Objects of both may end up in one program, so what depends on it has
// other names, too: tables, ranges and nodes, and the functions that take them. A machine and its families are the same.
#if defined(__GNUC__) && !defined(__clang__)
#define NNS_BY_STEPS __attribute__((__abi_tag__("nns_constant_steps")))
#else
#define NNS_BY_STEPS
#endif

struct machine;
struct prepared;

using step = void (*)(machine&);

// In a class, one of these: NNS_UNITS for a matrix with so many outputs; NNS_KEEPING for what keeps its shape; for all else
// a function, `static constexpr void NNS_STEP(machine& m) { ... }`, and NNS_STEP_AS_DATA behind it. With g++ the class then
// has a constant `nns_step`, with clang a function, as each is the cheaper one there: as constants, a chain's layers take
// g++ a sixth less time, and 2.7 KB less memory each where they are 8,000, and clang half as much time again.
#if defined(__clang__)
using table_step = step;
#define NNS_UNITS(options, number) \
  static constexpr void nns_step(detail::machine& m) { m.run_units(options, number); }
#define NNS_KEEPING(options) \
  static constexpr void nns_step(detail::machine& m) { m.run(options); }
#define NNS_STEP nns_step
#define NNS_STEP_AS_DATA
#define NNS_PERFORM(table_step, machine) (table_step)(machine)
#else
/// A layer with its number, one without, or a function.
enum class step_form : std::uint8_t { units, keeping, function };
struct NNS_BY_STEPS step_data {
  step_form form;
  const prepared* kind;
  std::int64_t number;
  step run;
};
using table_step = const step_data*;
#define NNS_UNITS(options, number) \
  static constexpr nns::detail::step_data nns_step{nns::detail::step_form::units, &options, number, nullptr};
#define NNS_KEEPING(options) \
  static constexpr nns::detail::step_data nns_step{nns::detail::step_form::keeping, &options, 0, nullptr};
#define NNS_STEP nns_run
#define NNS_STEP_AS_DATA \
  static constexpr nns::detail::step_data nns_step{nns::detail::step_form::function, nullptr, 0, &nns_run};
// A function without a call in between: compositions are inside one another, and g++ stops at 512 calls.
#define NNS_PERFORM(table_step, machine)                              \
  ((table_step)->form == nns::detail::step_form::function             \
       ? (table_step)->run(machine)                                   \
       : (machine).perform(table_step))
#endif

/// Also in a layer's own class: that it is a row of its family's kind, without parts. So that nobody has to ask it for these
/// (detail/description.hpp): with clang a name that is not there costs three times this one. With g++ it costs less.
#if defined(__clang__)
#define NNS_LEAF(layer) using nns_leaf = layer;
#else
#define NNS_LEAF(layer)
#endif

/// Consecutive steps: a table of them, and a null. Their count says where they end: with -fsanitize=undefined, g++
/// cannot compare an address with null in a constant expression (GCC bug 71962).
struct NNS_BY_STEPS step_range {
  const table_step* first = nullptr;
  const table_step* last = nullptr;
  void (*run)(machine&, step_range) = nullptr;  // set where others run them (kept_steps)

  constexpr step_range() = default;
  constexpr step_range(decltype(nullptr)) {}
  constexpr step_range(const table_step* from, const table_step* to) : first(from), last(to) {}
  template <std::size_t N>
  constexpr step_range(const table_step (&table)[N]) : first(table), last(table + (N - 1)) {}
  [[nodiscard]] constexpr int size() const { return static_cast<int>(last - first); }
};

}  // namespace nns::detail
