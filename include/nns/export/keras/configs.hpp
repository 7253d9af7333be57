// The classes of Keras 3 that a model is written with, and how: every option that changes a layer's shape or its cost.
#pragma once

#include <nns/layers/families.hpp>
#include <nns/export/keras/config_writer.hpp>

namespace nns::report {

/// A class of Keras 3: the layers that it can express, and how.
struct keras_layer_class {
  const detail::family* kind;
  text name;
  void (*write)(keras_config_writer&);
  detail::option_set cannot = 0;  // options that it has no word for
};

namespace keras_configs {

using detail::activation_kind;
using detail::option;
using detail::padding_mode;

inline void nothing(keras_config_writer&) {}
inline void adapter(keras_config_writer& c) {
  if (c.options().has(option::lora_rank)) c.number("lora_rank", c.options().lora_rank);
}
inline void dense(keras_config_writer& c) {
  c.number("units", c.row.numbers[0]);
  c.activation();
  c.bias();
  adapter(c);
}
inline void convolution(keras_config_writer& c) {
  c.number("filters", c.row.numbers[0]);
  c.window();
  c.number("groups", c.options().groups);
  c.activation();
  c.bias();
  adapter(c);
}
inline void transposed(keras_config_writer& c) {
  c.number("filters", c.row.numbers[0]);
  c.window();
  if (c.options().has(option::output_padding)) c.per_axis("output_padding", c.options().output_padding);
  c.activation();
  c.bias();
}
inline void depthwise(keras_config_writer& c) {
  c.window();
  c.number("depth_multiplier", c.options().depth_multiplier);
  c.activation();
  c.bias();
}
inline void separable(keras_config_writer& c) {
  c.number("filters", c.row.numbers[0]);
  depthwise(c);
}
inline void pool(keras_config_writer& c) {
  const detail::axis_numbers window{c.row.numbers};
  c.per_axis("pool_size", window);
  c.per_axis("strides", c.options().strides.used == 0 ? window : c.options().strides);
  c.padding();
  c.data_format();
}
inline void global_pool(keras_config_writer& c) {
  c.data_format();
  c.truth("keepdims", c.options().keepdims);
}
inline void adaptive_pool(keras_config_writer& c) {
  const detail::axis_numbers extents{c.row.numbers};
  c.per_axis("output_size", extents);
  c.data_format();
}
inline void sides(keras_config_writer& c, text key) {
  const shape& n = c.row.numbers;
  std::string pairs;
  for (int i = 0; i != c.axes; ++i) {
    const std::int64_t before = n.used == 2 * c.axes ? n[2 * i] : n.used == 1 ? n[0] : n[i];
    const std::int64_t pair[] = {before, n.used == 2 * c.axes ? n[2 * i + 1] : before};
    pairs += (i == 0 ? "" : ", ") + json_list(pair, 2);
  }
  c.raw(key, c.axes == 1 ? pairs : '[' + pairs + ']');
  if (c.axes != 1) c.data_format();
}
inline void zero_padding(keras_config_writer& c) { sides(c, "padding"); }
inline void cropping(keras_config_writer& c) { sides(c, "cropping"); }
inline void up_sampling(keras_config_writer& c) {
  if (c.axes == 1) return c.number("size", c.row.numbers[0]);
  c.per_axis("size", detail::axis_numbers{c.row.numbers});
  c.data_format();
}
inline void reshape(keras_config_writer& c) { c.list("target_shape", c.row.numbers); }
inline void permute(keras_config_writer& c) { c.list("dims", c.row.numbers); }
inline void repeat_vector(keras_config_writer& c) { c.number("n", c.row.numbers[0]); }
inline void image_size(keras_config_writer& c) {
  c.number("height", c.row.numbers[0]);
  c.number("width", c.row.numbers[1]);
  c.data_format();
}
inline void batch_normalization(keras_config_writer& c) {
  c.axis("axis");
  c.scale_and_center();
}
inline void axis(keras_config_writer& c) { c.axis("axis"); }
inline void normalization(keras_config_writer& c) {
  c.axis("axis", true);
  c.raw("mean", "null");
  c.raw("variance", "null");
}
inline void group_normalization(keras_config_writer& c) {
  c.number("groups", c.row.numbers[0]);
  batch_normalization(c);
}
inline void instance_normalization(keras_config_writer& c) {
  c.raw("groups", "-1");
  batch_normalization(c);
}
inline void embedding(keras_config_writer& c) {
  c.number("input_dim", c.row.numbers[0]);
  c.number("output_dim", c.row.numbers[1]);
  adapter(c);
}
inline void prelu(keras_config_writer& c) {
  const int rank = c.row.arrived.rank();
  shape axes;
  for (const std::int64_t n : c.options().shared_axes) axes.push_back(n < 0 ? n + rank + 1 : n);
  if (axes.empty()) return c.raw("shared_axes", "null");
  c.list("shared_axes", axes);
}
inline void plain_activation(keras_config_writer& c) {
  const activation_kind given = c.options().activation;
  if (given != activation_kind::unset) return c.activation();
  c.word("activation", c.row.kind == &tanh_::kind ? text{"tanh"} : c.row.kind->kind);
}
inline void rate(keras_config_writer& c) { c.raw("rate", "0.0"); }
inline void deviation(keras_config_writer& c) { c.raw("stddev", "0.0"); }
inline void factor(keras_config_writer& c) { c.raw("factor", "0.0"); }
inline void height_factor(keras_config_writer& c) { c.raw("height_factor", "0.0"); }
inline void both_factors(keras_config_writer& c) {
  height_factor(c);
  c.raw("width_factor", "0.0");
}
inline void scale_and_offset(keras_config_writer& c) {
  c.raw("scale", "1.0");
  c.raw("offset", "0.0");
}
inline void cell(keras_config_writer& c) {
  c.number("units", c.row.numbers[0]);
  c.state_activations(c.row.kind != &detail::simple_rnn_family && c.row.kind != &detail::simple_rnn_cell_family);
  c.bias();
}
inline void gru_cell(keras_config_writer& c) {
  cell(c);
  c.truth("reset_after", c.options().reset_after);
}
inline void recurrent(keras_config_writer& c) {
  cell(c);
  c.sequences();
}
inline void gru(keras_config_writer& c) {
  gru_cell(c);
  c.sequences();
}
inline void conv_lstm(keras_config_writer& c) {
  c.number("filters", c.row.numbers[0]);
  c.window();
  c.state_activations(true);
  c.bias();
  c.sequences();
}
inline void rnn(keras_config_writer& c) { c.sequences(); }
inline void bidirectional(keras_config_writer& c) {
  constexpr text names[] = {"concat", "sum", "mul", "ave"};
  const auto merge = static_cast<std::size_t>(c.options().merge);
  c.raw("merge_mode", merge < 4 ? json_text(names[merge]) : "null");
}
inline void dot(keras_config_writer& c) {
  if (c.row.numbers.used == 1) return c.raw("axes", std::to_string(c.row.numbers[0]));
  c.list("axes", c.row.numbers);
}
inline void einsum_dense(keras_config_writer& c) {
  std::string extents;
  for (const std::int64_t n : c.row.numbers) extents += (extents.empty() ? "" : ", ") + json_number(n);
  c.word("equation", c.options().equation);
  c.raw("output_shape", '[' + extents + ']');
  c.raw("bias_axes", c.options().has(option::bias_axes) ? json_text(c.options().bias_axes) : "null");
  c.activation();
  adapter(c);
}
inline void multi_head_attention(keras_config_writer& c) {
  const detail::options& o = c.options();
  const auto if_given = [&](text key, option which, std::int64_t n) {
    c.raw(key, o.has(which) ? std::to_string(n) : "null");
  };
  c.number("num_heads", c.row.numbers[0]);
  c.number("key_dim", c.row.numbers[1]);
  if_given("value_dim", option::value_dim, o.value_dim);
  c.bias();
  if (o.shared_axes.used != 0)
    c.list("output_shape", o.shared_axes);
  else
    if_given("output_shape", option::output_dim, o.output_dim);
  const std::int64_t along = o.axis < 0 ? o.axis + c.row.arrived.rank() + 1 : o.axis;
  c.raw("attention_axes", o.has(option::axis) ? '[' + std::to_string(along) + ']' : "null");
}
inline void grouped_query_attention(keras_config_writer& c) {
  c.number("head_dim", c.row.numbers[0]);
  c.number("num_query_heads", c.row.numbers[1]);
  c.number("num_key_value_heads", c.row.numbers[2]);
  c.bias();
}
inline void attention(keras_config_writer& c) { c.truth("use_scale", c.options().use_scale); }
inline void additive_attention(keras_config_writer& c) { c.truth("use_scale", c.options().scale); }

inline constexpr detail::option_set beyond_pools = detail::set_of(option::dilation, option::ceil_mode);
inline constexpr detail::option_set beyond_attention =
    detail::set_of(option::count_masked, option::query_key_normalization, option::query_bias, option::key_bias,
                   option::value_bias, option::output_bias, option::cached, option::window) |
    detail::set_of(option::attention_sinks, option::position_buckets);
inline constexpr detail::option_set beyond_lstm = detail::set_of(option::two_biases, option::projection);
inline constexpr detail::option_set channels = only(option::channels_first);

inline constexpr keras_layer_class all[] = {
    {&detail::dense_family, "Dense", &dense},
    {&detail::einsum_dense_family, "EinsumDense", &einsum_dense},
    {&detail::dot_family, "Dot", &dot},
    {&detail::conv1d_family, "Conv1D", &convolution},
    {&detail::conv2d_family, "Conv2D", &convolution},
    {&detail::conv3d_family, "Conv3D", &convolution},
    {&detail::conv1d_transpose_family, "Conv1DTranspose", &transposed, only(option::groups)},
    {&detail::conv2d_transpose_family, "Conv2DTranspose", &transposed, only(option::groups)},
    {&detail::conv3d_transpose_family, "Conv3DTranspose", &transposed, only(option::groups)},
    {&detail::depthwise_conv1d_family, "DepthwiseConv1D", &depthwise},
    {&detail::depthwise_conv2d_family, "DepthwiseConv2D", &depthwise},
    {&detail::separable_conv1d_family, "SeparableConv1D", &separable},
    {&detail::separable_conv2d_family, "SeparableConv2D", &separable},
    {&detail::simple_rnn_family, "SimpleRNN", &recurrent, beyond_lstm},
    {&detail::lstm_family, "LSTM", &recurrent, beyond_lstm},
    {&detail::gru_family, "GRU", &gru, beyond_lstm},
    {&detail::simple_rnn_cell_family, "SimpleRNNCell", &cell, beyond_lstm},
    {&detail::lstm_cell_family, "LSTMCell", &cell, beyond_lstm},
    {&detail::gru_cell_family, "GRUCell", &gru_cell, beyond_lstm},
    {&detail::conv_lstm1d_family, "ConvLSTM1D", &conv_lstm},
    {&detail::conv_lstm2d_family, "ConvLSTM2D", &conv_lstm},
    {&detail::conv_lstm3d_family, "ConvLSTM3D", &conv_lstm},
    {&detail::rnn_family, "RNN", &rnn},
    {&detail::bidirectional_family, "Bidirectional", &bidirectional},
    {&detail::time_distributed_family, "TimeDistributed", &nothing},
    {&detail::max_pooling1d_family, "MaxPooling1D", &pool, beyond_pools},
    {&detail::max_pooling2d_family, "MaxPooling2D", &pool, beyond_pools},
    {&detail::max_pooling3d_family, "MaxPooling3D", &pool, beyond_pools},
    {&detail::average_pooling1d_family, "AveragePooling1D", &pool, beyond_pools},
    {&detail::average_pooling2d_family, "AveragePooling2D", &pool, beyond_pools},
    {&detail::average_pooling3d_family, "AveragePooling3D", &pool, beyond_pools},
    {&detail::global_max_pooling1d_family, "GlobalMaxPooling1D", &global_pool},
    {&detail::global_max_pooling2d_family, "GlobalMaxPooling2D", &global_pool},
    {&detail::global_max_pooling3d_family, "GlobalMaxPooling3D", &global_pool},
    {&detail::global_average_pooling1d_family, "GlobalAveragePooling1D", &global_pool},
    {&detail::global_average_pooling2d_family, "GlobalAveragePooling2D", &global_pool},
    {&detail::global_average_pooling3d_family, "GlobalAveragePooling3D", &global_pool},
    {&detail::adaptive_max_pooling1d_family, "AdaptiveMaxPooling1D", &adaptive_pool},
    {&detail::adaptive_max_pooling2d_family, "AdaptiveMaxPooling2D", &adaptive_pool},
    {&detail::adaptive_max_pooling3d_family, "AdaptiveMaxPooling3D", &adaptive_pool},
    {&detail::adaptive_average_pooling1d_family, "AdaptiveAveragePooling1D", &adaptive_pool},
    {&detail::adaptive_average_pooling2d_family, "AdaptiveAveragePooling2D", &adaptive_pool},
    {&detail::adaptive_average_pooling3d_family, "AdaptiveAveragePooling3D", &adaptive_pool},
    {&flatten::kind, "Flatten", &nothing},
    {&detail::reshape_family, "Reshape", &reshape},
    {&detail::permute_family, "Permute", &permute},
    {&detail::repeat_vector_family, "RepeatVector", &repeat_vector},
    {&detail::zero_padding1d_family, "ZeroPadding1D", &zero_padding, channels},
    {&detail::zero_padding2d_family, "ZeroPadding2D", &zero_padding},
    {&detail::zero_padding3d_family, "ZeroPadding3D", &zero_padding},
    {&detail::cropping1d_family, "Cropping1D", &cropping, channels},
    {&detail::cropping2d_family, "Cropping2D", &cropping},
    {&detail::cropping3d_family, "Cropping3D", &cropping},
    {&detail::up_sampling1d_family, "UpSampling1D", &up_sampling, channels},
    {&detail::up_sampling2d_family, "UpSampling2D", &up_sampling},
    {&detail::up_sampling3d_family, "UpSampling3D", &up_sampling},
    {&detail::resizing_family, "Resizing", &image_size},
    {&detail::center_crop_family, "CenterCrop", &image_size},
    {&detail::random_crop_family, "RandomCrop", &image_size},
    {&rescaling::kind, "Rescaling", &scale_and_offset},
    {&random_flip::kind, "RandomFlip", &nothing},
    {&random_rotation::kind, "RandomRotation", &factor},
    {&random_zoom::kind, "RandomZoom", &height_factor},
    {&random_translation::kind, "RandomTranslation", &both_factors},
    {&random_brightness::kind, "RandomBrightness", &factor},
    {&random_contrast::kind, "RandomContrast", &factor},
    {&detail::batch_normalization_family, "BatchNormalization", &batch_normalization, only(option::renorm)},
    {&detail::layer_normalization_family, "LayerNormalization", &batch_normalization},
    {&detail::group_normalization_family, "GroupNormalization", &group_normalization},
    {&detail::instance_normalization_family, "GroupNormalization", &instance_normalization},
    {&detail::rms_normalization_family, "RMSNormalization", &axis, only(option::scale)},
    {&detail::unit_normalization_family, "UnitNormalization", &axis},
    {&detail::normalization_family, "Normalization", &normalization},
    {&detail::activation_family, "Activation", &plain_activation},
    {&relu6::kind, "Activation", &plain_activation},
    {&sigmoid::kind, "Activation", &plain_activation},
    {&tanh_::kind, "Activation", &plain_activation},
    {&gelu::kind, "Activation", &plain_activation},
    {&silu::kind, "Activation", &plain_activation},
    {&hard_sigmoid::kind, "Activation", &plain_activation},
    {&hard_silu::kind, "Activation", &plain_activation},
    {&selu::kind, "Activation", &plain_activation},
    {&softplus::kind, "Activation", &plain_activation},
    {&relu::kind, "ReLU", &nothing},
    {&leaky_relu::kind, "LeakyReLU", &nothing},
    {&elu::kind, "ELU", &nothing},
    {&softmax::kind, "Softmax", &nothing},
    {&detail::prelu_family, "PReLU", &prelu},
    {&identity::kind, "Identity", &nothing},
    {&dropout::kind, "Dropout", &rate},
    {&spatial_dropout1d::kind, "SpatialDropout1D", &rate},
    {&spatial_dropout2d::kind, "SpatialDropout2D", &rate},
    {&spatial_dropout3d::kind, "SpatialDropout3D", &rate},
    {&alpha_dropout::kind, "AlphaDropout", &rate},
    {&gaussian_dropout::kind, "GaussianDropout", &rate},
    {&gaussian_noise::kind, "GaussianNoise", &deviation},
    {&activity_regularization::kind, "ActivityRegularization", &nothing},
    {&masking::kind, "Masking", &nothing},
    {&detail::add_family, "Add", &nothing},
    {&detail::subtract_family, "Subtract", &nothing},
    {&detail::multiply_family, "Multiply", &nothing},
    {&detail::average_family, "Average", &nothing},
    {&detail::maximum_family, "Maximum", &nothing},
    {&detail::minimum_family, "Minimum", &nothing},
    {&detail::concatenate_family, "Concatenate", &axis},
    {&detail::embedding_family, "Embedding", &embedding},
    {&detail::multi_head_attention_family, "MultiHeadAttention", &multi_head_attention, beyond_attention},
    {&detail::grouped_query_attention_family, "GroupQueryAttention", &grouped_query_attention,
     beyond_attention | detail::set_of(option::axis, option::output_dim)},
    {&detail::attention_family, "Attention", &attention, beyond_attention},
    {&detail::additive_attention_family, "AdditiveAttention", &additive_attention, beyond_attention},
};

}  // namespace keras_configs

}  // namespace nns::report
