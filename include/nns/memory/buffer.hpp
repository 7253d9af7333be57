// The values of a memory plan: a number of bytes, and a buffer with the times of its first and last use.
// memory/plan.hpp finds the buffers that a model needs, and memory/planner.hpp places them.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/detail/text.hpp>
#include <nns/quantity.hpp>

#include <cstdint>

namespace nns {

/// Bytes that also compare with plain integers, and convert to one, for example as the size of an array.
struct byte_count : bytes {
  using bytes::bytes;
  constexpr byte_count(const bytes& b) : bytes(b) {}
  constexpr operator std::int64_t() const { return count; }

  template <class Integer>
    requires requires(Integer i) { i % i; }
  friend constexpr bytes operator*(Integer factor, const byte_count& b) {
    return static_cast<std::int64_t>(factor) * static_cast<const bytes&>(b);
  }
  template <class Integer>
    requires requires(Integer i) { i % i; }
  friend constexpr bytes operator*(const byte_count& b, Integer factor) {
    return factor * b;
  }
  template <class Integer>
    requires requires(Integer i) { i % i; }
  friend constexpr bytes operator/(const byte_count& b, Integer divisor) {
    return static_cast<const bytes&>(b) / static_cast<std::int64_t>(divisor);
  }
};

/// The offset of a buffer that has not been placed yet.
inline constexpr std::int64_t not_placed = -1;

/// Bytes that are needed from the time `first` to the time `last`, both included. Times are any integers; in a model's
/// plan they are the numbers of its steps.
struct memory_buffer {
  text name{};
  byte_count bytes{};  // as asked for: the plan rounds them up to its alignment
  int first = 0;
  int last = 0;
  std::int64_t offset = not_placed;
  int output = 0;  // of a model's row: which of its outputs; or `scratch`
  int row = -1;    // of a model: the row that makes it

  static constexpr int scratch = -1;

  /// Whether both are needed at the same time.
  [[nodiscard]] constexpr bool overlaps(const memory_buffer& other) const {
    return first <= other.last && other.first <= last;
  }
};

// In a constant expression, a compile error with this name; at run time, the program ends.
[[noreturn]] inline void an_alignment_is_at_least_one() { NNS_BUILTIN(trap)(); }

}  // namespace nns
