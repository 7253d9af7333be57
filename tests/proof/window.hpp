// Where a window stands along one axis, found by moving it: no formula.
#pragma once

#include <cstdint>

namespace proof {

enum class pads { valid, same, causal, given };

/// One axis of a convolution or a pool.
struct axis {
  std::int64_t n = 1;  // the input's extent
  std::int64_t k = 1;  // taps
  std::int64_t s = 1;  // stride
  std::int64_t d = 1;  // dilation
  std::int64_t before = 0;
  std::int64_t after = 0;
  std::int64_t positions = 1;

  /// What the taps cover, from the first to the last.
  [[nodiscard]] std::int64_t covered() const {
    std::int64_t last = 0;
    for (std::int64_t j = 1; j < k; ++j) last += d;
    return last + 1;
  }
  [[nodiscard]] std::int64_t padded() const { return before + n + after; }

  /// Finds the padding and the positions. `same`: one position for every s-th element of the input, and as much
  /// padding, shared out by turns beginning at the end, as the last one needs. `causal`: likewise, all of it in front,
  /// such that the first window ends at the first element. With `ceil` a last window may hang over the end by less
  /// than a stride, if it begins before the padding there (PyTorch).
  void place(pads mode, std::int64_t given, bool ceil = false) {
    const std::int64_t e = covered();
    positions = 0;
    before = after = 0;
    if (mode == pads::same || mode == pads::causal) {
      for (std::int64_t start = 0; start < n; start += s) ++positions;
      if (mode == pads::causal) {
        while (before + 1 < e) ++before;
        return;
      }
      while ((positions - 1) * s + e > padded()) {
        if (after <= before) {
          ++after;
        } else {
          ++before;
        }
      }
      return;
    }
    if (mode == pads::given) before = after = given;
    std::int64_t start = 0;
    for (; start + e <= padded(); start += s) ++positions;
    if (ceil && start + e - padded() < s && start < before + n) ++positions;
  }
};

}  // namespace proof
