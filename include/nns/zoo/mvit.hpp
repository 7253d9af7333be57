// Multiscale vision transformers for video, MViT (Fan et al. 2021) and its second version (Li et al. 2022), as
// published: 16 frames of 224x224. They vary by classes, and the second by the blocks of its third stage.
#pragma once

#include <nns/layers/pooled_attention.hpp>
#include <nns/layers/slicing.hpp>
#include <nns/zoo/sizes.hpp>
#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

/// The positions of a clip whose frames have Size x Size positions.
template <int Size>
inline constexpr extents mvit_grid{8, Size, Size};

/// Attention of Heads over a grid, keys and values on a grid coarser by Keys; 3x3x3 pools.
template <int Heads, int Size, int Keys, class... Options>
using mvit_attention =
    pooled_attention<Heads, mvit_grid<Size>, kernel<3>, key_value_strides<1, Keys, Keys>, Options...>;

/// Every frame's grid to half its extents; the class token stays.
template <int Width, int Size>
struct mvit_halved : concatenate<
    slice<0, 1, axis<1>>,
    sequential<
        slice<1, to_end, axis<1>>,
        reshape<8, Size, Size, Width>,
        max_pooling3d<extents{1, 3, 3}, strides<1, 2, 2>, padding<0, 1, 1>>,
        reshape<-1, Width>>,
    axis<1>> {};

/// A block of the first version.
template <int Width, int Heads, int Size, int Keys>
using mvit_v1_block = encoder_block<Width, mvit_attention<Heads, Size, Keys>>;

/// To twice the width, in the perceptron.
template <int Width, int Heads, int Size, int Keys>
struct mvit_v1_widening : sequential<
    residual<layer_normalization<>, mvit_attention<Heads, Size, Keys>>,
    layer_normalization<>,
    add<sequential<dense<4 * Width, gelu>, dense<2 * Width>>, dense<2 * Width>>> {};

/// To half the extents, in the attention.
template <int Width, int Heads, int Size, int Keys>
struct mvit_v1_halving : sequential<
    residual<layer_normalization<>, mvit_attention<Heads, Size, Keys, strides<1, 2, 2>>,
             shortcut<mvit_halved<Width, Size>>>,
    residual<layer_normalization<>, plain_perceptron<Width>>> {};

/// Adds a vector for each place in a frame, one for each frame, and one for the class token.
struct mvit_positions {
  static constexpr text kind = "position_embedding";
  static constexpr std::int64_t frames = mvit_grid<1>[0];
  static constexpr shape output(const shape& in) { return in; }
  static constexpr nns::cost cost(const shape& in, const shape&) {
    return {.parameters = (frames + (in[0] - 1) / frames + 1) * in[1]};
  }
};

/// A block of the second version, whose attention knows relative positions and always pools its queries.
template <int Width, int Heads, int Size, int Keys>
using mvit_v2_block = encoder_block<Width, mvit_attention<Heads, Size, Keys, strides<1>, relative_positions>>;

/// To twice the width and half the extents, in the attention.
template <int Width, int Heads, int Size, int Keys>
struct mvit_v2_doubling : sequential<
    layer_normalization<>,
    residual<mvit_attention<Heads, Size, Keys, strides<1, 2, 2>, relative_positions, output_dim<2 * Width>>,
             shortcut<dense<2 * Width>, mvit_halved<2 * Width, Size>>>,
    residual<layer_normalization<>, plain_perceptron<2 * Width>>> {};

struct mvit_stem : sequential<
    conv3d<96, kernel<3, 7, 7>, strides<2, 4, 4>, padding<1, 3, 3>>,
    reshape<-1, 96>,
    class_token<>> {};

template <class S>
struct mvit_head : sequential<layer_normalization<>, take<0, axis<1>>, dense<S::classes>> {};

template <class S>
struct mvit_v1_of : sequential<
    input<16, 224, 224, 3>,
    named<"stem", mvit_stem>,
    mvit_positions,
    named<"stage1", mvit_v1_widening<96, 1, 56, 8>>,
    named<"stage2", mvit_v1_halving<192, 2, 56, 4>, mvit_v1_widening<192, 2, 28, 4>>,
    named<"stage3", mvit_v1_halving<384, 4, 28, 2>, repeat<9, mvit_v1_block<384, 4, 14, 2>>,
          mvit_v1_widening<384, 4, 14, 2>>,
    named<"stage4", mvit_v1_halving<768, 8, 14, 1>, mvit_v1_block<768, 8, 7, 1>>,
    named<"head", mvit_head<S>>> {};

template <class S, int Depth>
struct mvit_v2_of : sequential<
    input<16, 224, 224, 3>,
    named<"stem", mvit_stem>,
    named<"stage1", mvit_v2_block<96, 1, 56, 8>>,
    named<"stage2", mvit_v2_doubling<96, 2, 56, 4>, mvit_v2_block<192, 2, 28, 4>>,
    named<"stage3", mvit_v2_doubling<192, 4, 28, 2>, repeat<Depth - 1, mvit_v2_block<384, 4, 14, 2>>>,
    named<"stage4", mvit_v2_doubling<384, 8, 14, 1>, mvit_v2_block<768, 8, 7, 1>>,
    named<"head", mvit_head<S>>> {
  static_assert(Depth > 1, "nns: the third stage of an MViT needs at least two blocks");
};

template <size_among<by_classes>... Sizes>
struct mvit_v1 : mvit_v1_of<sizes<own<classes<400>>, Sizes...>> {};

template <int Depth, size_among<by_classes>... Sizes>
struct mvit_v2 : mvit_v2_of<sizes<own<classes<400>>, Sizes...>, Depth> {};

namespace torchvision {
struct mvit_v1_b : mvit_v1<> {};
struct mvit_v2_s : mvit_v2<11> {};
}  // namespace torchvision

}  // namespace nns::zoo
