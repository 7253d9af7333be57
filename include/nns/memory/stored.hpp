// A layer or composition whose data types differ from those of the rest of its model.
#pragma once

#include <nns/memory/storage.hpp>
#include <nns/models/sequential.hpp>

namespace nns::inline layers {

/// stored<L, storage>: the parameters of L, and the tensors that its rows make, have this storage, whatever the model's
/// storage is. Shapes and multiply-adds do not change. An inner stored<...> takes precedence.
template <class L, nns::storage Types>
struct stored {
  using nns_parts = detail::list<L>;
  static constexpr nns::storage nns_types = Types;
  static constexpr void NNS_STEP(detail::machine& m) {
    const nns::storage* const outer = m.stored;
    m.stored = &nns_types;
    detail::run_steps(m, detail::table<nns_parts>.steps);
    m.stored = outer;
  }
  NNS_STEP_AS_DATA
};

}  // namespace nns::inline layers
