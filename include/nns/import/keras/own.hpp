// Reads what nns::to_keras_json writes where Keras has no class: nns>kind with the layer's numbers and options, nns>own
// with a shape and a cost, and which of the library's kinds an Activation is.
#pragma once

#include <nns/import/keras/classes.hpp>
#include <nns/layers/families.hpp>

namespace nns::detail {

/// The value of an option at the reader's position.
struct own_option {
  keras_config& c;
  reader& r;
  options& o;

  /// Whether the key is this option's; if so, the option counts as given.
  [[nodiscard]] constexpr bool is(slice key, text name, option which) const {
    if (!r.is(key, name)) return false;
    if (which != option::none) o.given |= only(which);
    return true;
  }
  [[nodiscard]] constexpr shape numbers() const {
    const int begin = r.at;
    number_list list;
    shape found;
    if (!r.numbers(list)) return found;
    if (list.used > shape::max_rank) r.fail(file_rule::too_many_numbers, begin);
    for (int i = 0; i != list.used && i != shape::max_rank; ++i) found.push_back(list.values[i]);
    return found;
  }
  [[nodiscard]] constexpr axis_numbers per_axis() const { return axis_numbers(numbers()); }
  [[nodiscard]] constexpr std::int64_t number() const {
    std::int64_t found = 0;
    r.integer(found);
    return found;
  }
  [[nodiscard]] constexpr bool truth() const {
    bool found = false;
    r.truth(found);
    return found;
  }
  [[nodiscard]] constexpr text words() const {
    slice found{};
    if (!r.characters(found)) return {};
    return {c.s.characters + found.first, static_cast<std::size_t>(found.length)};
  }
  [[nodiscard]] constexpr activation_kind activation() const {
    slice found{};
    r.characters(found);
    return c.activation_named(found);
  }
  /// Which of the names the text is.
  template <std::size_t N>
  [[nodiscard]] constexpr int one_of(const text (&names)[N]) const {
    const int begin = r.at;
    const text found = words();
    for (std::size_t i = 0; i != N; ++i)
      if (found == names[i]) return static_cast<int>(i);
    r.fail(file_rule::the_value_is_not_known, begin);
    return 0;
  }
};

constexpr bool read_window_option(const own_option& v, slice key) {
  constexpr text paddings[] = {"valid", "same", "causal"};
  constexpr text formats[] = {"channels_last", "channels_first"};
  options& o = v.o;
  if (v.is(key, "kernel_size", option::kernel)) {
    o.kernel = v.per_axis();
  } else if (v.is(key, "strides", option::strides)) {
    o.strides = v.per_axis();
  } else if (v.is(key, "dilation_rate", option::dilation)) {
    o.dilation = v.per_axis();
  } else if (v.is(key, "padding", option::padding) && v.c.s[v.r.at] == '[') {
    o.padding = padding_mode::explicit_;
    o.pads = v.per_axis();
  } else if (v.is(key, "padding", option::padding)) {
    o.padding = static_cast<padding_mode>(v.one_of(paddings));
  } else if (v.is(key, "output_padding", option::output_padding)) {
    o.output_padding = v.per_axis();
  } else if (v.is(key, "groups", option::groups)) {
    o.groups = v.number();
  } else if (v.is(key, "depth_multiplier", option::depth_multiplier)) {
    o.depth_multiplier = v.number();
  } else if (v.is(key, "ceil_mode", option::ceil_mode)) {
    o.ceil_mode = v.truth();
  } else if (v.is(key, "data_format", option::channels_first)) {
    o.channels_first = v.one_of(formats) == 1;
  } else if (v.is(key, "key_value_strides", option::key_value_strides)) {
    o.key_value_strides = v.per_axis();
  } else {
    return false;
  }
  return true;
}

constexpr bool read_sequence_option(const own_option& v, slice key) {
  constexpr text merges[] = {"concat", "sum", "mul", "ave", "none"};
  options& o = v.o;
  if (v.is(key, "return_sequences", option::return_sequences)) {
    o.return_sequences = v.truth();
  } else if (v.is(key, "return_state", option::return_state)) {
    o.return_state = v.truth();
  } else if (v.is(key, "reset_after", option::reset_after)) {
    o.reset_after = v.truth();
  } else if (v.is(key, "recurrent_activation", option::recurrent_activation)) {
    o.recurrent_activation = v.activation();
  } else if (v.is(key, "two_biases", option::two_biases)) {
    o.two_biases = v.truth();
  } else if (v.is(key, "projection", option::projection)) {
    o.projection = v.number();
  } else if (v.is(key, "merge_mode", option::merge)) {
    o.merge = static_cast<merge_mode>(v.one_of(merges));
  } else {
    return false;
  }
  return true;
}

constexpr bool read_attention_option(const own_option& v, slice key) {
  options& o = v.o;
  if (v.is(key, "value_dim", option::value_dim)) {
    o.value_dim = v.number();
  } else if (v.is(key, "output_dim", option::output_dim)) {
    set_output(o, v.numbers());
  } else if (v.is(key, "return_attention_scores", option::return_attention_scores)) {
    o.return_attention_scores = v.truth();
  } else if (v.is(key, "query_bias", option::query_bias)) {
    o.query_bias = v.truth();
  } else if (v.is(key, "key_bias", option::key_bias)) {
    o.key_bias = v.truth();
  } else if (v.is(key, "value_bias", option::value_bias)) {
    o.value_bias = v.truth();
  } else if (v.is(key, "output_bias", option::output_bias)) {
    o.output_bias = v.truth();
  } else if (v.is(key, "normalization_vectors", option::query_key_normalization)) {
    const int begin = v.r.at;
    const std::int64_t vectors = v.number();
    if (vectors < 0 || vectors > 2) v.r.fail(file_rule::the_value_is_not_known, begin);
    o.normalization_vectors = static_cast<int>(vectors);
  } else if (v.is(key, "over_all_heads", option::query_key_normalization)) {
    o.over_all_heads = v.truth();
  } else if (v.is(key, "count_masked", option::count_masked)) {
    o.count_masked = v.truth();
  } else if (v.is(key, "cached", option::cached)) {
    o.cached = v.number();
  } else if (v.is(key, "window", option::window)) {
    o.window = v.number();
  } else if (v.is(key, "query_latent", option::query_latent)) {
    o.query_latent = v.number();
  } else if (v.is(key, "attention_sinks", option::attention_sinks)) {
    o.attention_sinks = v.truth();
  } else if (v.is(key, "position_buckets", option::position_buckets)) {
    o.position_buckets = v.number();
  } else if (v.is(key, "use_scale", option::use_scale)) {
    o.use_scale = v.truth();
  } else if (v.is(key, "continuous_position_bias", option::continuous_position_bias)) {
    o.continuous_position_bias = v.number();
  } else if (v.is(key, "relative_positions", option::relative_positions)) {
    o.relative_positions = v.truth();
  } else {
    return false;
  }
  return true;
}

constexpr bool read_common_option(const own_option& v, slice key) {
  options& o = v.o;
  if (v.is(key, "use_bias", option::bias)) {
    o.bias = v.truth();
  } else if (v.is(key, "scale", option::scale)) {
    o.scale = v.truth();
  } else if (v.is(key, "center", option::center)) {
    o.center = v.truth();
  } else if (v.is(key, "renorm", option::renorm)) {
    o.renorm = v.truth();
  } else if (v.is(key, "keepdims", option::keepdims)) {
    o.keepdims = v.truth();
  } else if (v.is(key, "activation", option::activation)) {
    o.activation = v.activation();
  } else if (v.is(key, "axis", option::axis)) {
    o.axes = v.numbers();
    o.axis = o.axes.used == 0 ? -1 : o.axes[0];
  } else if (v.is(key, "shared_axes", option::shared_axes)) {
    o.shared_axes = v.numbers();
  } else if (v.is(key, "equation", option::none)) {
    o.equation = v.words();
  } else if (v.is(key, "lora_rank", option::lora_rank)) {
    o.lora_rank = v.number();
  } else if (v.is(key, "bias_axes", option::bias_axes)) {
    o.bias_axes = v.words();
  } else {
    return false;
  }
  return true;
}

/// Calls f(key, reader) for each key of the layer's config; f reads the value, or returns false.
template <class F>
constexpr void each_config_key(keras_config& c, const F& f) {
  reader r(c.s, c.layer.position);
  slice key{};
  r.open('{');
  for (r.key(key); !r.is(key, "config"); r.key(key)) {  // which has been read
    r.skip();
    r.more('}');
  }
  if (r.open('{')) do {
      r.key(key);
      if (!f(key, r)) r.skip();
    } while (r.more('}'));
  c.keep(r);
}

/// nns>kind: the layer's numbers and options. A key that is not an option of any layer is skipped.
constexpr void read_own_words(keras_config& c) {
  each_config_key(c, [&c](slice key, reader& r) {
    const own_option value{c, r, c.layer.given};
    if (r.is(key, "numbers")) {
      c.layer.numbers = value.numbers();
      return true;
    }
    return read_window_option(value, key) || read_sequence_option(value, key) || read_attention_option(value, key) ||
           read_common_option(value, key);
  });
}

/// nns>own: a shape, and the layer's cost.
constexpr void read_stated_cost(keras_config& c) {
  constexpr text names[] = {"forward", "backward", "parameters", "trainable_parameters", "activations"};
  constexpr int counts = 5;
  unsigned seen = 0;
  for (int i = 0; i != counts; ++i) c.layer.numbers.push_back(0);
  each_config_key(c, [&](slice key, reader& r) {
    const own_option value{c, r, c.layer.given};
    if (r.is(key, "kind")) {
      c.layer.given.equation = value.words();
    } else if (r.is(key, "output_shape")) {
      c.layer.given.axes = value.numbers();
      seen |= 1U << counts;
    } else {
      int i = 0;
      while (i != counts && !r.is(key, names[i])) ++i;
      if (i == counts) return false;
      const shape one = value.numbers();  // null: not known
      if (one.used != 1) return r.fail(file_rule::an_integer_is_expected);
      if (one[0] < shape::unknown) return r.fail(file_rule::the_value_is_not_known);
      c.layer.numbers[i] = one[0];
      seen |= 1U << i;
    }
    return true;
  });
  if (c.layer.given.equation.empty()) c.fail(file_rule::a_key_is_missing, c.layer.position, "kind");
  for (int i = 0; i <= counts; ++i)
    if ((seen >> i & 1U) == 0)
      c.fail(file_rule::a_key_is_missing, c.layer.position, i == counts ? text{"output_shape"} : names[i]);
}

/// nns>conv2d: the class of a kind; unknown if this library has no such kind.
constexpr keras_class own_class(const source& s, slice word) {
  constexpr text prefix = "nns>";
  const int length = word.length - static_cast<int>(prefix.size());
  if (length < 1 || !s.matches(word.first, prefix)) return {};
  const text kind{s.characters + word.first + prefix.size(), static_cast<std::size_t>(length)};
  if (kind == text{"own"}) return {layer_role::stated, &stated_family, &read_stated_cost};
  const family* const found = family_of_kind(kind);
  if (found == nullptr) return {};
  const bool wraps = found == &training_only_family || found == &time_distributed_family ||
                     found == &bidirectional_family || found == &rnn_family;
  return {wraps ? layer_role::wrapper : layer_role::layer, found, &read_own_words};
}

/// The kind of an Activation that the library has as a layer of its own: gelu, silu, ...
constexpr const family* own_activation(const source& s, slice word, const family* otherwise) {
  const family* const found =
      family_of_kind({s.characters + word.first, static_cast<std::size_t>(word.length)});
  const bool fits = found != nullptr && otherwise == &activation_family && found->work == activation_family.work;
  return fits ? found : otherwise;
}

}  // namespace nns::detail
