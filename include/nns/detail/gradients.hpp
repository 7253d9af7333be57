// The rules of the convention `autograd`: what the backward pass of a layer counts if only the gradients that are
// needed are computed. Layers with several products say in their own file what each needs.
#pragma once

#include <nns/detail/machine.hpp>

namespace nns::detail {

/// The gradients of a layer that is one product, with its weights or of its inputs: each costs what the product costs.
constexpr count backward_of_products(const machine& m) {
  const count once = m.found.forward;
  if ((m.found.trainable.value | m.found.fixed.value) != 0)
    return once * (std::int64_t{m.wants_weights()} + std::int64_t{m.wants_any()});
  if (m.extra == 0) return once * 2;  // of the input with itself, or with a matrix that is trained elsewhere
  std::int64_t needed = 0;
  for (int i = 0; i <= m.extra; ++i) needed += m.wants_input(i);
  return once * (needed < 2 ? needed : 2);
}

constexpr counting_rules autograd_rules_with(bool input_requires_grad, attention_kernel attention) {
  return {.name = "autograd",
          .gradients = true,
          .input_requires_grad = input_requires_grad,
          .attention = attention,
          .backward = &backward_of_products};
}

template <bool InputRequiresGrad, attention_kernel Attention>
inline constexpr counting_rules autograd_rules = autograd_rules_with(InputRequiresGrad, Attention);

}  // namespace nns::detail

namespace nns {

/// What varies in the convention `autograd`.
struct autograd_options {
  /// The model's inputs need a gradient, too: adversarial examples, a generator before it, feature visualisation.
  bool input_requires_grad = false;
  /// What attention computes again in the backward pass.
  attention_kernel attention = attention_kernel::plain;
};

}  // namespace nns
