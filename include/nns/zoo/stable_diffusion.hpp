// The network that Stable Diffusion 1.5 (Rombach et al. 2022) runs at each step: a U-Net over latent images that attends to a
// text. It varies by the latent image's extent, 64 for pictures of 512 x 512.
#pragma once

#include <nns/models/transformer.hpp>
#include <nns/nns.hpp>

#include <type_traits>

namespace nns::zoo {

/// Two convolutions with the time step's features between them, and a shortcut. Inputs: (H, W, C), (1280).
template <std::int64_t In, std::int64_t Out>
struct diffusion_residual : graph<
    node<"first", sequential<group_normalization<32>, silu, conv2d<Out, kernel<3>, same>>, "input">,
    node<"time", sequential<silu, dense<Out>, reshape<1, 1, Out>>, "input:1">,
    node<"sum", add<>, "first", "time">,
    node<"second", sequential<group_normalization<32>, silu, conv2d<Out, kernel<3>, same>>, "sum">,
    node<"short", std::conditional_t<In == Out, identity, conv2d<Out, kernel<1>>>, "input">,
    node<"out", add<>, "short", "second">> {};

template <std::int64_t Channels>
using diffusion_attention = multi_head_attention<8, Channels / 8, no_query_bias, no_key_bias, no_value_bias>;

/// A transformer over the positions of an image. Inputs: (H, W, C), the text (T, 768).
template <std::int64_t Channels, std::int64_t Extent>
struct diffusion_transformer : graph<
    node<"in", sequential<group_normalization<32>, conv2d<Channels, kernel<1>>, reshape<-1, Channels>>, "input">,
    node<"block", cross_decoder_block<diffusion_attention<Channels>, diffusion_attention<Channels>,
                                      gated_perceptron<Channels, 4 * Channels, gelu, use_bias<true>>>, "in", "input:1">,
    node<"back", sequential<reshape<Extent, Extent, Channels>, conv2d<Channels, kernel<1>>>, "block">,
    node<"out", add<>, "input", "back">> {};

/// Both. Inputs: (H, W, C), (1280), (T, 768).
template <std::int64_t In, std::int64_t Out, std::int64_t Extent>
struct diffusion_unit : graph<
    node<"residual", diffusion_residual<In, Out>, "input", "input:1">,
    node<"out", diffusion_transformer<Out, Extent>, "residual", "input:2">> {};

/// Features kept on the way down are joined on the way up. Inputs: (H, W, C), the kept features, (1280), (T, 768).
template <std::int64_t In, std::int64_t Kept, std::int64_t Out, std::int64_t Extent>
struct diffusion_up_unit : graph<
    node<"joined", concatenate<>, "input", "input:1">,
    node<"out", diffusion_unit<In + Kept, Out, Extent>, "joined", "input:2", "input:3">> {};

template <std::int64_t In, std::int64_t Kept, std::int64_t Out>
struct diffusion_up_residual : graph<
    node<"joined", concatenate<>, "input", "input:1">,
    node<"out", diffusion_residual<In + Kept, Out>, "joined", "input:2">> {};

template <std::int64_t Channels>
using diffusion_down = conv2d<Channels, kernel<3>, strides<2>, padding<1>>;
template <std::int64_t Channels>
using diffusion_up = sequential<up_sampling2d<2>, conv2d<Channels, kernel<3>, same>>;

/// Three inputs: the latent image, the sinusoids of the time step, and the text's vectors. E is the latent image's extent.
template <std::int64_t E = 64, std::int64_t Tokens = 77>
struct stable_diffusion_unet : graph<
    node<"latent", input<E, E, 4>>,
    node<"step", input<320>>,
    node<"text", input<Tokens, 768>>,
    node<"time", sequential<dense<1'280, silu>, dense<1'280>>, "step">,
    node<"d0", conv2d<320, kernel<3>, same>, "latent">,
    node<"d1", diffusion_unit<320, 320, E>, "d0", "time", "text">,
    node<"d2", diffusion_unit<320, 320, E>, "d1", "time", "text">,
    node<"d3", diffusion_down<320>, "d2">,
    node<"d4", diffusion_unit<320, 640, E / 2>, "d3", "time", "text">,
    node<"d5", diffusion_unit<640, 640, E / 2>, "d4", "time", "text">,
    node<"d6", diffusion_down<640>, "d5">,
    node<"d7", diffusion_unit<640, 1'280, E / 4>, "d6", "time", "text">,
    node<"d8", diffusion_unit<1'280, 1'280, E / 4>, "d7", "time", "text">,
    node<"d9", diffusion_down<1'280>, "d8">,
    node<"d10", diffusion_residual<1'280, 1'280>, "d9", "time">,
    node<"d11", diffusion_residual<1'280, 1'280>, "d10", "time">,
    node<"m0", diffusion_unit<1'280, 1'280, E / 8>, "d11", "time", "text">,
    node<"m1", diffusion_residual<1'280, 1'280>, "m0", "time">,
    node<"u11", diffusion_up_residual<1'280, 1'280, 1'280>, "m1", "d11", "time">,
    node<"u10", diffusion_up_residual<1'280, 1'280, 1'280>, "u11", "d10", "time">,
    node<"u9", diffusion_up_residual<1'280, 1'280, 1'280>, "u10", "d9", "time">,
    node<"up4", diffusion_up<1'280>, "u9">,
    node<"u8", diffusion_up_unit<1'280, 1'280, 1'280, E / 4>, "up4", "d8", "time", "text">,
    node<"u7", diffusion_up_unit<1'280, 1'280, 1'280, E / 4>, "u8", "d7", "time", "text">,
    node<"u6", diffusion_up_unit<1'280, 640, 1'280, E / 4>, "u7", "d6", "time", "text">,
    node<"up2", diffusion_up<1'280>, "u6">,
    node<"u5", diffusion_up_unit<1'280, 640, 640, E / 2>, "up2", "d5", "time", "text">,
    node<"u4", diffusion_up_unit<640, 640, 640, E / 2>, "u5", "d4", "time", "text">,
    node<"u3", diffusion_up_unit<640, 320, 640, E / 2>, "u4", "d3", "time", "text">,
    node<"up1", diffusion_up<640>, "u3">,
    node<"u2", diffusion_up_unit<640, 320, 320, E>, "up1", "d2", "time", "text">,
    node<"u1", diffusion_up_unit<320, 320, 320, E>, "u2", "d1", "time", "text">,
    node<"u0", diffusion_up_unit<320, 320, 320, E>, "u1", "d0", "time", "text">,
    node<"noise", sequential<group_normalization<32>, silu, conv2d<4, kernel<3>, same>>, "u0">> {
  static_assert(E % 8 == 0, "nns: the extent of a latent image must be a multiple of 8");
};

struct stable_diffusion_1_5 : stable_diffusion_unet<> {};

}  // namespace nns::zoo
