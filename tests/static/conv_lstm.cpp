// Convolutional LSTM: layers that Keras 3.9.2 and TensorFlow.js 4.22 built and ran.
#include "asked.hpp"
#include <nns/layers/conv_lstm.hpp>

using namespace nns::layers;
using asked::rule;
using namespace nns::literals;

namespace {

// TensorFlow.js: (3, 8, 8, 1) to (3, 8, 8, 4): 736 parameters, 138,240 multiply-adds; with kernel 3x2 and no bias over
// these, 3 filters: 504 and 96,768
struct first : nns::sequential<input<3, 8, 8, 1>, conv_lstm2d<4, kernel<3>, same, return_sequences>> {};
static_assert(again::output_shape<first> == nns::shape{3, 8, 8, 4});
static_assert(again::parameters<first> == 736);
static_assert(again::forward<first> == 138'240_MAC);
struct second : nns::sequential<input<3, 8, 8, 4>, conv_lstm2d<3, kernel<3, 2>, same, no_bias, return_sequences>> {};
static_assert(again::parameters<second> == 504);
static_assert(again::forward<second> == 96'768_MAC);

// Without padding the state's convolution runs over the smaller frame, padded: 4 T P K k (C + K) = 4 6 8 3 9 (3 + 2)
struct last_step : nns::sequential<input<6, 6, 4, 2>, conv_lstm2d<3, kernel<3>>> {};
static_assert(again::output_shape<last_step> == nns::shape{4, 2, 3});
static_assert(again::forward<last_step>.count == 4 * 6 * 8 * 3 * 9 * 5);
static_assert(again::parameters<last_step> == 4 * (3 * 9 * 5 + 3));

// One dimension: 4 10 32 6 5 (4 + 6) and 4 (6 5 (4 + 6) + 6); three: 4 2 27 5 8 (1 + 5)
struct line : nns::sequential<input<10, 32, 4>, conv_lstm1d<6, kernel<5>, same>> {};
static_assert(again::output_shape<line> == nns::shape{32, 6});
static_assert(again::forward<line>.count == 4 * 10 * 32 * 6 * 5 * 10);
static_assert(again::parameters<line> == 4 * (6 * 5 * 10 + 6));
struct volume : nns::sequential<input<2, 4, 4, 4, 1>, conv_lstm3d<5, kernel<2>>> {};
static_assert(again::output_shape<volume> == nns::shape{3, 3, 3, 5});
static_assert(again::forward<volume>.count == 4 * 2 * 27 * 5 * 8 * 6);

// As lstm: 9 + 3 + 2 activations for each step and element of the state, and the input's
static_assert(again::activations<line> == 10 * 32 * 4 + 10 * 32 * 6 * 14);

// Both directions: twice as many, side by side along the last axis, whatever it is (Keras' Bidirectional; TensorFlow.js
// 4.22 makes (4, 5, 4) of two (4, 5, 2) with channels first)
struct both : nns::sequential<input<10, 32, 4>, bidirectional<conv_lstm1d<6, kernel<5>, same>>> {};
static_assert(again::output_shape<both> == nns::shape{32, 12});
static_assert(again::forward<both> == 2 * again::forward<line>);
struct both_first : nns::sequential<input<10, 4, 32>,
                                    bidirectional<conv_lstm1d<6, kernel<5>, same, channels_first>>> {};
static_assert(again::output_shape<both_first> == nns::shape{6, 64});

// Only taps inside the frame: of 5 taps at 32 places 2 (1 + 2) fall outside
static_assert(again::forward<line, nns::convention::in_bounds>.count == 4 * 10 * 154 * 6 * (4 + 6));

struct with_state : nns::sequential<input<10, 32, 4>, conv_lstm1d<6, kernel<5>, same, return_state>> {};
static_assert(again::output_shapes<with_state>.size() == 3);
static_assert(again::output_shapes<with_state>[2] == nns::shape{32, 6});

using x = input<10, 32, 4>;
static_assert(asked::refused_by<x, conv_lstm1d<0, kernel<5>>> == rule::size_not_positive);
static_assert(asked::refused_by<x, conv_lstm1d<6>> == rule::kernel_missing);
static_assert(asked::refused_by<x, conv_lstm1d<6, kernel<33>>> == rule::kernel_larger_than_padded_input);
static_assert(asked::refused_by<x, conv_lstm1d<6, kernel<5>, causal>> == rule::causal_is_for_one_dimension);
static_assert(asked::refused_by<x, conv_lstm2d<6, kernel<5>>> == rule::wrong_rank);

// Keras: strides above 1 are incompatible with a dilation above 1, along whatever axes.
using frames = input<5, 9, 9, 3>;
static_assert(asked::refused_by<frames, conv_lstm2d<4, kernel<3>, strides<2>, dilation<1, 2>>> ==
              rule::strides_and_dilation);
static_assert(asked::refused_by<frames, conv_lstm2d<4, kernel<3>, strides<2, 1>, dilation<2>>> ==
              rule::strides_and_dilation);
static_assert(asked::output<frames, conv_lstm2d<4, kernel<3>, strides<1>, dilation<2>>> == nns::shape{5, 5, 4});
static_assert(asked::output<frames, conv_lstm2d<4, kernel<3>, strides<2>, dilation<1>>> == nns::shape{4, 4, 4});

}  // namespace
