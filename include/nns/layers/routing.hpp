// Tokens on their way to experts and back: the layers before and after the experts of a mixture_of_experts
// (nns/models/mixture_of_experts.hpp). They multiply nothing that counts, and have no weights.
#pragma once

#include <nns/detail/activation_operations.hpp>
#include <nns/layers/options.hpp>

namespace nns::detail {

/// Each token once for every expert that it goes to: (..., C) to (tokens k, C). The scores are the second input.
constexpr void dispatch_work(machine& m) {
  const count tokens = m.leading();
  m.x = {(tokens * m.numbers[0]).value, m.x.back()};
  if (m.observed) m.onlooker->keep(0, tokens * m.numbers[0] * 8);  // which token goes where
}

/// The experts' outputs, weighted by the scores (the second input) and summed for each token; a shared expert's output
/// is added if there is one: (tokens k, C) and (..., E) to (..., C).
constexpr void combine_work(machine& m) {
  const shape& scores = m.input(1);
  const shape& made = m.input(0);
  const count tokens = scores.product(0, scores.rank() - 1);
  const count routed = tokens * m.numbers[0];
  if (made.rank() != 2) return m.fail(rule::experts_change_tokens, routed.value, made.rank() == 0 ? 0 : made[0]);
  if (made[0] != routed.value) return m.fail(rule::experts_change_tokens, routed.value, made[0]);
  shape result = scores;
  result.back() = made.back();
  for (int i = 2; i != m.inputs(); ++i)
    if (!machine::may_be(m.input(i), result))
      return m.fail(rule::shapes_differ, result.back(), m.input(i).rank() == 0 ? 0 : m.input(i).back());
  m.found.element_wise = count{result.elements()} * (m.numbers[0] * 2 - 1 + (m.inputs() - 2));
  m.x = result;
}

inline constexpr family dispatch_family{
    .kind = "dispatch", .work = &dispatch_work, .numbers = 1, .inputs = 2, .least_inputs = 2,
    .keeps = in_training::nothing, .operations = &add_moves};
constexpr void combine_operations(const machine& m, operations_found& o) {
  const count weighted = count{m.x.elements()} * m.numbers[0];
  o.multiplications += weighted;
  o.additions += m.found.element_wise - weighted;
}

inline constexpr family combine_family{.kind = "combine",
                                       .work = &combine_work,
                                       .numbers = 1,
                                       .inputs = 3,
                                       .least_inputs = 2,
                                       .keeps = in_training::inputs,
                                       .operations = &combine_operations};

template <std::int64_t Used>
struct dispatch {
  NNS_LEAF(dispatch)
  static constexpr void NNS_STEP(machine& m) { m.run(dispatch_family, shape{Used}, no_options); }
  NNS_STEP_AS_DATA
};
template <std::int64_t Used>
struct combine {
  NNS_LEAF(combine)
  static constexpr void NNS_STEP(machine& m) { m.run(combine_family, shape{Used}, no_options); }
  NNS_STEP_AS_DATA
};

}  // namespace nns::detail
