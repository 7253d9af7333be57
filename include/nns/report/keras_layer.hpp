// One layer as Keras writes it: its class, and a config with every option that changes its shape or its cost.
// What Keras 3 cannot build is a custom object, nns>kind (see nns/report/keras_json.hpp). Who feeds whom is not here.
#pragma once

#include <nns/layers/families.hpp>
#include <nns/report/json.hpp>
#include <nns/report/keras_rows.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace nns::report {

inline std::string json_text(text t) {
  return to_string([t](writer& w) { put_json_string(w, label(t)); });
}
inline std::string json_text(const std::string& s) { return json_text(text{s.data(), s.size()}); }
inline std::string json_number(std::int64_t n) { return n == shape::unknown ? "null" : std::to_string(n); }
inline std::string json_list(const std::int64_t* numbers, int count) {
  std::string out = "[";
  for (int i = 0; i != count; ++i) out += (i == 0 ? "" : ", ") + std::to_string(numbers[i]);
  return out + ']';
}
/// A shape behind the batch, as Keras writes it.
inline std::string json_batch_shape(const shape& s) {
  std::string out = "[null";
  for (const std::int64_t extent : s) out += ", " + json_number(extent);
  return out + ']';
}

/// Keras' name of an activation; empty if it has none.
inline text keras_activation(detail::activation_kind kind) {
  using enum detail::activation_kind;
  switch (kind) {
    case unset:
    case linear: return "linear";
    case relu: return "relu";
    case relu6: return "relu6";
    case sigmoid: return "sigmoid";
    case tanh_: return "tanh";
    case softmax: return "softmax";
    case gelu: return "gelu";
    case silu: return "silu";
    case hard_sigmoid: return "hard_sigmoid";
    case hard_silu: return "hard_silu";
    case elu: return "elu";
    case selu: return "selu";
    case softplus: return "softplus";
    case other: break;
  }
  return {};
}

/// A layer's config, key by key.
struct keras_config_writer {
  std::string out{};
  const model_row& row;
  int axes = 0;  // the spatial axes of the kind: conv2d has 2

  explicit keras_config_writer(const model_row& r) : row(r) {
    const text kind = r.kind->kind;
    for (std::size_t i = 1; i < kind.size(); ++i)
      if (kind[i] == 'd' && kind[i - 1] >= '1' && kind[i - 1] <= '3') axes = kind[i - 1] - '0';
  }

  void raw(text key, const std::string& value) {
    out += (out.empty() ? "\"" : ", \"") + std::string(key) + "\": " + value;
  }
  void number(text key, std::int64_t n) { raw(key, json_number(n)); }
  void truth(text key, bool yes) { raw(key, yes ? "true" : "false"); }
  void word(text key, text value) { raw(key, json_text(value)); }
  void list(text key, const shape& numbers) { raw(key, json_list(numbers.values, numbers.used)); }
  /// One number for each spatial axis.
  void per_axis(text key, const detail::axis_numbers& n) { raw(key, json_list(n.values, axes)); }
  void given(text key, const detail::axis_numbers& n) { raw(key, json_list(n.values, n.used)); }

  [[nodiscard]] const detail::options& options() const { return row.given; }

  void bias() { truth("use_bias", options().bias); }
  void data_format() { word("data_format", options().channels_first ? text{"channels_first"} : text{"channels_last"}); }
  void padding() {
    constexpr text names[] = {"valid", "same", "causal"};
    const detail::axis_numbers& pads = options().pads;
    if (options().padding != detail::padding_mode::explicit_)  // else see pads_as_keras
      word("padding", names[static_cast<std::size_t>(options().padding)]);
    else
      word("padding", (pads[0] | pads[1] | pads[2]) == 0 ? text{"valid"} : text{"same"});
  }
  void activation() { word("activation", keras_activation(options().activation)); }
  /// tanh, and sigmoid for the gates, unless given.
  void state_activations(bool gates) {
    using detail::activation_kind;
    const auto name = [](activation_kind kind, text fallback) {
      return kind == activation_kind::unset ? fallback : keras_activation(kind);
    };
    word("activation", name(options().activation, "tanh"));
    if (gates) word("recurrent_activation", name(options().recurrent_activation, "sigmoid"));
  }
  void window() {
    per_axis("kernel_size", options().kernel);
    per_axis("strides", options().strides);
    padding();
    data_format();
    per_axis("dilation_rate", options().dilation);
  }
  void axis(text key, bool as_list = false) {
    const shape& all = options().axes;
    if (all.used > 1 || (as_list && all.used != 0))
      list(key, all);
    else
      number_at_axis(key, as_list);
  }
  void scale_and_center() {
    truth("scale", options().scale);
    truth("center", options().center);
  }
  void sequences() {
    truth("return_sequences", options().return_sequences);
    truth("return_state", options().return_state);
  }

 private:
  void number_at_axis(text key, bool as_list) {
    const std::string n = std::to_string(options().axis);  // null would be another axis
    raw(key, as_list ? '[' + n + ']' : n);
  }
};

