// EfficientNet (Tan and Le 2019), which varies by width, depth, resolution and classes; and EfficientNetV2 (Tan and Le
// 2021), in three sizes whose first stages have a full convolution in place of the depthwise one.
#pragma once

#include <nns/layers/preprocessing.hpp>
#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// An inverted residual with a gate that squeezes to a quarter of the input's channels.
template <int Kernel, int Stride, std::int64_t In, std::int64_t Expanded, std::int64_t Out>
using mbconv = inverted_residual<silu, Kernel, Stride, In, Expanded, Out, (In < 4 ? 1 : In / 4), silu, sigmoid>;

/// The same with one convolution for the first two, and without a gate.
template <int Kernel, int Stride, std::int64_t In, std::int64_t Expanded, std::int64_t Out>
struct fused_mbconv : with_shortcut<
    Stride == 1 && In == Out,
    mp::mp_if_c<Expanded == In,
                mp::mp_list<conv_norm<Out, Kernel, Stride, silu>>,
                mp::mp_list<conv_norm<Expanded, Kernel, Stride, silu>, conv_norm<Out, 1>>>> {};

/// N blocks that turn In channels into Out. Stochastic depth changes no count and is left out.
template <template <int, int, std::int64_t, std::int64_t, std::int64_t> class Block, int Expansion, int Kernel,
          int Stride, std::int64_t In, std::int64_t Out, std::int64_t N>
using efficientnet_stage = first_then<Block<Kernel, Stride, In, Expansion * In, Out>,
                                      N,
                                      Block<Kernel, 1, Out, Expansion * Out, Out>>;

/// A stage of the first version: channels and blocks before they are scaled.
template <class S, int Expansion, int Kernel, int Stride, int In, int Out, int N>
using efficientnet_b_stage =
    efficientnet_stage<mbconv, Expansion, Kernel, Stride, scaled<S, In>, scaled<S, Out>, deepened<S, N>>;

/// What follows the last stage.
template <class S, std::int64_t Channels>
struct efficientnet_head : sequential<
    named<"head", conv_norm<Channels, 1, 1, silu>>,
    global_average_pooling2d<>,
    dropout,
    named<"classifier", dense<S::classes>>> {};

template <class S, class... Preprocessing>
struct efficientnet_of : sequential<
    image<S>,
    Preprocessing...,
    named<"stem", conv_norm<scaled<S, 32>, 3, 2, silu>>,
    named<"stage1", efficientnet_b_stage<S, 1, 3, 1, 32, 16, 1>>,
    named<"stage2", efficientnet_b_stage<S, 6, 3, 2, 16, 24, 2>>,
    named<"stage3", efficientnet_b_stage<S, 6, 5, 2, 24, 40, 2>>,
    named<"stage4", efficientnet_b_stage<S, 6, 3, 2, 40, 80, 3>>,
    named<"stage5", efficientnet_b_stage<S, 6, 5, 1, 80, 112, 3>>,
    named<"stage6", efficientnet_b_stage<S, 6, 5, 2, 112, 192, 4>>,
    named<"stage7", efficientnet_b_stage<S, 6, 3, 1, 192, 320, 1>>,
    efficientnet_head<S, 4 * scaled<S, 320>>> {};

template <size_among<by_width | by_depth | by_resolution | by_classes>... Sizes>
struct efficientnet : efficientnet_of<sizes<own<>, Sizes...>> {};

template <class S>
struct efficientnet_v2_s_of : sequential<
    image<S>,
    named<"stem", conv_norm<24, 3, 2, silu>>,
    named<"stage1", efficientnet_stage<fused_mbconv, 1, 3, 1, 24, 24, 2>>,
    named<"stage2", efficientnet_stage<fused_mbconv, 4, 3, 2, 24, 48, 4>>,
    named<"stage3", efficientnet_stage<fused_mbconv, 4, 3, 2, 48, 64, 4>>,
    named<"stage4", efficientnet_stage<mbconv, 4, 3, 2, 64, 128, 6>>,
    named<"stage5", efficientnet_stage<mbconv, 6, 3, 1, 128, 160, 9>>,
    named<"stage6", efficientnet_stage<mbconv, 6, 3, 2, 160, 256, 15>>,
    efficientnet_head<S, 1280>> {};

template <class S>
struct efficientnet_v2_m_of : sequential<
    image<S>,
    named<"stem", conv_norm<24, 3, 2, silu>>,
    named<"stage1", efficientnet_stage<fused_mbconv, 1, 3, 1, 24, 24, 3>>,
    named<"stage2", efficientnet_stage<fused_mbconv, 4, 3, 2, 24, 48, 5>>,
    named<"stage3", efficientnet_stage<fused_mbconv, 4, 3, 2, 48, 80, 5>>,
    named<"stage4", efficientnet_stage<mbconv, 4, 3, 2, 80, 160, 7>>,
    named<"stage5", efficientnet_stage<mbconv, 6, 3, 1, 160, 176, 14>>,
    named<"stage6", efficientnet_stage<mbconv, 6, 3, 2, 176, 304, 18>>,
    named<"stage7", efficientnet_stage<mbconv, 6, 3, 1, 304, 512, 5>>,
    efficientnet_head<S, 1280>> {};

