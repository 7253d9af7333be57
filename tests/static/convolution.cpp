// Convolutions of every kind: extents, multiply-adds, parameters.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

// LeNet-5's C1 (LeCun et al. 1998): 28 - 5 + 1 = 24; 24^2 6 25 products; 6 25 + 6 parameters.
static_assert(asked::output<input<28, 28, 1>, conv2d<6, kernel<5>>> == nns::shape{24, 24, 6});
static_assert(asked::macs<input<28, 28, 1>, conv2d<6, kernel<5>>> == 86'400);
static_assert(asked::parameters<input<28, 28, 1>, conv2d<6, kernel<5>>> == 156);
static_assert(asked::parameters<input<28, 28, 1>, conv2d<6, kernel<5>, no_bias>> == 150);
// `same` keeps 28, and the products with the padding count: 28^2 6 25.
static_assert(asked::macs<input<28, 28, 1>, conv2d<6, kernel<5>, same>> == 117'600);
// The output once, or twice with an activation: 24^2 6 = 3,456.
static_assert(asked::activations<input<28, 28, 1>, conv2d<6, kernel<5>>> == 3'456);
static_assert(asked::activations<input<28, 28, 1>, conv2d<6, kernel<5>, linear>> == 3'456);
static_assert(asked::activations<input<28, 28, 1>, conv2d<6, kernel<5>, tanh_>> == 6'912);

// same: ceil(n / s), whatever the kernel: 28 / 2, ceil(15 / 2), ceil(10 / 3).
static_assert(asked::output<input<28, 15, 1>, conv2d<2, kernel<3>, strides<2>, same>> == nns::shape{14, 8, 2});
static_assert(asked::output<input<10, 10, 1>, conv2d<2, kernel<4>, strides<3>, same>> == nns::shape{4, 4, 2});
static_assert(asked::output<input<2, 2, 1>, conv2d<2, kernel<7>, same>> == nns::shape{2, 2, 2});
// valid: floor((n - k) / s) + 1: (15 - 4) / 3 = 3.67, (8 - 2) / 1.
static_assert(asked::output<input<15, 8, 1>, conv2d<2, kernel<4, 2>, strides<3, 1>>> == nns::shape{4, 7, 2});
static_assert(asked::output<input<15, 8, 1>, conv2d<2, kernel<4, 2>, strides<3, 1>, valid>> == nns::shape{4, 7, 2});
// A dilated kernel of 3 covers 5: 32 - 4; (32 - 5) / 2 = 13.5; with padding 2, 32.
static_assert(asked::output<input<32, 3>, conv1d<2, kernel<3>, dilation<2>>> == nns::shape{28, 2});
static_assert(asked::output<input<32, 3>, conv1d<2, kernel<3>, dilation<2>, strides<2>>> == nns::shape{14, 2});
static_assert(asked::output<input<32, 3>, conv1d<2, kernel<3>, dilation<2>, padding<2>>> == nns::shape{32, 2});
// Dilation adds no weights and no products: 28 2 3 3 and 3 3 2 + 2.
static_assert(asked::macs<input<32, 3>, conv1d<2, kernel<3>, dilation<2>>> == 504);
static_assert(asked::parameters<input<32, 3>, conv1d<2, kernel<3>, dilation<2>>> == 20);
// causal: ceil(n / s)
static_assert(asked::output<input<10, 3>, conv1d<2, kernel<3>, dilation<2>, causal>> == nns::shape{10, 2});
static_assert(asked::output<input<11, 3>, conv1d<2, kernel<3>, strides<2>, causal>> == nns::shape{6, 2});
// 10 positions, the zeros in front included: 10 2 3 3
static_assert(asked::macs<input<10, 3>, conv1d<2, kernel<3>, causal>> == 180);

// AlexNet in torchvision, first layer: floor((224 + 2 2 - 11) / 4) + 1 = 55; 55^2 64 3 121; 64 3 121 + 64.
static_assert(asked::output<input<224, 224, 3>, conv2d<64, kernel<11>, strides<4>, padding<2>>> ==
              nns::shape{55, 55, 64});
static_assert(asked::macs<input<224, 224, 3>, conv2d<64, kernel<11>, strides<4>, padding<2>>> == 70'276'800);
static_assert(asked::parameters<input<224, 224, 3>, conv2d<64, kernel<11>, strides<4>, padding<2>>> == 23'296);

// PyTorch's documentation of Conv1d(16, 33, 3, stride=2) on 50 steps: 24. 24 33 16 3; 33 16 3 + 33.
using doc1d = conv1d<33, kernel<3>, strides<2>>;
static_assert(asked::output<input<50, 16>, doc1d> == nns::shape{24, 33});
static_assert(asked::macs<input<50, 16>, doc1d> == 38'016);
static_assert(asked::parameters<input<50, 16>, doc1d> == 1'617);
// Of Conv2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(3, 1)) on 50 x 100: 26 x 100.
// 26 100 33 16 15; 33 16 15 + 33.
using doc2d = conv2d<33, kernel<3, 5>, strides<2, 1>, padding<4, 2>, dilation<3, 1>>;
static_assert(asked::output<input<50, 100, 16>, doc2d> == nns::shape{26, 100, 33});
static_assert(asked::macs<input<50, 100, 16>, doc2d> == 20'592'000);
static_assert(asked::parameters<input<50, 100, 16>, doc2d> == 7'953);
// Of Conv3d(16, 33, (3, 5, 2), stride=(2, 1, 1), padding=(4, 2, 0)) on 10 x 50 x 100: 8 x 50 x 99.
// 8 50 99 33 16 30; 33 16 30 + 33.
using doc3d = conv3d<33, kernel<3, 5, 2>, strides<2, 1, 1>, padding<4, 2, 0>>;
static_assert(asked::output<input<10, 50, 100, 16>, doc3d> == nns::shape{8, 50, 99, 33});
static_assert(asked::macs<input<10, 50, 100, 16>, doc3d> == 627'264'000);
static_assert(asked::parameters<input<10, 50, 100, 16>, doc3d> == 15'873);

// Channels first: the same numbers, the shape turned.
using doc2d_first = conv2d<33, kernel<3, 5>, strides<2, 1>, padding<4, 2>, dilation<3, 1>, channels_first>;
static_assert(asked::output<input<16, 50, 100>, doc2d_first> == nns::shape{33, 26, 100});
static_assert(asked::macs<input<16, 50, 100>, doc2d_first> == 20'592'000);
static_assert(asked::parameters<input<16, 50, 100>, doc2d_first> == 7'953);
static_assert(asked::output<input<16, 50>, conv1d<33, kernel<3>, strides<2>, channels_first>> == nns::shape{33, 24});
static_assert(asked::output<input<3, 4, 5, 6>, conv3d<2, kernel<3>, channels_first>> == nns::shape{2, 2, 3, 4});

// ResNeXt-50's grouped 3x3 (Xie et al. 2017): 128 channels in 32 groups at 56 x 56: 128 4 9 weights, 56^2 times that.
using grouped = conv2d<128, kernel<3>, groups<32>, same, no_bias>;
static_assert(asked::parameters<input<56, 56, 128>, grouped> == 4'608);
static_assert(asked::macs<input<56, 56, 128>, grouped> == 14'450'688);
// AlexNet's second layer in two groups (Krizhevsky et al. 2012): 256 48 25 + 256.
static_assert(asked::parameters<input<27, 27, 96>, conv2d<256, kernel<5>, groups<2>, padding<2>>> == 307'456);

// MobileNetV1's first depthwise layer (Howard et al. 2017): 112^2 32 9; 32 9, and 32 biases if it has them.
static_assert(asked::macs<input<112, 112, 32>, depthwise_conv2d<kernel<3>, same>> == 3'612'672);
static_assert(asked::parameters<input<112, 112, 32>, depthwise_conv2d<kernel<3>, same, no_bias>> == 288);
static_assert(asked::parameters<input<112, 112, 32>, depthwise_conv2d<kernel<3>, same>> == 320);
// It is a convolution with as many groups as channels.
static_assert(asked::macs<input<112, 112, 32>, conv2d<32, kernel<3>, groups<32>, same>> == 3'612'672);
// Multiplier 2 on 5 x 5 x 3: 3 x 3 x 6; 9 6 9 products; 6 9 + 6.
static_assert(asked::output<input<5, 5, 3>, depthwise_conv2d<kernel<3>, depth_multiplier<2>>> == nns::shape{3, 3, 6});
static_assert(asked::macs<input<5, 5, 3>, depthwise_conv2d<kernel<3>, depth_multiplier<2>>> == 486);
static_assert(asked::parameters<input<5, 5, 3>, depthwise_conv2d<kernel<3>, depth_multiplier<2>>> == 60);
static_assert(asked::output<input<3, 5, 5>, depthwise_conv2d<kernel<3>, depth_multiplier<2>, channels_first>> ==
              nns::shape{6, 3, 3});
static_assert(asked::activations<input<5, 5, 3>, depthwise_conv2d<kernel<3>, relu6>> == 2 * 27);
// (10, 4), multiplier 2: (8, 8); 8 8 3; 8 3 + 8.
static_assert(asked::output<input<10, 4>, depthwise_conv1d<kernel<3>, depth_multiplier<2>>> == nns::shape{8, 8});
static_assert(asked::macs<input<10, 4>, depthwise_conv1d<kernel<3>, depth_multiplier<2>>> == 192);
static_assert(asked::parameters<input<10, 4>, depthwise_conv1d<kernel<3>, depth_multiplier<2>>> == 32);

// Keras' SeparableConv2D(32, 3, depth_multiplier=2) on 8 x 8 x 3: 36 6 9 + 36 6 32; 6 9 + 6 32 + 32.
using separable = separable_conv2d<32, kernel<3>, depth_multiplier<2>>;
static_assert(asked::output<input<8, 8, 3>, separable> == nns::shape{6, 6, 32});
static_assert(asked::macs<input<8, 8, 3>, separable> == 8'856);
static_assert(asked::parameters<input<8, 8, 3>, separable> == 278);
static_assert(asked::output<input<3, 8, 8>, separable_conv2d<32, kernel<3>, channels_first>> == nns::shape{32, 6, 6});
// (10, 4): 10 4 3 + 10 4 6; 4 3 + 4 6 + 6. The activation doubles the output alone.
static_assert(asked::macs<input<10, 4>, separable_conv1d<6, kernel<3>, same>> == 360);
static_assert(asked::parameters<input<10, 4>, separable_conv1d<6, kernel<3>, same>> == 42);
static_assert(asked::activations<input<10, 4>, separable_conv1d<6, kernel<3>, same, relu>> == 120);

// DCGAN's generator in PyTorch's examples: ConvTranspose2d(100, 512, 4, 1, 0) on 1 x 1: 4 x 4, 100 512 16 weights, each
// used once; ConvTranspose2d(512, 256, 4, 2, 1) on 4 x 4: 3 2 + 4 - 2 = 8; 16 512 256 16 products.
static_assert(asked::output<input<1, 1, 100>, conv2d_transpose<512, kernel<4>, no_bias>> == nns::shape{4, 4, 512});
static_assert(asked::parameters<input<1, 1, 100>, conv2d_transpose<512, kernel<4>, no_bias>> == 819'200);
static_assert(asked::macs<input<1, 1, 100>, conv2d_transpose<512, kernel<4>, no_bias>> == 819'200);
using up = conv2d_transpose<256, kernel<4>, strides<2>, padding<1>>;
static_assert(asked::output<input<4, 4, 512>, up> == nns::shape{8, 8, 256});
static_assert(asked::macs<input<4, 4, 512>, up> == 33'554'432);
// PyTorch's documentation of ConvTranspose2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2)) on 50 x 100: 93 x 100.
// 50 100 16 33 15; 16 33 15 + 33.
using doc_up = conv2d_transpose<33, kernel<3, 5>, strides<2, 1>, padding<4, 2>>;
static_assert(asked::output<input<50, 100, 16>, doc_up> == nns::shape{93, 100, 33});
static_assert(asked::macs<input<50, 100, 16>, doc_up> == 39'600'000);
static_assert(asked::parameters<input<50, 100, 16>, doc_up> == 7'953);
// Of the pair that undo each other: 12 to 6, and 5 2 + 3 + 1 - 2 = 12 again.
static_assert(asked::output<input<12, 12, 16>, conv2d<16, kernel<3>, strides<2>, padding<1>>> == nns::shape{6, 6, 16});
using undone = conv2d_transpose<16, kernel<3>, strides<2>, padding<1>, output_padding<1>>;
static_assert(asked::output<input<6, 6, 16>, undone> == nns::shape{12, 12, 16});
// With dilation 2 a kernel of 3 covers 5: 5 2 + 5 - 2.
static_assert(asked::output<input<6, 4>, conv1d_transpose<2, kernel<3>, strides<2>, padding<1>, dilation<2>>> ==
              nns::shape{13, 2});
// ConvTranspose2d(8, 12, 3, groups=4): 8 3 9 + 12; on 5 x 5: 25 8 3 9, and 7 x 7.
static_assert(asked::output<input<5, 5, 8>, conv2d_transpose<12, kernel<3>, groups<4>>> == nns::shape{7, 7, 12});
static_assert(asked::parameters<input<5, 5, 8>, conv2d_transpose<12, kernel<3>, groups<4>>> == 228);
static_assert(asked::macs<input<5, 5, 8>, conv2d_transpose<12, kernel<3>, groups<4>>> == 5'400);

// Keras' rules (deconv_output_length). valid: 4 2 + max(3 - 2, 0); 4 3 + max(2 - 3, 0). same: 4 2.
static_assert(asked::output<input<4, 1>, conv1d_transpose<1, kernel<3>, strides<2>>> == nns::shape{9, 1});
static_assert(asked::output<input<4, 1>, conv1d_transpose<1, kernel<2>, strides<3>>> == nns::shape{12, 1});
static_assert(asked::output<input<4, 1>, conv1d_transpose<1, kernel<3>, strides<2>, same>> == nns::shape{8, 1});
static_assert(asked::output<input<4, 1>, conv1d_transpose<1, kernel<3>, dilation<2>>> == nns::shape{8, 1});
// With an output padding p, (n - 1) s + k - 2 pad + p, pad being k / 2 for same:
// 6 + 3 + 1; 6 + 3 - 2 + 1; 6 + 4 - 4 + 1.
static_assert(asked::output<input<4, 1>, conv1d_transpose<1, kernel<3>, strides<2>, output_padding<1>>> ==
              nns::shape{10, 1});
static_assert(asked::output<input<4, 1>, conv1d_transpose<1, kernel<3>, strides<2>, same, output_padding<1>>> ==
              nns::shape{8, 1});
static_assert(asked::output<input<4, 1>, conv1d_transpose<1, kernel<4>, strides<2>, same, output_padding<1>>> ==
              nns::shape{7, 1});
// An output padding of 0 is one, too: 6 + 4 - 4, where 4 2 = 8 without.
static_assert(asked::output<input<4, 1>, conv1d_transpose<1, kernel<4>, strides<2>, same, output_padding<0>>> ==
              nns::shape{6, 1});

// 10 4 6 3 and 4 6 3 + 6; 2 3 4 5 2 27 and 5 2 27 + 2. The count is over input positions, whatever is cropped.
static_assert(asked::macs<input<10, 4>, conv1d_transpose<6, kernel<3>, strides<2>, same>> == 720);
static_assert(asked::parameters<input<10, 4>, conv1d_transpose<6, kernel<3>, strides<2>, same>> == 78);
static_assert(asked::output<input<2, 3, 4, 5>, conv3d_transpose<2, kernel<3>>> == nns::shape{4, 5, 6, 2});
static_assert(asked::macs<input<2, 3, 4, 5>, conv3d_transpose<2, kernel<3>>> == 6'480);
static_assert(asked::parameters<input<2, 3, 4, 5>, conv3d_transpose<2, kernel<3>>> == 272);
static_assert(asked::output<input<5, 2, 3, 4>, conv3d_transpose<2, kernel<3>, channels_first>> ==
              nns::shape{2, 4, 5, 6});
static_assert(asked::activations<input<10, 4>, conv1d_transpose<6, kernel<3>, strides<2>, same, relu>> == 2 * 120);

static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4>> == rule::kernel_missing);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<>>> == rule::kernel_missing);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3, 3, 3>>> == rule::one_number_or_one_per_axis);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, strides<1, 1, 1>>> ==
              rule::one_number_or_one_per_axis);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<0>>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, strides<0>>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, dilation<0>>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, padding<-1>>> == rule::padding_negative);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<0, kernel<3>>> == rule::size_not_positive);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<9>>> == rule::kernel_larger_than_padded_input);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<5>, dilation<2>>> ==
              rule::kernel_larger_than_padded_input);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, groups<2>>> ==
              rule::channels_not_divisible_by_groups);
static_assert(asked::refused_by<input<8, 8, 5>, conv2d<3, kernel<3>, groups<3>>> ==
              rule::channels_not_divisible_by_groups);
static_assert(asked::refused_by<input<8, 8, 4>, conv2d<6, kernel<3>, groups<4>>> ==
              rule::filters_not_divisible_by_groups);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, causal>> == rule::causal_is_for_one_dimension);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, same, padding<1>>> == rule::option_given_twice);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, same, valid>> == rule::option_given_twice);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, ceil_mode>> ==
              rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<input<8, 8>, conv2d<4, kernel<3>>> == rule::wrong_rank);
static_assert(asked::refused_by<input<8, 8, 3>, conv1d<4, kernel<3>>> == rule::wrong_rank);
static_assert(asked::refused_by<input<8, 8, 3>, conv2d<4, kernel<3>, output_padding<1>>> ==
              rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<input<8, 3>, conv1d_transpose<4, kernel<3>, strides<2>, output_padding<2>>> ==
              rule::output_padding_not_below_stride);
// 1 + 3 - 2 2 = 0, and Keras' same with an even kernel and an output padding of 0: 0.
static_assert(asked::refused_by<input<1, 3>, conv1d_transpose<4, kernel<3>, padding<2>>> == rule::cropped_away);
static_assert(asked::refused_by<input<1, 3>, conv1d_transpose<4, kernel<4>, strides<2>, same, output_padding<0>>> ==
              rule::cropped_away);
static_assert(asked::refused_by<input<8, 3>, depthwise_conv1d<kernel<3>, depth_multiplier<0>>> ==
              rule::size_not_positive);

using image = input<8, 8, 4>;
static_assert(asked::refused_by<image, conv2d<4, kernel<3>, groups<0>>> == rule::size_not_positive);
static_assert(asked::refused_by<image, depthwise_conv2d<>> == rule::kernel_missing);
static_assert(asked::refused_by<image, depthwise_conv2d<kernel<9>>> == rule::kernel_larger_than_padded_input);
static_assert(asked::refused_by<image, separable_conv2d<4>> == rule::kernel_missing);
static_assert(asked::refused_by<image, separable_conv2d<4, kernel<9>>> == rule::kernel_larger_than_padded_input);
static_assert(asked::refused_by<image, separable_conv2d<0, kernel<3>>> == rule::size_not_positive);
static_assert(asked::refused_by<image, separable_conv2d<4, kernel<3>, depth_multiplier<0>>> == rule::size_not_positive);
static_assert(asked::refused_by<image, conv2d_transpose<4>> == rule::kernel_missing);
static_assert(asked::refused_by<image, conv2d_transpose<0, kernel<3>>> == rule::size_not_positive);
static_assert(asked::refused_by<input<8, 4>, conv1d_transpose<4, kernel<3>, causal>> ==
              rule::option_not_known_to_the_layer);
static_assert(asked::refused_by<image, conv2d_transpose<4, kernel<3>, output_padding<1, 1, 1>>> ==
              rule::one_number_or_one_per_axis);
static_assert(asked::refused_by<image, conv2d_transpose<4, kernel<3>, strides<2>, output_padding<-1>>> ==
              rule::padding_negative);
// The depthwise part, 4 3, and the 1x1 convolution, 4 6, without biases
static_assert(asked::parameters<input<10, 4>, separable_conv1d<6, kernel<3>, no_bias>> == 4 * 3 + 4 * 6);
// PyTorch: the output padding stays below the stride or the dilation. (6 - 1) 2 + 3 2 + 2 + 1; (4 - 1) 2 + 3 + (0, 1)
static_assert(asked::output<input<6, 4>, conv1d_transpose<2, kernel<3>, strides<2>, dilation<3>, padding<0>,
                                                          output_padding<2>>> == nns::shape{19, 2});
static_assert(asked::output<input<4, 4, 1>, conv2d_transpose<2, kernel<3>, strides<2>, output_padding<0, 1>>> ==
              nns::shape{9, 10, 2});
// A stride beyond the kernel: n s all the same
static_assert(asked::output<input<4, 1>, conv1d_transpose<1, kernel<1>, strides<4>, same>> == nns::shape{16, 1});
// One position, of whose three taps the first meets padding: 2 taps, 3 channels, 2 filters
using one_position = nns::sequential<input<2, 3>, conv1d<2, kernel<3>, strides<3>, padding<1>>>;
static_assert(again::output_shape<one_position> == nns::shape{1, 2});
static_assert(again::forward<one_position, nns::convention::in_bounds>.count == 12);
// Channels that are not known are divisible by any groups.
static_assert(asked::output<input<8, 8, nns::shape::unknown>, conv2d<4, kernel<3>, groups<2>>> ==
              nns::shape{6, 6, 4});
// Numbers of which a product, a padded extent, or a dilated kernel does not fit
static_assert(asked::refused_by<image, conv2d<4, kernel<4'294'967'296>>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<image, conv2d<4, kernel<3>, dilation<INT64_MAX>>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<image, conv2d<4, kernel<3>, padding<INT64_MAX>>> == rule::count_overflows_63_bits);
static_assert(asked::refused_by<image, conv2d_transpose<4, kernel<3>, dilation<INT64_MAX>>> ==
              rule::count_overflows_63_bits);
static_assert(asked::refused_by<image, conv2d_transpose<4, kernel<3>, strides<INT64_MAX>>> ==
              rule::count_overflows_63_bits);
static_assert(asked::refused_by<image, conv2d_transpose<4, kernel<3>, padding<INT64_MAX>>> ==
              rule::count_overflows_63_bits);

}  // namespace
