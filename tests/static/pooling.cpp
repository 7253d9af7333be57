// Pooling: extents as of a convolution, no products, no parameters.
#include "asked.hpp"

using namespace nns::layers;
using asked::rule;

namespace {

// The strides are the window unless given: 28 / 2, floor(7 / 2), ceil(7 / 2) with same.
static_assert(asked::output<input<28, 7, 3>, max_pooling2d<2>> == nns::shape{14, 3, 3});
static_assert(asked::output<input<28, 7, 3>, average_pooling2d<2, same>> == nns::shape{14, 4, 3});
static_assert(asked::output<input<28, 7, 3>, max_pooling2d<2, strides<1>>> == nns::shape{27, 6, 3});
static_assert(asked::output<input<9, 9, 3>, max_pooling2d<nns::extents{3, 2}>> == nns::shape{3, 4, 3});
static_assert(asked::output<input<9, 9, 3>, max_pooling2d<nns::extents{3, 2}, strides<1, 3>>> == nns::shape{7, 3, 3});

// PyTorch's documentation of MaxPool2d((3, 2), stride=(2, 1)) on 50 x 32: 24 x 31.
static_assert(asked::output<input<50, 32, 16>, max_pooling2d<nns::extents{3, 2}, strides<2, 1>>> ==
              nns::shape{24, 31, 16});
// ResNet's: floor((112 + 2 - 3) / 2) + 1 = 56.
static_assert(asked::output<input<112, 112, 64>, max_pooling2d<3, strides<2>, padding<1>>> == nns::shape{56, 56, 64});
// Inception's keeps the extents: 35 + 2 - 3 + 1.
static_assert(asked::output<input<35, 35, 192>, average_pooling2d<3, strides<1>, padding<1>>> ==
              nns::shape{35, 35, 192});
// Dilation 2: a window of 3 covers 5; 10 - 5 + 1.
static_assert(asked::output<input<10, 1>, max_pooling1d<3, strides<1>, dilation<2>>> == nns::shape{6, 1});

// GoogLeNet in torchvision, ceil_mode: 112 to 56 to 28 to 14 (windows of 3), to 7 (a window of 2).
static_assert(asked::output<input<112, 112, 64>, max_pooling2d<3, strides<2>, ceil_mode>> == nns::shape{56, 56, 64});
static_assert(asked::output<input<56, 56, 64>, max_pooling2d<3, strides<2>, ceil_mode>> == nns::shape{28, 28, 64});
static_assert(asked::output<input<14, 14, 64>, max_pooling2d<2, strides<2>, ceil_mode>> == nns::shape{7, 7, 64});
// ceil((3 + 2 - 2) / 2) + 1 = 3, but the third window would start at 4 = 3 + 1, behind the input: 2 (PyTorch's rule).
static_assert(asked::output<input<3, 1>, max_pooling1d<2, strides<2>, padding<1>, ceil_mode>> == nns::shape{2, 1});
// ceil((5 - 2) / 4) + 1 = 2: the second starts at 4, inside.
static_assert(asked::output<input<5, 1>, max_pooling1d<2, strides<4>, ceil_mode>> == nns::shape{2, 1});
// ceil((4 - 1) / 5) + 1 = 2, but it would start at 5: 1.
static_assert(asked::output<input<4, 1>, max_pooling1d<1, strides<5>, ceil_mode>> == nns::shape{1, 1});
// ceil((2 - 3) / 2) + 1 = 1: a single window, larger than the input.
static_assert(asked::output<input<2, 1>, max_pooling1d<3, strides<2>, ceil_mode>> == nns::shape{1, 1});
// MaxPool1d(3, stride=2, ceil_mode=True) of PyTorch on 5: where the stride divides, there is no window more.
static_assert(asked::output<input<5, 1>, max_pooling1d<3, strides<2>, ceil_mode>> == nns::shape{2, 1});

static_assert(asked::output<input<9, 4>, max_pooling1d<2>> == nns::shape{4, 4});
static_assert(asked::output<input<8, 6, 4, 5>, max_pooling3d<2>> == nns::shape{4, 3, 2, 5});
static_assert(asked::output<input<8, 6, 4, 5>, average_pooling3d<nns::extents{2, 3, 4}>> == nns::shape{4, 2, 1, 5});
static_assert(asked::output<input<5, 8, 6>, max_pooling2d<2, channels_first>> == nns::shape{5, 4, 3});
static_assert(asked::output<input<4, 9>, average_pooling1d<2, channels_first>> == nns::shape{4, 4});

static_assert(asked::output<input<7, 7, 512>, global_average_pooling2d<>> == nns::shape{512});
static_assert(asked::output<input<7, 7, 512>, global_max_pooling2d<keepdims>> == nns::shape{1, 1, 512});
static_assert(asked::output<input<512, 7, 7>, global_average_pooling2d<channels_first>> == nns::shape{512});
static_assert(asked::output<input<512, 7, 7>, global_average_pooling2d<channels_first, keepdims>> ==
              nns::shape{512, 1, 1});
static_assert(asked::output<input<7, 512>, global_max_pooling1d<>> == nns::shape{512});
static_assert(asked::output<input<7, 6, 5, 4>, global_average_pooling3d<>> == nns::shape{4});
static_assert(asked::output<input<7, 6, 5, 4>, global_max_pooling3d<>> == nns::shape{4});
static_assert(asked::output<input<7, 5>, global_average_pooling1d<>> == nns::shape{5});

// Nothing but the output is counted: 14 14 3.
using pooled = nns::sequential<input<28, 28, 3>, max_pooling2d<2>>;
static_assert(nns::forward<pooled> == nns::macs{0});
static_assert(nns::parameters<pooled> == 0);
static_assert(asked::activations<input<28, 28, 3>, max_pooling2d<2>> == 588);

static_assert(asked::refused_by<input<28, 28, 3>, max_pooling2d<3, padding<2>>> ==
              rule::padding_above_half_the_window);
static_assert(asked::refused_by<input<28, 3>, max_pooling1d<3, causal>> == rule::causal_is_for_one_dimension);
static_assert(asked::refused_by<input<28, 3>, max_pooling2d<3>> == rule::wrong_rank);
static_assert(asked::refused_by<input<2, 2, 3>, max_pooling2d<3>> == rule::kernel_larger_than_padded_input);
static_assert(asked::refused_by<input<2, 1>, max_pooling1d<5, strides<2>, ceil_mode>> ==
              rule::kernel_larger_than_padded_input);
static_assert(asked::refused_by<input<9, 9, 3>, max_pooling2d<0>> == rule::extent_not_positive);
static_assert(asked::refused_by<input<9, 9, 3>, max_pooling2d<nns::extents{3, 3, 3}>> ==
              rule::one_number_or_one_per_axis);
static_assert(asked::refused_by<input<9, 9>, global_max_pooling2d<>> == rule::wrong_rank);
static_assert(asked::refused_by<input<9, 9, 3>, max_pooling2d<3, kernel<3>>> == rule::option_not_known_to_the_layer);

}  // namespace
