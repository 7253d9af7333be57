// A list that grows on the heap, for a model that runs only once, so that its number of values is not known before.
#pragma once

#include <nns/detail/cxx20.hpp>

#include <cstddef>

namespace nns::detail {

/// A list that grows.
template <class T>
struct grown {
  T* values = nullptr;
  int size = 0;
  int room = 0;

  constexpr grown() = default;
  grown(const grown&) = delete;
  grown& operator=(const grown&) = delete;
  constexpr ~grown() { delete[] values; }

  constexpr T& add() {
    if (size == room) {
      room = room == 0 ? 16 : 2 * room;
      T* const moved = new T[static_cast<std::size_t>(room)]{};
      for (int i = 0; i != size; ++i) moved[i] = values[i];
      delete[] values;
      values = moved;
    }
    return values[size++];
  }
};

}  // namespace nns::detail
