// Arrays for a while, as long as is needed, at compile time too: what has no number of its own in a declaration.
#pragma once

#include <cstddef>

namespace nns::detail {

/// An array of n values, and of one where n is 0.
template <class T>
struct scratch {
  T* values;
  constexpr explicit scratch(int n) : values(new T[static_cast<std::size_t>(n > 0 ? n : 1)]{}) {}
  scratch(const scratch&) = delete;
  scratch& operator=(const scratch&) = delete;
  constexpr ~scratch() { delete[] values; }
};

/// The same of mostly no more than `Few` values: these stand in place, and more of them on the heap.
template <class T, int Few>
struct shelf {
  T few[Few]{};
  T* values = few;
  int size = Few;

  constexpr shelf() = default;
  constexpr explicit shelf(int n) { reserve(n); }
  shelf(const shelf&) = delete;
  shelf& operator=(const shelf&) = delete;
  constexpr ~shelf() {
    if (values != few) delete[] values;
  }

  [[nodiscard]] constexpr T& operator[](int i) { return values[i]; }
  [[nodiscard]] constexpr const T& operator[](int i) const { return values[i]; }

  /// Room for n. What is there stays, at another place.
  constexpr void reserve(int n) {
    if (n <= size) return;
    const int larger = n > 2 * size ? n : 2 * size;
    T* const moved = new T[static_cast<std::size_t>(larger)]{};
    for (int i = 0; i != size; ++i) moved[i] = values[i];
    if (values != few) delete[] values;
    values = moved;
    size = larger;
  }
};

}  // namespace nns::detail
