// What the reference's layers have in common: they own their weights, they run forward and backward by plain loops,
// and what they multiply is counted. No formula for a cost or a shape stands in any of them.
#pragma once

#include "counted.hpp"

#include <memory>

namespace proof {

/// The executed multiply-adds of one layer: forward, for the gradient of its inputs, and for that of its weights.
struct bill {
  tally forward;
  tally to_inputs;
  tally to_weights;
};

struct reference {
  std::vector<array> weights;    // trained
  std::vector<array> gradients;  // of the weights
  std::vector<array> averages;   // not trained
  std::vector<array> more;       // inputs beyond the first
  std::vector<array> to_more;    // and their gradients
  std::int64_t kept = 0;         // elements that the backward pass needs, where that is modelled
  bill spent;

  reference() = default;
  reference(const reference&) = delete;
  reference& operator=(const reference&) = delete;
  virtual ~reference() = default;

  virtual array forward(const array& x) = 0;
  /// The gradient of the input, from the output's; the gradients of the weights are added up in `gradients`.
  virtual array backward(const array& dy) = 0;

  /// Other values for the weights that a first pass has made.
  virtual void take(const std::vector<array>& values) { weights = values; }

  array& weight(const nns::shape& dims) {
    weights.emplace_back(dims);
    gradients.emplace_back(dims);
    return weights.back();
  }
  [[nodiscard]] std::int64_t trainable() const {
    std::int64_t scalars = 0;
    for (const array& w : weights) scalars += w.size();
    return scalars;
  }
  [[nodiscard]] std::int64_t fixed() const {
    std::int64_t scalars = 0;
    for (const array& w : averages) scalars += w.size();
    return scalars;
  }
};

using reference_ptr = std::unique_ptr<reference>;

}  // namespace proof
