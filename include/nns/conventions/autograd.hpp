// The convention `autograd`: a backward pass as a framework runs it, with the gradients that somebody needs and no others.
#pragma once

#include <nns/detail/gradients.hpp>

namespace nns::convention {

/// backward is what really happens: no gradient of what nobody needs. A tensor's gradient is needed if a weight below it
/// learns (or the input is an input_requires_grad<...>), a weight's if it is not frozen<...>; each costs what the product
/// costs forwards. So the first layer has no dX, frozen layers no dW, and nothing is computed below the lowest weight that
/// learns. Recurrent layers have no recurrent dX at the first step, unless a state arrives that needs one. Attention takes
/// twice its forward pass, and what is `checkpointed<...>` runs forwards once more. Layers of one's own that say their
/// backward pass are believed. Source: PyTorch's autograd, by the operators that its dispatcher sees.
inline constexpr counting autograd = &detail::autograd_rules<false, attention_kernel::plain>;

/// The same with options: autograd_with<{.attention = nns::attention_kernel::fused}>, whose attention takes two and a half
/// times its forward pass, since a fused kernel computes the scores again.
template <autograd_options Options>
inline constexpr counting autograd_with = &detail::autograd_rules<Options.input_requires_grad, Options.attention>;

}  // namespace nns::convention
