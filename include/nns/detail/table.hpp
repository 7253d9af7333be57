// Lowering: a pack of layers becomes a table of steps, by one pack expansion, and one loop runs it.
#pragma once

#include <nns/detail/lists.hpp>
#include <nns/detail/machine.hpp>

#include <cstddef>

namespace nns::detail {

/// `Native`: all of them are layers of this library, or compositions.
template <std::size_t N, bool Native = false>
struct NNS_BY_STEPS step_table {
  static constexpr bool is_native = Native;
  table_step steps[N + 1];
};

/// A layer of this library runs its own step; a foreign one (nns/layer.hpp) is asked for its shape and cost.
template <class L>
struct foreign;

template <class L>
concept native = requires { &L::nns_step; };

/// What a type does: as a function, and as a table has it.
template <class L>
inline constexpr step step_of = &foreign<L>::nns_step;
#if defined(__clang__)
template <native L>
inline constexpr step step_of<L> = &L::nns_step;

template <step Function>
inline constexpr table_step function_in_table = Function;
template <class L>
inline constexpr table_step in_table = step_of<L>;
#else
template <class L>
constexpr void perform_step_of(machine& m) {
  NNS_PERFORM(&L::nns_step, m);
}
template <native L>
inline constexpr step step_of<L> = &perform_step_of<L>;
template <native L>
  requires(L::nns_step.form == step_form::function)
inline constexpr step step_of<L> = L::nns_step.run;

template <step Function>
inline constexpr step_data function_step{step_form::function, nullptr, 0, Function};
template <step Function>
inline constexpr table_step function_in_table = &function_step<Function>;
template <class L>
inline constexpr table_step in_table = function_in_table<step_of<L>>;
template <native L>
inline constexpr table_step in_table<L> = &L::nns_step;
#endif

// The pack is expanded here, in the initialiser of a variable template that is keyed by one class: g++ walks all
// arguments of the enclosing template at every use of a name, and loops read only this.
template <class List>
inline constexpr step_table<0> table{};
template <class... L>
inline constexpr step_table<sizeof...(L)> table<list<L...>> = {{in_table<L>..., nullptr}};

// Where all layers are the library's own, their steps are taken as they are: asking each layer first costs a tenth.
#if defined(__clang__)
/// Whether each is a row of this library's, and none a type that derives from one (NNS_LEAF).
template <class List>
inline constexpr bool are_leaves = false;
template <class... L>
  requires(NNS_IS_SAME(list<typename L::nns_leaf...>, list<L...>))
inline constexpr bool are_leaves<list<L...>> = true;

template <class... L>
  requires(are_leaves<list<L...>> || requires { typename list<decltype(&L::nns_step)...>; })
#else
template <class... L>
  requires requires { typename list<decltype(&L::nns_step)...>; }
#endif
inline constexpr step_table<sizeof...(L), true> table<list<L...>> = {{&L::nns_step..., nullptr}};

/// The same, if the types say more about some parts.
constexpr void run_described_steps(machine& m, step_range steps) {
  const description& composition = *m.about;
  for (int i = 0; i != steps.size(); ++i) {
    m.describe_part(composition, i);
    NNS_PERFORM(steps.first[i], m);
    if (m.bad.broken != rule::none) return m.bad.leave(i);
    if (i % 512 == 511) m.keep_room();
  }
  m.describe_again(composition);
  m.keep_room();
}

/// Runs steps until one of them fails; the fault then records its path.
constexpr void run_steps(machine& m, step_range steps) {
  if (steps.first == steps.last) return m.fail(rule::empty_model);
  if (m.described) return run_described_steps(m, steps);
  for (const table_step* s = steps.first; s != steps.last;) {
    const table_step* const stop = steps.last - s > 512 ? s + 512 : steps.last;
    for (; s != stop; ++s) {
      NNS_PERFORM(*s, m);
      if (m.bad.broken != rule::none) return m.bad.leave(static_cast<int>(s - steps.first));
    }
    m.keep_room();
  }
}

/// Steps that a wrapper leaves in the machine, with the function that runs them, of the compiler that made the table.
constexpr step_range kept_steps(step_range steps) {
  steps.run = &run_steps;
  return steps;
}

/// How many inputs of its own a model declares.
constexpr int declared_inputs(table_step model) {
  machine m;
  NNS_PERFORM(model, m);
  return m.declared;
}

constexpr void machine::run_wrapped(machine& within, int which) const {
  if (run_values != nullptr) {
    within.which_part = which;
    run_values(within, inner_values);
  } else if (inner.size() == 0) {
    within.fail(rule::empty_model);
  } else if (which < 0) {
    inner.run(within, inner);
  } else {
    step_range one = inner;
    one.first += which, one.last = one.first + 1;
    inner.run(within, one);
    if (within.bad && within.bad.depth != 0 && within.bad.depth != fault::max_depth)
      within.bad.path[within.bad.depth - 1] = which;
  }
}

constexpr bool machine::run_inner(machine& within, const shape& arrives, int which) {
  within.how = how;
  within.functional = functional;
  within.outermost = false;
  within.other_count = other_count;
  within.frozen = frozen;
  within.arrive({arrives, -1, 0, wants});
  run_wrapped(within, which);
  if (within.bad) {
    bad = within.bad;
    bad.row = sum.rows;
    if (observed) onlooker->see(*this, event::fault);
  }
  return !within.bad;
}

}  // namespace nns::detail
