// Compositions that papers name: a gate on the input, squeeze and excitation, patches, and the parts of transformers
// (nns/models/transformer.hpp). They are made of other layers, and cost what those cost.
#pragma once

#include <nns/layers/activation.hpp>
#include <nns/layers/convolution.hpp>
#include <nns/layers/elsewhere.hpp>
#include <nns/layers/normalization.hpp>
#include <nns/layers/pooling.hpp>
#include <nns/layers/rearranging.hpp>
#include <nns/layers/reshaping.hpp>
#include <nns/models/branches.hpp>
#include <nns/models/transformer.hpp>

namespace nns::inline layers {

/// gate<L...>: the input times the output of L, element by element; extents of 1 are stretched.
template <class... L>
struct gate {
  using nns_composition = gate;
  using nns_parts = detail::list<detail::branch<detail::list<L...>>>;
  static constexpr void NNS_STEP(detail::machine& m) {
    detail::run_branches<2>(m, detail::table<nns_parts>.steps, detail::multiply_family, detail::no_options);
  }
  NNS_STEP_AS_DATA
};

/// squeeze_excitation<squeezed channels, channels, relu, sigmoid>: a gate on the channels C of (H, W, C), made from
/// their means by two 1x1 convolutions with biases. Multiply-adds: 2 C S. Parameters: 2 C S + S + C.
/// Source: Hu et al. 2017; torchvision's SqueezeExcitation.
template <std::int64_t Squeezed, std::int64_t Channels, class Activation, class Gate>
struct squeeze_excitation : gate<global_average_pooling2d<keepdims>, conv2d<Squeezed, kernel<1>, Activation>,
                                 conv2d<Channels, kernel<1>, Gate>> {};

/// patch_embedding<channels, patch>: (H, W, C') to (patches, C), each patch times one matrix.
/// Multiply-adds: H W C' C, if the patches fill the image. Source: Dosovitskiy et al. 2020.
template <std::int64_t Channels, std::int64_t Patch, class... Options>
struct patch_embedding
    : sequential<conv2d<Channels, kernel<Patch>, strides<Patch>, Options...>, reshape<-1, Channels>> {};

/// patch_merging<units>: each 2x2 tile becomes one position, (H, W, C) to (ceil(H / 2), ceil(W / 2), U).
/// Multiply-adds: P 4 C U. Parameters: 4 C U + 8 C. Source: Liu et al. 2021 (Swin).
template <std::int64_t Units>
struct patch_merging : sequential<space_to_depth<2>, layer_normalization<>, dense<Units, no_bias>> {};

/// patch_merging_v2<units>: the normalisation follows the product, as in Swin V2. Parameters: 4 C U + 2 U.
template <std::int64_t Units>
struct patch_merging_v2 : sequential<space_to_depth<2>, dense<Units, no_bias>, layer_normalization<>> {};

}  // namespace nns::inline layers
