// What the compiler has counted is counted again when the program runs: the same code, the same numbers bit for bit.
// A static fact that asks through rerun::also<M> makes its program do so before main; see cmake/main.cpp.
#pragma once

#include <nns/block_budget.hpp>
#include <nns/nns.hpp>
#include <nns/operations.hpp>

#include <cstdio>
#include <memory>
#include <vector>

namespace rerun {

inline int models = 0;
inline int disagreements = 0;

/// A model that was asked about, for programs that do more with all of them (keras/round_trip.cpp).
struct asked_model {
  nns::text name;
  nns::detail::step run;
};
inline std::vector<asked_model>& asked_models() {
  static std::vector<asked_model> all;
  return all;
}

namespace convention = nns::convention;
namespace detail = nns::detail;

inline bool same(const detail::totals& a, const detail::totals& b) {
  return a.forward == b.forward && a.backward_beyond == b.backward_beyond && a.trainable == b.trainable &&
         a.fixed == b.fixed && a.activations == b.activations && a.rows == b.rows && a.edges == b.edges &&
         a.blocks == b.blocks && a.idle == b.idle;
}

inline bool same(const detail::evaluation& a, const detail::evaluation& b) {
  if (a.bad.broken != b.bad.broken || a.bad.row != b.bad.row || !same(a.sum, b.sum)) return false;
  if (a.inputs != b.inputs || a.outputs != b.outputs) return false;
  return a.input == b.input && a.output == b.output;
}

/// The answers to the questions about a model, and the last row of its summary, say the same.
template <class Summary>
bool agree(const Summary& s, const detail::totals& sum) {
  return s.layers.size() == sum.rows && s.total.forward.count == sum.forward.value &&
         s.total.backward.count == sum.backward().value && s.total.trainable_parameters == sum.trainable.value &&
         s.total.parameters == (sum.trainable + sum.fixed).value && s.total.activations == sum.activations.value;
}

/// A budget of a block that is the whole model speaks of the model's totals, and a row is found by its name.
template <class Summary>
bool rows_sum_up(const Summary& s, const detail::totals& sum) {
  if (!sum.forward.is_known() || !sum.activations.is_known()) return true;
  const detail::totals all = detail::sum_of_rows(s, {0, s.layers.size()});
  const auto& last = s.layers[s.layers.size() - 1];
  const detail::part_of_model row = detail::find_part(s, last.name);
  const bool is_block = row.last - row.first != 1;
  return all.forward == sum.forward && all.backward() == sum.backward() && all.trainable == sum.trainable &&
         all.fixed == sum.fixed && all.activations == sum.activations && all.idle == sum.idle &&
         (is_block || s.layers[row.first].name == last.name);
}

/// Sorted by kinds, what a model does has the multiply-adds that it is told to have.
inline bool sorted_agrees(detail::step run, const detail::totals& sum) {
  return !sum.forward.is_known() || detail::count_operations(run).multiply_adds == sum.forward.value;
}

/// A graph's names are resolved again, and its nodes put in order; other models have none.
inline bool plan_agrees(const void*) { return true; }
template <class... Nodes>
bool plan_agrees(const nns::graph<Nodes...>*) {
  constexpr int n = static_cast<int>(sizeof...(Nodes));
  if constexpr (n != 0 && detail::are_nodes<detail::list<Nodes...>>) {
    using nodes = detail::list<Nodes...>;
    const auto table = detail::lower_nodes(detail::makers_of<nodes>);
    const auto plan = detail::make_plan<n, detail::nodes_of<nodes>.references>(table.nodes, true);
    const auto& before = detail::plan_of<nodes, n>;
    for (int i = 0; i != n; ++i)
      if (plan.node_at(i) != before.node_at(i) || plan.owner_of(i) != before.owner_of(i)) return false;
    return table.references == detail::nodes_of<nodes>.references && plan.broken == before.broken &&
           plan.broken_node == before.broken_node && plan.inputs == before.inputs && plan.slots == before.slots;
  } else {
    return true;
  }
}

inline void note(bool agrees, nns::text model) {
  ++models;
  if (agrees) return;
  ++disagreements;
  std::printf("run time and compile time differ: %.*s\n", static_cast<int>(model.size()), model.data());
}

/// Evaluated once more. The other conventions refuse what the first one does (but for overflows: the original counts
/// nothing for layers that it does not know, and autograd no gradient that nobody needs).
template <class M>
bool check() {
  const detail::step run = detail::step_of<M>;
  bool agrees = same(detail::evaluate(run, convention::standard), detail::evaluated<M, convention::standard>);
  for (const nns::counting how : {convention::original, convention::in_bounds, convention::element_wise, convention::autograd}) {
    const detail::rule now = detail::evaluate(run, how).bad.broken;
    const detail::rule first = detail::evaluated<M, convention::standard>.bad.broken;
    agrees = agrees && (now == first || ((how->original || how->gradients) && first == detail::rule::count_overflows_63_bits));
  }
  constexpr const detail::evaluation& e = detail::evaluated<M, convention::standard>;
  if constexpr (e.bad.broken == detail::rule::none && e.sum.rows < 20'000) {
    // Not decltype(nns::summary<M>): g++ would fill in the rows at compile time as well.
    using summary_type =
        nns::model_summary<e.sum.rows, e.sum.blocks, e.sum.edges,
                           detail::summary_sizes<M, convention::standard>.characters, e.outputs>;
    const auto again = std::make_unique<summary_type>(detail::model_name<M>(), detail::described<M>, convention::standard);
    agrees = agrees && agree(*again, e.sum) && rows_sum_up(*again, e.sum) && sorted_agrees(run, e.sum);
    asked_models().push_back({detail::model_name<M>(), run});
  }
  agrees = agrees && plan_agrees(static_cast<const M*>(nullptr));
  note(agrees, detail::type_name<M>);
  return agrees;
}

template <class M>
inline const bool checked = check<M>();

/// The answer; and M will be checked.
template <class M, class Answer>
constexpr Answer also(Answer answer) {
  static_cast<void>(&checked<M>);
  return answer;
}

}  // namespace rerun

/// The questions of <nns/nns.hpp>; the models that are asked are counted again when the program runs.
namespace again {

template <class M, nns::counting How = nns::convention::standard>
inline constexpr auto forward = rerun::also<M>(nns::forward<M, How>);
template <class M, nns::counting How = nns::convention::standard>
inline constexpr auto backward = rerun::also<M>(nns::backward<M, How>);
template <class M, nns::counting How = nns::convention::standard>
inline constexpr auto training = rerun::also<M>(nns::training<M, How>);
template <class M>
inline constexpr auto parameters = rerun::also<M>(nns::parameters<M>);
template <class M>
inline constexpr auto trainable_parameters = rerun::also<M>(nns::trainable_parameters<M>);
template <class M>
inline constexpr auto non_trainable_parameters = rerun::also<M>(nns::non_trainable_parameters<M>);
template <class M>
inline constexpr auto activations = rerun::also<M>(nns::activations<M>);
template <class M>
inline constexpr auto input_shape = rerun::also<M>(nns::input_shape<M>);
template <class M>
inline constexpr auto input_shapes = rerun::also<M>(nns::input_shapes<M>);
template <class M>
inline constexpr auto output_shape = rerun::also<M>(nns::output_shape<M>);
template <class M>
inline constexpr auto output_shapes = rerun::also<M>(nns::output_shapes<M>);

}  // namespace again