template <class S>
struct efficientnet_v2_l_of : sequential<
    image<S>,
    named<"stem", conv_norm<32, 3, 2, silu>>,
    named<"stage1", efficientnet_stage<fused_mbconv, 1, 3, 1, 32, 32, 4>>,
    named<"stage2", efficientnet_stage<fused_mbconv, 4, 3, 2, 32, 64, 7>>,
    named<"stage3", efficientnet_stage<fused_mbconv, 4, 3, 2, 64, 96, 7>>,
    named<"stage4", efficientnet_stage<mbconv, 4, 3, 2, 96, 192, 10>>,
    named<"stage5", efficientnet_stage<mbconv, 6, 3, 1, 192, 224, 19>>,
    named<"stage6", efficientnet_stage<mbconv, 6, 3, 2, 224, 384, 25>>,
    named<"stage7", efficientnet_stage<mbconv, 6, 3, 1, 384, 640, 7>>,
    efficientnet_head<S, 1280>> {};

template <size_among<by_resolution | by_classes>... Sizes>
struct efficientnet_v2_s : efficientnet_v2_s_of<sizes<own<resolution<384>>, Sizes...>> {};
template <size_among<by_resolution | by_classes>... Sizes>
struct efficientnet_v2_m : efficientnet_v2_m_of<sizes<own<resolution<480>>, Sizes...>> {};
template <size_among<by_resolution | by_classes>... Sizes>
struct efficientnet_v2_l : efficientnet_v2_l_of<sizes<own<resolution<480>>, Sizes...>> {};

/// How B0 to B7 are scaled, by the authors' implementation.
namespace efficientnet_sizes {
using b0 = own<>;
using b1 = own<depth<11, 10>, resolution<240>>;
using b2 = own<width<11, 10>, depth<12, 10>, resolution<260>>;
using b3 = own<width<12, 10>, depth<14, 10>, resolution<300>>;
using b4 = own<width<14, 10>, depth<18, 10>, resolution<380>>;
using b5 = own<width<16, 10>, depth<22, 10>, resolution<456>>;
using b6 = own<width<18, 10>, depth<26, 10>, resolution<528>>;
using b7 = own<width<2>, depth<31, 10>, resolution<600>>;
}  // namespace efficientnet_sizes

/// One of them on images that it scales and normalises itself.
template <class Own>
using normalizing_efficientnet_of = efficientnet_of<sizes<Own>, rescaling, normalization<>>;

namespace torchvision {
struct efficientnet_b0 : efficientnet_of<sizes<efficientnet_sizes::b0>> {};
struct efficientnet_b1 : efficientnet_of<sizes<efficientnet_sizes::b1>> {};
struct efficientnet_b2 : efficientnet_of<sizes<efficientnet_sizes::b2, resolution<288>>> {};
struct efficientnet_b3 : efficientnet_of<sizes<efficientnet_sizes::b3>> {};
struct efficientnet_b4 : efficientnet_of<sizes<efficientnet_sizes::b4>> {};
struct efficientnet_b5 : efficientnet_of<sizes<efficientnet_sizes::b5>> {};
struct efficientnet_b6 : efficientnet_of<sizes<efficientnet_sizes::b6>> {};
struct efficientnet_b7 : efficientnet_of<sizes<efficientnet_sizes::b7>> {};
struct efficientnet_v2_s : zoo::efficientnet_v2_s<> {};
struct efficientnet_v2_m : zoo::efficientnet_v2_m<> {};
struct efficientnet_v2_l : zoo::efficientnet_v2_l<> {};
}  // namespace torchvision

namespace keras {
struct efficientnet_b0 : normalizing_efficientnet_of<efficientnet_sizes::b0> {};
struct efficientnet_b1 : normalizing_efficientnet_of<efficientnet_sizes::b1> {};
struct efficientnet_b2 : normalizing_efficientnet_of<efficientnet_sizes::b2> {};
struct efficientnet_b3 : normalizing_efficientnet_of<efficientnet_sizes::b3> {};
struct efficientnet_b4 : normalizing_efficientnet_of<efficientnet_sizes::b4> {};
struct efficientnet_b5 : normalizing_efficientnet_of<efficientnet_sizes::b5> {};
struct efficientnet_b6 : normalizing_efficientnet_of<efficientnet_sizes::b6> {};
struct efficientnet_b7 : normalizing_efficientnet_of<efficientnet_sizes::b7> {};
}  // namespace keras

}  // namespace nns::zoo
