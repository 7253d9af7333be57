// One layer as Keras writes it: its class, if Keras can build the layer as it was given. Otherwise it is a custom
// object, nns>kind (see nns/export/keras.hpp), with Keras' words where it has any.
#pragma once

#include <nns/export/keras/configs.hpp>

namespace nns::report {

namespace keras_configs {

/// Whether explicit padding is zero, or what `same` pads here, so that Keras can express it.
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

/// Keras has no explicit padding, and causal padding only in Conv1D; its attention has a causal mask instead. The mean
/// over a padded window is computed differently there.
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
  if (r.copied || !keras_configs::pads_as_keras(r) || !keras_configs::knows_activations(r)) return nullptr;
  for (const keras_layer_class& known : keras_configs::all)
    if (known.kind == r.kind) return (r.given.given & known.cannot) == 0 ? &known : nullptr;
  return nullptr;
}

/// The numbers and options of a layer of this library, with Keras' words where it has any.
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
  if (has(option::output_dim)) o.shared_axes.used != 0 ? c.list("output_dim", o.shared_axes) : c.number("output_dim", o.output_dim);
  if (has(option::continuous_position_bias)) c.number("continuous_position_bias", o.continuous_position_bias);
  if (has(option::relative_positions)) c.truth("relative_positions", o.relative_positions);
  if (has(option::bias_axes)) c.word("bias_axes", o.bias_axes);
  if (has(option::count_masked)) c.truth("count_masked", o.count_masked);
  if (has(option::cached)) c.number("cached", o.cached);
  if (has(option::window)) c.number("window", o.window);
  if (has(option::attention_sinks)) c.truth("attention_sinks", o.attention_sinks);
  if (has(option::position_buckets)) c.number("position_buckets", o.position_buckets);
  if (has(option::query_latent)) c.number("query_latent", o.query_latent);
  if (has(option::return_attention_scores)) c.truth("return_attention_scores", o.return_attention_scores);
  if (has(option::use_scale)) c.truth("use_scale", o.use_scale);
  if (has(option::keepdims)) c.truth("keepdims", o.keepdims);
  if (has(option::renorm)) c.truth("renorm", o.renorm);
  if (has(option::two_biases)) c.truth("two_biases", o.two_biases);
  if (has(option::lora_rank)) c.number("lora_rank", o.lora_rank);
  if (has(option::projection)) c.number("projection", o.projection);
  if (has(option::query_bias)) c.truth("query_bias", o.query_bias);
  if (has(option::key_bias)) c.truth("key_bias", o.key_bias);
  if (has(option::value_bias)) c.truth("value_bias", o.value_bias);
  if (has(option::output_bias)) c.truth("output_bias", o.output_bias);
  if (has(option::query_key_normalization)) {
    c.number("normalization_vectors", o.normalization_vectors);
    c.truth("over_all_heads", o.over_all_heads);
  }
  if (has(option::bias)) c.bias();
  if (has(option::scale)) c.truth("scale", o.scale);
  if (has(option::center)) c.truth("center", o.center);
  if (has(option::return_sequences)) c.truth("return_sequences", o.return_sequences);
  if (has(option::return_state)) c.truth("return_state", o.return_state);
  if (has(option::reset_after)) c.truth("reset_after", o.reset_after);
  if (has(option::merge)) c.word("merge_mode", merges[static_cast<std::size_t>(o.merge)]);
  if (has(option::channels_first)) c.data_format();
  if (has(option::recurrent_activation)) c.word("recurrent_activation", keras_activation(o.recurrent_activation));
  if (has(option::activation)) c.activation();
}

/// The cost of a layer of the user's own.
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
