// Operations by kind: how many of each (public: it is in nns::cost), and the same while they are counted.
#pragma once

#include <nns/detail/count.hpp>

#include <cstdint>

namespace nns {

/// How many operations of each kind. `exponentials` are all functions that are not made of the others: exponentials,
/// logarithms, roots, tanh, erf. `moves` are elements that are copied and not computed.
struct operation_counts {
  std::int64_t multiply_adds = 0;
  std::int64_t additions = 0;        // and subtractions
  std::int64_t multiplications = 0;
  std::int64_t comparisons = 0;
  std::int64_t divisions = 0;
  std::int64_t exponentials = 0;
  std::int64_t moves = 0;

  friend constexpr bool operator==(const operation_counts&, const operation_counts&) = default;
};

}  // namespace nns

namespace nns::detail {

/// The same as counts, which may be unknown or overflow.
struct operations_found {
  count multiply_adds = 0;
  count additions = 0;
  count multiplications = 0;
  count comparisons = 0;
  count divisions = 0;
  count exponentials = 0;
  count moves = 0;

  constexpr void add(const operation_counts& o, bool known) {
    const auto taken = [known](std::int64_t n) { return known || n == 0 ? count{n} : count{count::unknown}; };
    multiply_adds += taken(o.multiply_adds);
    additions += taken(o.additions);
    multiplications += taken(o.multiplications);
    comparisons += taken(o.comparisons);
    divisions += taken(o.divisions);
    exponentials += taken(o.exponentials);
    moves += taken(o.moves);
  }
  constexpr void add(const operations_found& o) {
    multiply_adds += o.multiply_adds;
    additions += o.additions;
    multiplications += o.multiplications;
    comparisons += o.comparisons;
    divisions += o.divisions;
    exponentials += o.exponentials;
    moves += o.moves;
  }
  [[nodiscard]] constexpr bool has_negative() const {
    return (multiply_adds.value | additions.value | multiplications.value | comparisons.value | divisions.value |
            exponentials.value | moves.value) < 0;
  }
  /// A move computes nothing.
  [[nodiscard]] constexpr count besides_multiply_adds() const {
    return additions + multiplications + comparisons + divisions + exponentials;
  }
};

}  // namespace nns::detail
