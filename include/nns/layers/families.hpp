// All layers of this library by their kinds, for code that writes models and reads them again.
// Not here: inputs, and layers of the user's own.
#pragma once

#include <nns/layers/activation.hpp>
#include <nns/layers/attention.hpp>
#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/convolution.hpp>
#include <nns/layers/dense.hpp>
#include <nns/layers/embedding.hpp>
#include <nns/layers/highway.hpp>
#include <nns/layers/latent_attention.hpp>
#include <nns/layers/locally_connected.hpp>
#include <nns/layers/merging.hpp>
#include <nns/layers/normalization.hpp>
#include <nns/layers/pooled_attention.hpp>
#include <nns/layers/pooling.hpp>
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/product.hpp>
#include <nns/layers/rearranging.hpp>
#include <nns/layers/recurrent.hpp>
#include <nns/layers/regularization.hpp>
#include <nns/layers/reshaping.hpp>
#include <nns/layers/routing.hpp>
#include <nns/layers/slicing.hpp>
#include <nns/layers/tensor.hpp>
#include <nns/layers/window_attention.hpp>
#include <nns/layers/wrappers.hpp>

namespace nns::detail {

inline constexpr const family* families[] = {
    &dense_family, &highway_family, &maxout_dense_family, &einsum_dense_family, &dot_family,
    &conv1d_family, &conv2d_family, &conv3d_family,
    &conv1d_transpose_family, &conv2d_transpose_family, &conv3d_transpose_family,
    &depthwise_conv1d_family, &depthwise_conv2d_family, &separable_conv1d_family, &separable_conv2d_family,
    &locally_connected1d_family, &locally_connected2d_family,
    &simple_rnn_family, &lstm_family, &gru_family, &cudnn_lstm_family, &cudnn_gru_family,
    &simple_rnn_cell_family, &lstm_cell_family, &gru_cell_family,
    &conv_lstm1d_family, &conv_lstm2d_family, &conv_lstm3d_family,
    &rnn_family, &bidirectional_family, &time_distributed_family, &training_only_family,
    &max_pooling1d_family, &max_pooling2d_family, &max_pooling3d_family,
    &average_pooling1d_family, &average_pooling2d_family, &average_pooling3d_family,
    &global_max_pooling1d_family, &global_max_pooling2d_family, &global_max_pooling3d_family,
    &global_average_pooling1d_family, &global_average_pooling2d_family, &global_average_pooling3d_family,
    &adaptive_max_pooling1d_family, &adaptive_max_pooling2d_family, &adaptive_max_pooling3d_family,
    &adaptive_average_pooling1d_family, &adaptive_average_pooling2d_family, &adaptive_average_pooling3d_family,
    &flatten::kind, &reshape_family, &permute_family, &repeat_vector_family,
    &zero_padding1d_family, &zero_padding2d_family, &zero_padding3d_family,
    &cropping1d_family, &cropping2d_family, &cropping3d_family,
    &up_sampling1d_family, &up_sampling2d_family, &up_sampling3d_family,
    &batch_normalization_family, &layer_normalization_family, &group_normalization_family,
    &instance_normalization_family, &rms_normalization_family, &unit_normalization_family, &normalization_family,
    &layer_scale_family,
    &activation_family, &prelu_family, &relu::kind, &relu6::kind, &sigmoid::kind, &tanh_::kind, &softmax::kind,
    &gelu::kind, &silu::kind, &hard_sigmoid::kind, &hard_silu::kind, &elu::kind, &selu::kind, &softplus::kind,
    &leaky_relu::kind, &thresholded_relu::kind,
    &identity::kind, &dropout::kind, &spatial_dropout1d::kind, &spatial_dropout2d::kind, &spatial_dropout3d::kind,
    &alpha_dropout::kind, &gaussian_dropout::kind, &gaussian_noise::kind, &stochastic_depth::kind,
    &activity_regularization::kind, &masking::kind,
    &add_family, &subtract_family, &multiply_family, &average_family, &maximum_family, &minimum_family,
    &concatenate_family, &stack_family,
    &embedding_family, &tied_dense_family, &position_embedding_family, &class_token_family,
    &multi_head_attention_family, &grouped_query_attention_family, &attention_family, &additive_attention_family,
    &window_attention_family, &pooled_attention_family, &latent_attention_family, &dispatch_family, &combine_family,
    &split_family, &chunk_family, &unstack_family, &slice_family, &take_family,
    &transpose_family, &squeeze_family, &expand_dims_family, &pad_family, &tile_family, &broadcast_to_family,
    &reduce_mean_family, &reduce_sum_family, &reduce_max_family, &reduce_min_family,
    &channel_shuffle_family, &space_to_depth_family, &depth_to_space_family, &window_partition_family,
    &window_reverse_family, &cyclic_shift_family,
    &resizing_family, &center_crop_family, &random_crop_family, &rescaling::kind, &random_flip::kind,
    &random_rotation::kind, &random_zoom::kind, &random_translation::kind, &random_brightness::kind,
    &random_contrast::kind};

/// Whether the layer is this library's own, whatever users call theirs.
constexpr bool is_family(const family* f) {
  for (const family* known : families)
    if (known == f) return true;
  return false;
}

/// The family of a kind; null if there is none.
constexpr const family* family_of_kind(text kind) {
  for (const family* known : families)
    if (known->kind == kind) return known;
  return nullptr;
}

}  // namespace nns::detail
