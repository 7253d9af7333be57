// Who looks on while a model runs, beside what is recorded: a writer of models, or a search for a row.
#pragma once

#include <nns/detail/count.hpp>

#include <cstdint>

namespace nns::detail {

struct machine;

enum class event : std::uint8_t { layer, enter, leave, fault };

/// What the heads of an attention layer have in common, beside what arrives.
struct shared_by_heads {
  count heads = 0;    // 0: nothing
  count weights = 0;  // that are no head's
  count kept = 0;     // numbers that it keeps inside and that are no head's
  count read = 0;     // numbers made of what arrives, which all heads read
  bool arriving = true;  // and whether they read that itself
};

/// Looks on while a model runs: at each layer once its cost is found, where compositions begin and end, and at the first
/// fault. All layers go the long way then, so that kind, numbers, given, found and the tensors that arrived stand in the
/// machine.
struct observer {
  constexpr virtual void see(machine& m, event e) = 0;
  /// A repeat's second copy has run, so many rows, and so many more are like it, all but the last. Whether they are left out.
  constexpr virtual bool skip(machine& /*m*/, int /*rows*/, std::int64_t /*copies*/) { return false; }
  /// The layer at work keeps so many numbers inside for its backward pass, and so many bytes that are no activations.
  constexpr virtual void keep(count /*elements*/, count /*bytes*/) {}
  /// It has made so many scores, of so many queries and heads, and weighted values by them.
  constexpr virtual void attend(count /*scores*/, count /*queries*/, const shared_by_heads& = {}) {}

 protected:
  constexpr observer() = default;
  constexpr ~observer() = default;
};

}  // namespace nns::detail
