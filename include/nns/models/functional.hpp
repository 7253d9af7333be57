// Layers that a network calls as functions and not as modules: torch.nn.functional.relu instead of torch.nn.ReLU.
// They cost the same; tools that hook modules do not see them (nns/conventions).
#pragma once

#include <nns/models/sequential.hpp>

namespace nns::detail {

constexpr void run_functional(machine& m, step_range steps) {
  const bool outer = m.functional;
  m.functional = true;
  if (steps.size() < 2)
    run_steps(m, steps);
  else
    run_block(m, steps);
  m.functional = outer;
}

}  // namespace nns::detail

namespace nns::inline layers {

/// functional<L...>: L, called as functions. Shapes, costs and parameters are those of L; conventions that describe a
/// tool count what the tool sees. Several layers are a composition, like a sequential without a name.
template <class... L>
struct functional {
  using nns_model = functional;
  using nns_parts = detail::list<L...>;
  static constexpr void NNS_STEP(detail::machine& m) { detail::run_functional(m, detail::table<nns_parts>.steps); }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
