// A model's totals: the evaluation of a model in one run of the machine, and the first fault, which is an error.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/description.hpp>
#include <nns/detail/explain.hpp>
#include <nns/layer.hpp>

namespace nns {

namespace detail {

/// The totals of a model, its shapes, and its first fault.
struct evaluation {
  totals sum{};
  fault bad{};
  int inputs = 0;
  int outputs = 0;
  shape input{};   // the first of them
  shape output{};
  // Of all operations, if the convention counts more than multiply-adds.
  count multiply_adds = 0;
  count backward_multiply_adds = 0;
};

constexpr void conclude(machine& m) {
  if (!m.bad && m.extra < 0) m.fail(rule::no_input);
  if (!m.bad && m.overflows()) m.fail(rule::count_overflows_63_bits);
}

constexpr evaluation evaluate(step model, counting how) {
  evaluation e;
  machine m;
  m.how = how;
  m.declared_inputs = &e.input;
  m.asked_inputs = 1;
  model(m);
  conclude(m);
  e.bad = m.bad;
  e.sum = m.sum;
  if (m.bad) return e;
  e.inputs = m.declared;
  e.outputs = m.inputs();
  e.output = m.x;
  if (how->counts_more) {
    const evaluation products = evaluate(model, how->multiply_adds);
    e.bad = products.bad;
    e.multiply_adds = products.sum.forward;
    e.backward_multiply_adds = products.sum.backward();
  }
  return e;
}

/// What finds a model's totals. Some models have a step for no more than these, which leaves the shapes of the ends open.
template <class M>
concept counts_apart = requires { &M::nns_totals; };
template <class M, counting How>
inline constexpr step totals_step = step_of<M>;
template <counts_apart M, counting How>
  requires(How->is_standard)
inline constexpr step totals_step<M, How> = &M::nns_totals;

template <class M, counting How>
inline constexpr evaluation evaluated = evaluate(totals_step<M, How>, How);

template <class M, counting How>
inline constexpr fault fault_of = evaluated<M, How>.bad;

/// The evaluation of a model that is valid; another one does not compile.
template <class M, counting How>
constexpr const evaluation& accepted() {
  if constexpr (evaluated<M, How>.bad.broken != rule::none) explain<M, fault_of<M, How>>();
  return evaluated<M, How>;
}

/// What a convention counts in: multiply-adds, or operations of several kinds.
template <counting How>
using unit_of_work = std::conditional_t<How->counts_more, ops, macs>;

constexpr macs as_work(const macs*, count all, count) { return macs{all.value}; }
constexpr ops as_work(const ops*, count all, count multiply_adds) { return ops{all.value, multiply_adds.value}; }

/// A model that the compiler can evaluate: all functions of its layers are constexpr. Otherwise there is one error of
/// the compiler's own; further questions about the model add none.
template <class M, counting How>
concept constant_model = requires { typename std::bool_constant<evaluated<M, How>.bad.broken == rule::none>; };

/// A model that is refused. Asking reports its error.
template <class M, counting How = convention::standard>
concept refused_model = !constant_model<M, How> || accepted<M, How>().bad.broken != rule::none;

template <class M>
constexpr text model_name() {
  if constexpr (requires { as_text(*&M::name); }) {  // a static one: a member of objects has no address here
    return as_text(M::name);
  } else {
    if constexpr (requires { typename M::nns_model; }) {
      // An alias has no name of its own but its whole type: say only what kind of model it is.
      if constexpr (NNS_IS_SAME(typename M::nns_model, M))
        return type_kind<M>;
      else
        return type_name<M>;
    } else if constexpr (stands_for<M>) {
      return kind_of<M>();
    } else {
      return type_name<M>;
    }
  }
}

/// The room that a model's summary needs. If types give kinds to their rows, names have other lengths than a total
/// assumes.
template <class M, counting How>
constexpr totals measure_summary() {
  if constexpr (!description_of<M>.names_rows) {
    return accepted<M, How>().sum;
  } else {
    machine m;
    m.how = How;
    m.names_count = true;
    m.only_counts = false;
    described<M>(m);
    return m.sum;
  }
}
template <class M, counting How>
inline constexpr totals summary_sizes = measure_summary<M, How>();

}  // namespace detail

}  // namespace nns
