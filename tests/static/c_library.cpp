// No layer's name is a function's of the C library: `using namespace nns::layers` stands beside its headers.
#include <nns/nns.hpp>
#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/highway.hpp>
#include <nns/layers/locally_connected.hpp>
#include <nns/layers/pooled_attention.hpp>
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/product.hpp>
#include <nns/layers/slicing.hpp>
#include <nns/layers/tensor.hpp>
#include <nns/layers/window_attention.hpp>
#include <nns/models/blocks.hpp>

#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <cwchar>

using namespace nns::layers;

namespace {

template <class... L>
using list = nns::detail::list<L...>;

// Each name is looked up among the library's and C's: two of one name do not compile.
using all = list<
    input<1>, dense<1>, conv1d<1>, conv2d<1>, conv3d<1>, conv1d_transpose<1>, conv2d_transpose<1>, conv3d_transpose<1>,
    depthwise_conv1d<>, depthwise_conv2d<>, separable_conv1d<1>, separable_conv2d<1>, conv_lstm1d<1>, conv_lstm2d<1>,
    conv_lstm3d<1>, locally_connected1d<1>, locally_connected2d<1>, simple_rnn<1>, lstm<1>, gru<1>, cudnn_lstm<1>,
    cudnn_gru<1>, rnn<lstm_cell<1>, gru_cell<1>, simple_rnn_cell<1>>, bidirectional<lstm<1>>, time_distributed<relu>,
    batch_normalization<>, layer_normalization<>, group_normalization<1>, instance_normalization<>,
    rms_normalization<>, unit_normalization<>, normalization<>, layer_scale<>, max_pooling1d<1>, max_pooling2d<1>,
    max_pooling3d<1>, average_pooling1d<1>, average_pooling2d<1>, average_pooling3d<1>, global_average_pooling1d<>,
    global_max_pooling2d<>, adaptive_average_pooling1d<1>, adaptive_max_pooling2d<1>, flatten, reshape<1>, permute<1>,
    repeat_vector<1>, zero_padding1d<1>, cropping1d<1>, up_sampling1d<1>, dropout, activation<relu>, relu, relu6,
    sigmoid, tanh_, softmax, gelu, silu, hard_sigmoid, hard_silu, elu, selu, softplus, leaky_relu, prelu<>, identity,
    masking, stochastic_depth, embedding<1, 1>, position_embedding<>, class_token<>, multi_head_attention<1, 1>,
    grouped_query_attention<1, 1, 1>, attention<>, additive_attention<>, window_attention<1, 1>,
    pooled_attention<1, nns::extents{1, 1, 1}>, split<1>, chunk<1>, unstack<>, slice<0, to_end>, take<0>, stack<>,
    channel_shuffle<1>, space_to_depth<1>, depth_to_space<1>, window_partition<1>, window_reverse<1, 1>,
    cyclic_shift<1>, transpose<1, 2>, squeeze<>, expand_dims<1>, pad<>, tile<>, broadcast_to<>, reduce_mean<>,
    reduce_sum<>, reduce_max<>, reduce_min<>, dot<1>, einsum_dense<"ab,bc->ac", 1, bias_axes<"c">>, highway<>,
    maxout_dense<1>, rescaling, resizing<1, 1>, center_crop<1, 1>, random_crop<1, 1>, random_flip, random_rotation,
    random_zoom, random_translation, random_brightness, random_contrast, add<>, subtract<>, multiply<>, average<>,
    maximum<>, minimum<>, concatenate<>, residual<relu, shortcut<relu>>, gate<relu>, squeeze_excitation<1, 1>,
    patch_embedding<1, 1>, patch_merging<1>, patch_merging_v2<1>, repeat<1, relu>, named<"a", relu>>;
using options = list<
    kernel<1>, strides<1>, dilation<1>, groups<1>, same, valid, causal, padding<1>, output_padding<1>, no_bias,
    ceil_mode, channels_first, depth_multiplier<1>, keepdims, return_sequences, return_state, reset_after<>,
    merge_concat, merge_sum, merge_mul, merge_ave, merge_none, no_scale, no_center, axis<1>, shared_axes<1>,
    value_dim<1>, output_dim<1>, count_masked<>, use_scale, continuous_position_bias<>, key_value_strides<1>,
    relative_positions, recurrent_activation<linear>, use_bias<>, two_biases, projection<1>, no_query_bias, no_key_bias,
    no_value_bias, no_output_bias, query_key_normalization<>, when<true, same>>;

static_assert(sizeof(all*) == sizeof(options*));

}  // namespace
