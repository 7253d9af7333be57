// Temporary arrays, at compile time too, whose length no declaration knows.
#pragma once

#include <nns/detail/cxx20.hpp>

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

}  // namespace nns::detail
