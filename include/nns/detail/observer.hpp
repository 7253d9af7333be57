// Observers of a running model, besides the recorder: a writer of models, or a search for a row.
#pragma once

#include <nns/detail/count.hpp>
#include <nns/detail/step.hpp>

#include <cstdint>

namespace nns::detail {

enum class event : std::uint8_t { layer, enter, leave, fault };

/// What the heads of an attention layer have in common, besides its input.
struct shared_by_heads {
  count heads = 0;    // 0: nothing
  count weights = 0;  // that belong to no head
  count kept = 0;     // numbers that it keeps inside and that belong to no head
  count read = 0;     // numbers made of what arrives, which all heads read
  bool arriving = true;  // and whether they read that itself
};

/// Called while a model runs: for each layer once its cost is found, where compositions begin and end, and at the first
/// fault. All layers then go the long way, so that kind, numbers, given, found and the tensors that arrived are in the
/// machine.
struct observer {
  constexpr virtual void see(machine& m, event e) = 0;
  /// A repeat's second copy of `rows` rows has run, and `copies` more, all but the last, are equal. Whether they are
  /// left out.
  constexpr virtual bool skip(machine& /*m*/, int /*rows*/, std::int64_t /*copies*/) { return false; }
  /// The current layer keeps this many numbers inside for its backward pass, and this many bytes that are not
  /// activations.
  constexpr virtual void keep(count /*elements*/, count /*bytes*/) {}
  /// It has made this many scores, for this many queries times heads, and weighted values by them.
  constexpr virtual void attend(count /*scores*/, count /*queries*/, const shared_by_heads& = {}) {}

 protected:
  constexpr observer() = default;
  constexpr ~observer() = default;
};

}  // namespace nns::detail
