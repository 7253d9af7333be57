// Who looks on while a model runs, beside what is recorded: a writer of models, or a search for a row.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <cstdint>

namespace nns::detail {

struct machine;

enum class event : std::uint8_t { layer, enter, leave, fault };

/// Looks on while a model runs: at each layer once its cost is found, where compositions begin and end, and at the first
/// fault. All layers go the long way then, so that kind, numbers, given, found and the tensors that arrived stand in the
/// machine.
struct observer {
  constexpr virtual void see(machine& m, event e) = 0;

 protected:
  constexpr observer() = default;
  constexpr ~observer() = default;
};

}  // namespace nns::detail
