// What a check that explains itself returns: `quiet` if all is kept, else a type whose name says what is not.
#pragma once

#include <nns/detail/cxx20.hpp>

namespace nns::detail {

/// What a kept limit or budget says: nothing.
struct quiet {
  static constexpr bool kept = true;
};

template <class Verdict>
concept holds = Verdict::kept;

}  // namespace nns::detail
