// Layers that change values in training only: dropout of all kinds, noise, penalties. Shape and cost stay as they are.
#pragma once

#include <nns/layers/options.hpp>

#define NNS_PASSING_LAYER(name)                                                             \
  struct name {                                                                             \
    static constexpr detail::family kind{                                                   \
        .kind = #name, .work = &detail::pass, .prepare = &detail::prepare_keeping};         \
    static constexpr void nns_step(detail::machine& m) { m.run(detail::layer_with<kind>); } \
  };

namespace nns::detail {
constexpr void pass(machine&) {}
}  // namespace nns::detail

namespace nns::inline layers {

NNS_PASSING_LAYER(identity)
NNS_PASSING_LAYER(dropout)
NNS_PASSING_LAYER(spatial_dropout1d)
NNS_PASSING_LAYER(spatial_dropout2d)
NNS_PASSING_LAYER(spatial_dropout3d)
NNS_PASSING_LAYER(alpha_dropout)
NNS_PASSING_LAYER(gaussian_dropout)
NNS_PASSING_LAYER(gaussian_noise)
/// Drops a whole branch of a residual (Huang et al. 2016); the cost is that of a network that drops nothing.
NNS_PASSING_LAYER(stochastic_depth)
NNS_PASSING_LAYER(activity_regularization)
NNS_PASSING_LAYER(masking)

}  // namespace nns::inline layers

#undef NNS_PASSING_LAYER