/// A class of Keras 3: the layers that it can say, and how.
struct keras_layer_class {
  const detail::family* kind;
  text name;
  void (*write)(keras_config_writer&);
  detail::option_set cannot = 0;  // options that it has no word for
};

namespace keras_configs {

using detail::activation_kind;
using detail::bit;
using detail::option;
using detail::padding_mode;

inline void nothing(keras_config_writer&) {}
inline void dense(keras_config_writer& c) {
  c.number("units", c.row.numbers[0]);
  c.activation();
  c.bias();
}
inline void convolution(keras_config_writer& c) {
  c.number("filters", c.row.numbers[0]);
  c.window();
  c.number("groups", c.options().groups);
  c.activation();
  c.bias();
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
inline void scale(keras_config_writer& c) { c.raw("scale", "1.0"); }
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
inline constexpr detail::option_set beyond_attention = bit(option::count_masked);
inline constexpr detail::option_set channels = bit(option::channels_first);

inline constexpr keras_layer_class all[] = {
    {&detail::dense_family, "Dense", &dense},
    {&detail::einsum_dense_family, "EinsumDense", &einsum_dense},
    {&detail::dot_family, "Dot", &dot},
    {&detail::conv1d_family, "Conv1D", &convolution},
    {&detail::conv2d_family, "Conv2D", &convolution},
    {&detail::conv3d_family, "Conv3D", &convolution},
    {&detail::conv1d_transpose_family, "Conv1DTranspose", &transposed, bit(option::groups)},
    {&detail::conv2d_transpose_family, "Conv2DTranspose", &transposed, bit(option::groups)},
    {&detail::conv3d_transpose_family, "Conv3DTranspose", &transposed, bit(option::groups)},
    {&detail::depthwise_conv1d_family, "DepthwiseConv1D", &depthwise},
    {&detail::depthwise_conv2d_family, "DepthwiseConv2D", &depthwise},
    {&detail::separable_conv1d_family, "SeparableConv1D", &separable},
    {&detail::separable_conv2d_family, "SeparableConv2D", &separable},
    {&detail::simple_rnn_family, "SimpleRNN", &recurrent},
    {&detail::lstm_family, "LSTM", &recurrent},
    {&detail::gru_family, "GRU", &gru},
    {&detail::simple_rnn_cell_family, "SimpleRNNCell", &cell},
    {&detail::lstm_cell_family, "LSTMCell", &cell},
    {&detail::gru_cell_family, "GRUCell", &gru_cell},
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
    {&rescaling::kind, "Rescaling", &scale},
    {&random_flip::kind, "RandomFlip", &nothing},
    {&random_rotation::kind, "RandomRotation", &factor},
    {&random_zoom::kind, "RandomZoom", &height_factor},
    {&random_translation::kind, "RandomTranslation", &both_factors},
    {&random_brightness::kind, "RandomBrightness", &factor},
    {&random_contrast::kind, "RandomContrast", &factor},
    {&detail::batch_normalization_family, "BatchNormalization", &batch_normalization},
    {&detail::layer_normalization_family, "LayerNormalization", &batch_normalization},
    {&detail::group_normalization_family, "GroupNormalization", &group_normalization},
    {&detail::instance_normalization_family, "GroupNormalization", &instance_normalization},
    {&detail::rms_normalization_family, "RMSNormalization", &axis, bit(option::scale)},
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

/// Whether explicit padding is none, or what `same` pads here, so that Keras has a word for it.
inline bool pads_the_same(const model_row& r, int axes) {
  const detail::options& o = r.given;
  if ((o.pads[0] | o.pads[1] | o.pads[2]) == 0) return true;
  const bool pools = r.numbers.used != 0 && !o.has(option::kernel);
  const detail::axis_numbers kernel = pools ? detail::axis_numbers{r.numbers} : o.kernel;
  const detail::axis_numbers strides = pools && o.strides.used == 0 ? kernel : o.strides;
  for (int i = 0; i != axes; ++i) {
    const int axis = (o.channels_first ? 1 : 0) + i;
    const std::int64_t n = r.arrived[axis];
    const std::int64_t covered = o.dilation[i] * (kernel[i] - 1) + 1;
    if (n < 1) {  // not known: with strides of 1 it does not matter
      if (strides[i] != 1 || 2 * o.pads[i] != covered - 1) return false;
      continue;
    }
    const std::int64_t positions = (n - 1) / strides[i] + 1;
    const std::int64_t missing = (positions - 1) * strides[i] + covered - n;
    if (r.outputs[0][axis] != positions || 2 * o.pads[i] != (missing > 0 ? missing : 0)) return false;
  }
  return true;
}

/// Keras pads by itself (valid, same), and causally in Conv1D alone; its attention has a causal mask instead.
/// A mean over a padded window is another one there.
inline bool pads_as_keras(const model_row& r) {
  const auto is = [&r](auto*... kinds) { return ((r.kind == kinds) || ...); };
  switch (r.given.padding) {
    case padding_mode::valid:
    case padding_mode::same: return true;
    case padding_mode::causal:
      return is(&detail::conv1d_family, &detail::multi_head_attention_family, &detail::grouped_query_attention_family,
                &detail::attention_family, &detail::additive_attention_family);
    case padding_mode::explicit_: break;
  }
  if (is(&detail::conv1d_family, &detail::depthwise_conv1d_family, &detail::separable_conv1d_family,
         &detail::max_pooling1d_family))
    return pads_the_same(r, 1);
  if (is(&detail::conv2d_family, &detail::depthwise_conv2d_family, &detail::separable_conv2d_family,
         &detail::max_pooling2d_family))
    return pads_the_same(r, 2);
  return is(&detail::conv3d_family, &detail::max_pooling3d_family) && pads_the_same(r, 3);
}

inline bool knows_activations(const model_row& r) {
  return r.given.activation != activation_kind::other && r.given.recurrent_activation != activation_kind::other;
}

}  // namespace keras_configs

/// Keras' class for the layer as it was given, or null.
inline const keras_layer_class* keras_class_of(const model_row& r) {
  if (!keras_configs::pads_as_keras(r) || !keras_configs::knows_activations(r)) return nullptr;
  for (const keras_layer_class& known : keras_configs::all)
    if (known.kind == r.kind) return (r.given.given & known.cannot) == 0 ? &known : nullptr;
  return nullptr;
}

/// The numbers and options of a layer of this library, under Keras' words where it has some.
inline void write_own_words(keras_config_writer& c) {
  using detail::option;
  const detail::options& o = c.options();
  constexpr text paddings[] = {"valid", "same", "causal"};
  constexpr text merges[] = {"concat", "sum", "mul", "ave", "none"};
  const auto has = [&o](option which) { return o.has(which); };
  c.list("numbers", c.row.numbers);
  if (!o.equation.empty()) c.word("equation", o.equation);
  if (has(option::kernel)) c.given("kernel_size", o.kernel);
  if (has(option::strides)) c.given("strides", o.strides);
  if (has(option::key_value_strides)) c.given("key_value_strides", o.key_value_strides);
  if (has(option::dilation)) c.given("dilation_rate", o.dilation);
  if (has(option::groups)) c.number("groups", o.groups);
  if (has(option::depth_multiplier)) c.number("depth_multiplier", o.depth_multiplier);
  if (o.padding == detail::padding_mode::explicit_)
    c.given("padding", o.pads);
  else if (has(option::padding))
    c.word("padding", paddings[static_cast<std::size_t>(o.padding)]);
  if (has(option::output_padding)) c.given("output_padding", o.output_padding);
  if (has(option::ceil_mode)) c.truth("ceil_mode", o.ceil_mode);
  if (has(option::axis)) c.list("axis", o.axes);
  if (has(option::shared_axes)) c.list("shared_axes", o.shared_axes);
  if (has(option::value_dim)) c.number("value_dim", o.value_dim);
  if (has(option::output_dim)) c.number("output_dim", o.output_dim);
  if (has(option::continuous_position_bias)) c.number("continuous_position_bias", o.continuous_position_bias);
  if (has(option::relative_positions)) c.truth("relative_positions", o.relative_positions);
  if (has(option::bias_axes)) c.word("bias_axes", o.bias_axes);
  if (has(option::count_masked)) c.truth("count_masked", o.count_masked);
  if (has(option::use_scale)) c.truth("use_scale", o.use_scale);
  if (has(option::keepdims)) c.truth("keepdims", o.keepdims);
  if (has(option::bias)) c.bias();
  if (has(option::scale)) c.truth("scale", o.scale);
  if (has(option::center)) c.truth("center", o.center);
  if (has(option::return_sequences)) c.truth("return_sequences", o.return_sequences);
  if (has(option::return_state)) c.truth("return_state", o.return_state);
  if (has(option::reset_after)) c.truth("reset_after", o.reset_after);
  if (has(option::merge)) c.word("merge_mode", merges[static_cast<std::size_t>(o.merge)]);
  if (has(option::channels_first)) c.data_format();
  if (has(option::recurrent_activation))
    c.word("recurrent_activation", keras_activation(o.recurrent_activation));
  if (has(option::activation)) c.activation();
}

/// What a layer costs that is nobody's but its author's.
inline void write_stated_cost(keras_config_writer& c) {
  const model_row& r = c.row;
  std::string extents;
  for (const std::int64_t n : r.outputs[0]) extents += (extents.empty() ? "" : ", ") + json_number(n);
  c.word("kind", r.kind->kind);
  c.raw("output_shape", '[' + extents + ']');
  c.number("forward", r.found.forward.value);
  c.number("backward", r.backward.value);
  c.number("parameters", (r.found.trainable + r.found.fixed).value);
  c.number("trainable_parameters", r.found.trainable.value);
  c.number("activations", r.found.activations.value);
}

}  // namespace nns::report
