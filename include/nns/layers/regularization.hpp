// Layers that change values only in training: dropout of all kinds, noise, penalties. They change no shape, and cost
// nothing.
#pragma once

#include <nns/layers/options.hpp>

#define NNS_PASSING_LAYER(name, at_inference, kept)                                         \
  struct name {                                                                             \
    NNS_LEAF(name)                                                                          \
    static constexpr detail::family kind{.kind = #name,                                     \
                                         .work = &detail::pass,                             \
                                         .prepare = &detail::prepare_keeping,               \
                                         .memory = detail::in_memory::at_inference,         \
                                         .keeps = detail::in_training::kept};               \
    NNS_KEEPING(detail::layer_with<kind>)                                                   \
  };

namespace nns::detail {
constexpr void pass(machine&) {}
}  // namespace nns::detail

namespace nns::inline layers {

NNS_PASSING_LAYER(identity, passes, view)
NNS_PASSING_LAYER(dropout, passes, mask)
NNS_PASSING_LAYER(spatial_dropout1d, passes, mask)
NNS_PASSING_LAYER(spatial_dropout2d, passes, mask)
NNS_PASSING_LAYER(spatial_dropout3d, passes, mask)
NNS_PASSING_LAYER(alpha_dropout, passes, mask)
NNS_PASSING_LAYER(gaussian_dropout, passes, output)
NNS_PASSING_LAYER(gaussian_noise, passes, nothing)
/// Drops a whole branch of a residual (Huang et al. 2016); the cost is that of a network that drops nothing.
NNS_PASSING_LAYER(stochastic_depth, passes, nothing)
NNS_PASSING_LAYER(activity_regularization, passes, inputs)
NNS_PASSING_LAYER(masking, element_wise, mask)

}  // namespace nns::inline layers

#undef NNS_PASSING_LAYER
