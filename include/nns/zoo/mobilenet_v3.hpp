// MobileNetV3, large and small (Howard et al. 2019): inverted residuals with gates. They vary by width, resolution
// and classes.
#pragma once

#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// Channels between a block's convolutions: they scale with the input's channels.
template <class S, int In, int Expanded>
inline constexpr std::int64_t mobilenet_v3_expanded = divisible(scaled<S, In>, {Expanded, In});

/// A block of MobileNetV3: channels before they are scaled; the gate squeezes a quarter of the expanded ones.
template <class S, class Activation, bool Gated, int Kernel, int Stride, int In, int Expanded, int Out,
          int Dilation = 1>
using mobilenet_v3_block = inverted_residual<
    Activation, Kernel, Stride, scaled<S, In>, mobilenet_v3_expanded<S, In, Expanded>, scaled<S, Out>,
    (Gated ? divisible(mobilenet_v3_expanded<S, In, Expanded> / 4) : 0), relu, hard_sigmoid, Dilation>;

/// The large one up to its stride of 8, where segmentation takes its low features.
template <class S>
struct mobilenet_v3_large_low : sequential<
    named<"stem", conv_norm<scaled<S, 16>, 3, 2, hard_silu>>,
    named<"block1", mobilenet_v3_block<S, relu, false, 3, 1, 16, 16, 16>>,
    named<"block2", mobilenet_v3_block<S, relu, false, 3, 2, 16, 64, 24>>,
    named<"block3", mobilenet_v3_block<S, relu, false, 3, 1, 24, 72, 24>>,
    named<"block4", mobilenet_v3_block<S, relu, true, 5, 2, 24, 72, 40>>> {};

/// From there to its last features. A dilation of 2 keeps the stride at 16.
template <class S, int Dilation = 1>
struct mobilenet_v3_large_high : sequential<
    named<"block5", mobilenet_v3_block<S, relu, true, 5, 1, 40, 120, 40>>,
    named<"block6", mobilenet_v3_block<S, relu, true, 5, 1, 40, 120, 40>>,
    named<"block7", mobilenet_v3_block<S, hard_silu, false, 3, 2, 40, 240, 80>>,
    named<"block8", mobilenet_v3_block<S, hard_silu, false, 3, 1, 80, 200, 80>>,
    named<"block9", mobilenet_v3_block<S, hard_silu, false, 3, 1, 80, 184, 80>>,
    named<"block10", mobilenet_v3_block<S, hard_silu, false, 3, 1, 80, 184, 80>>,
    named<"block11", mobilenet_v3_block<S, hard_silu, true, 3, 1, 80, 480, 112>>,
    named<"block12", mobilenet_v3_block<S, hard_silu, true, 3, 1, 112, 672, 112>>,
    named<"block13", mobilenet_v3_block<S, hard_silu, true, 5, 2, 112, 672, 160, Dilation>>,
    named<"block14", mobilenet_v3_block<S, hard_silu, true, 5, 1, 160, 960, 160, Dilation>>,
    named<"block15", mobilenet_v3_block<S, hard_silu, true, 5, 1, 160, 960, 160, Dilation>>,
    named<"head", conv_norm<6 * scaled<S, 160>, 1, 1, hard_silu>>> {};

template <class S>
struct mobilenet_v3_large_of : sequential<
    image<S>,
    mobilenet_v3_large_low<S>,
    mobilenet_v3_large_high<S>,
    global_average_pooling2d<>,
    named<"fc1", dense<widened<S, 1280>, hard_silu>>,
    dropout,
    named<"fc2", dense<S::classes>>> {};

template <class S>
struct mobilenet_v3_small_of : sequential<
    image<S>,
    named<"stem", conv_norm<scaled<S, 16>, 3, 2, hard_silu>>,
    named<"block1", mobilenet_v3_block<S, relu, true, 3, 2, 16, 16, 16>>,
    named<"block2", mobilenet_v3_block<S, relu, false, 3, 2, 16, 72, 24>>,
    named<"block3", mobilenet_v3_block<S, relu, false, 3, 1, 24, 88, 24>>,
    named<"block4", mobilenet_v3_block<S, hard_silu, true, 5, 2, 24, 96, 40>>,
    named<"block5", mobilenet_v3_block<S, hard_silu, true, 5, 1, 40, 240, 40>>,
    named<"block6", mobilenet_v3_block<S, hard_silu, true, 5, 1, 40, 240, 40>>,
    named<"block7", mobilenet_v3_block<S, hard_silu, true, 5, 1, 40, 120, 48>>,
    named<"block8", mobilenet_v3_block<S, hard_silu, true, 5, 1, 48, 144, 48>>,
    named<"block9", mobilenet_v3_block<S, hard_silu, true, 5, 2, 48, 288, 96>>,
    named<"block10", mobilenet_v3_block<S, hard_silu, true, 5, 1, 96, 576, 96>>,
    named<"block11", mobilenet_v3_block<S, hard_silu, true, 5, 1, 96, 576, 96>>,
    named<"head", conv_norm<6 * scaled<S, 96>, 1, 1, hard_silu>>,
    global_average_pooling2d<>,
    named<"fc1", dense<widened<S, 1024>, hard_silu>>,
    dropout,
    named<"fc2", dense<S::classes>>> {};

template <size_among<by_width | by_resolution | by_classes>... Sizes>  // width<3, 4>, resolution<192>, classes<10>
struct mobilenet_v3_large : mobilenet_v3_large_of<sizes<own<>, Sizes...>> {};

template <size_among<by_width | by_resolution | by_classes>... Sizes>  // width<3, 4>, resolution<192>, classes<10>
struct mobilenet_v3_small : mobilenet_v3_small_of<sizes<own<>, Sizes...>> {};

namespace torchvision {
struct mobilenet_v3_large : zoo::mobilenet_v3_large<> {};
struct mobilenet_v3_small : zoo::mobilenet_v3_small<> {};
}  // namespace torchvision

}  // namespace nns::zoo
