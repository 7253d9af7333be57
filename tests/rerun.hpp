// What the compiler has counted is counted again when the program runs: the same code, and the same numbers bit for bit.
// A static fact that asks through rerun::also<M> makes its program do so before main; see cmake/main.cpp.
#pragma once

#include <nns/nns.hpp>

#include <cstdio>
#include <memory>

namespace rerun {

inline int models = 0;
inline int disagreements = 0;

using nns::convention;
namespace detail = nns::detail;

inline bool same(const detail::totals& a, const detail::totals& b) {
  return a.forward == b.forward && a.backward_beyond == b.backward_beyond && a.trainable == b.trainable &&
         a.fixed == b.fixed && a.activations == b.activations && a.rows == b.rows && a.edges == b.edges &&
         a.blocks == b.blocks;
}

inline bool same(const detail::evaluation& a, const detail::evaluation& b) {
  if (a.bad.broken != b.bad.broken || a.bad.row != b.bad.row || !same(a.sum, b.sum)) return false;
  if (a.inputs != b.inputs || a.outputs != b.outputs) return false;
  for (int i = 0; i != a.inputs; ++i)
    if (!(a.input_shapes[i] == b.input_shapes[i])) return false;
  for (int i = 0; i != a.outputs; ++i)
    if (!(a.output_shapes[i] == b.output_shapes[i])) return false;
  return true;
}

inline void note(bool agrees, nns::text model) {
  ++models;
  if (agrees) return;
  ++disagreements;
  std::printf("run time and compile time differ: %.*s\n", static_cast<int>(model.size()), model.data());
}

/// Evaluated once more. The other conventions refuse what the first one does (but for overflows: the original counts
/// nothing for layers that it does not know).
template <class M>
bool check() {
  const detail::step run = detail::step_of<M>;
  bool agrees = same(detail::evaluate(run, convention::standard), detail::evaluated<M, convention::standard>);
  for (const convention how : {convention::in_bounds, convention::element_wise})
    agrees = agrees && detail::evaluate(run, how).bad.broken == detail::evaluated<M, convention::standard>.bad.broken;
  constexpr const detail::evaluation& e = detail::evaluated<M, convention::standard>;
  if constexpr (e.bad.broken == detail::rule::none && e.sum.rows < 20'000) {
    // Not decltype(nns::summary<M>): g++ would fill in the rows at compile time as well.
    using summary_type = nns::model_summary<e.sum.rows, e.sum.blocks, e.sum.edges, e.sum.characters>;
    const auto again = std::make_unique<summary_type>(detail::model_name<M>(), run, convention::standard);
    agrees = agrees && again->total.forward.count == detail::evaluated<M, convention::standard>.sum.forward.value;
  }
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
