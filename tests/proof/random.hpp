// Random configurations that are the same on every machine: a generator whose seed is printed when a test fails.
#pragma once

#include <cstdint>

namespace proof {

class random {
 public:
  explicit random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}

  /// SplitMix64 (Steele, Lea and Flood 2014).
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  /// A number from `least` to `most`.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
  }
  /// True once in n times.
  bool once_in(int n) { return next() % static_cast<std::uint64_t>(n) == 0; }

 private:
  std::uint64_t state_;
};

}  // namespace proof
