// The convention `autograd`: a backward pass as a framework runs it, with only the gradients that are needed.
#pragma once

#include <nns/detail/gradients.hpp>

namespace nns::convention {

/// The backward pass as a framework runs it, without gradients that are not needed. A tensor's gradient is needed if a
/// weight below it is trainable (or the input is an input_requires_grad<...>), a weight's gradient if it is not
/// frozen<...>; each costs what the product costs in the forward pass. So the first layer has no dX, frozen layers no
/// dW, and nothing is computed below the lowest trainable weight. Recurrent layers have no recurrent dX at the first
/// step, unless an initial state needs one. The backward pass of attention costs twice its forward pass, and the
/// forward pass of layers in `checkpointed<...>` runs once more. If a layer of your own gives its backward pass, that
/// number is used. Source: PyTorch's autograd, by the operators that its dispatcher sees.
inline constexpr counting autograd = &detail::autograd_rules<false, attention_kernel::plain>;

/// The same with options: autograd_with<{.attention = nns::attention_kernel::fused}>, where the backward pass of
/// attention costs two and a half times its forward pass, since a fused kernel computes the scores again.
template <autograd_options Options>
inline constexpr counting autograd_with = &detail::autograd_rules<Options.input_requires_grad, Options.attention>;

}  // namespace nns::convention
