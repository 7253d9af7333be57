// Where a model is refused, for questions at run time: names and kinds as characters that are stored in the answer.
#pragma once

#include <nns/detail/machine.hpp>

#include <cstddef>

namespace nns::detail {

/// Some characters, as part of a value; what is too long is cut.
struct place_name {
  static constexpr int most = 79;

  char characters[most + 1]{};
  int length = 0;

  constexpr void put(const text& t) {
    for (std::size_t i = 0; i != t.length && length != most; ++i) characters[length++] = t.characters[i];
  }
  [[nodiscard]] constexpr text view() const { return {characters, static_cast<std::size_t>(length)}; }
};

/// Observes until the first fault, and keeps the names that lead there: compositions with names, then the layer.
struct place_finder final : observer {
  place_name place{};

  constexpr void see(machine& m, event e) override {
    if (e == event::enter) {
      if (depth != most) lengths[depth] = place.length;
      ++depth;
      if (m.name.length != 0) place.put(m.name), place.put("/");
    } else if (e == event::leave) {
      --depth;
      if (!found && depth < most) place.length = lengths[depth];
    } else if (e == event::layer) {
      m.kind = &no_family;  // a failure before the kind is known has none
    } else if (!found) {
      found = true;
      if (m.name.length != 0)
        place.put(m.name);
      else if (m.kind->kind.length != 0)
        place.put(m.kind->kind);
      else if (place.length != 0)
        --place.length;
      for (int i = place.length; i <= place_name::most; ++i) place.characters[i] = 0;
    }
  }

 private:
  static constexpr int most = 32;
  int lengths[most]{};
  int depth = 0;
  bool found = false;
};

}  // namespace nns::detail
