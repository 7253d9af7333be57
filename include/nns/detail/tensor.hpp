// Tensors in flight: what a machine holds between two layers.
#pragma once

#include <nns/shape.hpp>

#include <cstddef>

namespace nns::detail {

/// A tensor in flight: its shape, the row that made it, which of the row's outputs it is, and whether its gradient is
/// needed (kept only where the convention asks for it).
struct tensor {
  shape dims{};
  int source = -1;
  int output = 0;
  bool wants = false;
};

/// Tensors, mostly no more than two: these are stored in place, and more of them on the heap.
struct shelf {
  static constexpr int few_are = 2;

  tensor few[few_are]{};
  tensor* values = few;
  int size = few_are;

  constexpr shelf() = default;
  constexpr explicit shelf(int n) { reserve(n); }
  shelf(const shelf&) = delete;
  shelf& operator=(const shelf&) = delete;
  constexpr ~shelf() {
    if (values != few) delete[] values;
  }

  [[nodiscard]] constexpr tensor& operator[](int i) { return values[i]; }
  [[nodiscard]] constexpr const tensor& operator[](int i) const { return values[i]; }

  /// Room for n. Tensors that are there are kept, but move.
  constexpr void reserve(int n) {
    if (n <= size) return;
    const int larger = n > 2 * size ? n : 2 * size;
    tensor* const moved = new tensor[static_cast<std::size_t>(larger)]{};
    for (int i = 0; i != size; ++i) moved[i] = values[i];
    if (values != few) delete[] values;
    values = moved;
    size = larger;
  }
};

}  // namespace nns::detail
