// A number whose multiply-adds are counted, one by one, as they are executed, and arrays of it.
// What is element-wise work (activations, gates) is done on plain `value`s and not counted.
#pragma once

#include <nns/shape.hpp>

#include <cstdint>
#include <vector>

namespace proof {

/// Multiply-adds that were executed, and those among them that touched no padding.
struct tally {
  std::int64_t all = 0;
  std::int64_t in_bounds = 0;

  friend bool operator==(const tally&, const tally&) = default;
};

inline tally* counter = nullptr;

/// Counts what happens while it lives.
class counting {
 public:
  explicit counting(tally& into) : outer_(counter) { counter = &into; }
  ~counting() { counter = outer_; }
  counting(const counting&) = delete;
  counting& operator=(const counting&) = delete;

 private:
  tally* outer_;
};

/// A product that waits to be added.
struct product {
  double value;
  bool padding;
};

struct number {
  double value = 0;
  bool padding = false;  // not part of a layer's input or output: a zero around it, or what is cropped away

  friend product operator*(const number& a, const number& b) { return {a.value * b.value, a.padding || b.padding}; }

  /// The multiply-add.
  number& operator+=(const product& p) {
    value += p.value;
    ++counter->all;
    if (!p.padding && !padding) ++counter->in_bounds;
    return *this;
  }
};

/// Numbers in the order of their extents, the last one fastest.
struct array {
  nns::shape dims;
  std::vector<number> values;

  array() = default;
  explicit array(const nns::shape& s) : dims(s), values(static_cast<std::size_t>(s.elements())) {}

  template <class... Index>
  [[nodiscard]] std::size_t place(Index... index) const {
    std::size_t at = 0;
    int axis = 0;
    ((at = at * static_cast<std::size_t>(dims[axis++]) + static_cast<std::size_t>(index)), ...);
    return at;
  }
  template <class... Index>
  number& operator()(Index... index) {
    return values[place(index...)];
  }
  template <class... Index>
  const number& operator()(Index... index) const {
    return values[place(index...)];
  }
  [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(values.size()); }
};

inline array zeros_like(const array& a) { return array{a.dims}; }

inline void accumulate(array& into, const array& more) {
  for (std::size_t i = 0; i != into.values.size(); ++i) into.values[i].value += more.values[i].value;
}

/// Small whole numbers, so that sums of products are exact.
inline void fill(array& a, std::uint64_t& state) {
  for (number& n : a.values) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    n.value = static_cast<double>(static_cast<int>(state >> 61) - 3);
  }
}

}  // namespace proof
