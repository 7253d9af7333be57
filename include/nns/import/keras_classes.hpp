// The classes of Keras' layers, of all its versions: which family each is, and how its config is read.
// A class that is not here is an error in a file, unless its user says that it costs nothing.
#pragma once

#include <nns/import/assumed.hpp>
#include <nns/import/file_layers.hpp>
#include <nns/import/keras_config.hpp>
#include <nns/import/operations.hpp>
#include <nns/layers/conv_lstm.hpp>
#include <nns/layers/highway.hpp>
#include <nns/layers/locally_connected.hpp>
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/product.hpp>
#include <nns/nns.hpp>

namespace nns::detail {

struct keras_class {
  layer_role role = layer_role::unknown;
  const family* kind = nullptr;
  void (*read)(keras_config&) = nullptr;
};

constexpr void read_nothing(keras_config&) {}

constexpr void read_input(keras_config& c) {
  if (c.has(keras_key::input_shape)) c.input_of(c.numbers(keras_key::input_shape));
  c.layer.numbers = c.layer.input_shape;
}

/// No layer of this kind is known with an adapter.
constexpr void read_no_adapter(keras_config& c) {
  if (c.has(keras_key::lora_rank))
    c.fail(file_rule::the_value_is_not_known, c.place(keras_key::lora_rank), "lora_rank");
}
/// An adapter of low rank has its number behind those of the layer.
constexpr void read_adapter(keras_config& c) {
  if (!c.has(keras_key::lora_rank)) return;
  const family* const changed = adapted(c.layer.kind);
  if (changed == nullptr) return read_no_adapter(c);
  c.layer.kind = changed;
  c.layer.numbers.push_back(c.needed("lora_rank", keras_key::lora_rank));
}

constexpr void read_dense(keras_config& c) {
  c.layer.numbers = {c.needed("units", keras_key::units, keras_key::output_dim)};
  c.bias();
  c.activation();
  if (c.has(keras_key::input_dim)) {
    shape dims;
    if (c.has(keras_key::input_length)) dims.push_back(c.needed("input_length", keras_key::input_length));
    dims.push_back(c.needed("input_dim", keras_key::input_dim));
    c.input_of(dims);
  }
  read_adapter(c);
}

/// kernel_size; in Keras 1 nb_row and nb_col, or kernel_dim1 to 3.
constexpr shape kernel_of(keras_config& c, int axes) {
  if (c.has(keras_key::kernel_size)) return c.numbers(keras_key::kernel_size);
  if (axes == 2 && c.has(keras_key::nb_row))
    return {c.needed("nb_row", keras_key::nb_row), c.needed("nb_col", keras_key::nb_col)};
  if (axes == 3 && c.has(keras_key::kernel_dim1))
    return {c.needed("kernel_dim1", keras_key::kernel_dim1), c.needed("kernel_dim2", keras_key::kernel_dim2),
            c.needed("kernel_dim3", keras_key::kernel_dim3)};
  c.fail(file_rule::a_key_is_missing, c.layer.position, "kernel_size");
  return {1};
}

template <int Axes>
constexpr void read_window(keras_config& c) {
  c.give(kernel_of(c, Axes), option::kernel, &options::kernel, Axes, -1);
  c.per_axis(keras_key::strides, option::strides, &options::strides, Axes);
  c.per_axis(keras_key::dilation, option::dilation, &options::dilation, Axes);
  c.padding();
  c.data_format();
  c.bias();
  c.activation();
}

constexpr void read_groups(keras_config& c) {
  if (c.has(keras_key::groups)) c.layer.given.groups = c.needed("groups", keras_key::groups);
  if (c.layer.given.groups != 1) c.layer.given.given |= bit(option::groups);
}

constexpr void read_multiplier(keras_config& c) {
  options& o = c.layer.given;
  if (c.has(keras_key::depth_multiplier))
    o.depth_multiplier = c.needed("depth_multiplier", keras_key::depth_multiplier);
  if (o.depth_multiplier != 1) o.given |= bit(option::depth_multiplier);
}

template <int Axes>
constexpr void read_convolution(keras_config& c) {
  c.layer.numbers = {c.needed("filters", keras_key::filters)};
  read_window<Axes>(c);
  read_groups(c);
  if constexpr (Axes == 1) {
    if (c.has(keras_key::input_dim) && c.place(keras_key::input_length) != 0) {
      const std::int64_t length =
          c.has(keras_key::input_length) ? c.needed("input_length", keras_key::input_length) : shape::unknown;
      c.input_of({length, c.needed("input_dim", keras_key::input_dim)});
    }
  }
  read_adapter(c);
}

template <int Axes>
constexpr void read_transposed(keras_config& c) {
  read_convolution<Axes>(c);
  if (!c.has(keras_key::output_padding)) return;
  const shape n = c.numbers(keras_key::output_padding);
  c.give(n, option::output_padding, &options::output_padding, Axes, -1);
}

/// Keras 1: the output's shape is stated.
constexpr void read_deconvolution(keras_config& c) {
  read_convolution<2>(c);
  shape out;
  if (!c.has(keras_key::output_shape)) {
    c.fail(file_rule::a_key_is_missing, c.layer.position, "output_shape");
  } else if (c.batched_shape(c.place(keras_key::output_shape), out)) {
    if (out.used != 3) c.fail(file_rule::the_value_is_not_known, c.place(keras_key::output_shape), "output_shape");
    const int first = c.layer.given.channels_first ? 1 : 0;
    c.layer.numbers = {c.layer.numbers[0], out[first], out[first + 1]};
  }
}

template <int Axes>
constexpr void read_depthwise(keras_config& c) {
  read_window<Axes>(c);
  read_multiplier(c);
}

template <int Axes>
constexpr void read_separable(keras_config& c) {
  c.layer.numbers = {c.needed("filters", keras_key::filters)};
  read_window<Axes>(c);
  read_multiplier(c);
}

template <int Axes>
constexpr void read_pool(keras_config& c) {
  shape window = c.numbers(keras_key::pool_size);
  if (window.used == 0) window = {2};
  const shape strides = c.has(keras_key::strides) ? c.numbers(keras_key::strides) : window;
  if (!(strides == window)) c.give(strides, option::strides, &options::strides, Axes, -1);
  bool alike = window.used == Axes;
  for (int i = 1; i < window.used; ++i) alike = alike && window[i] == window[0];
  c.layer.numbers = alike ? shape{window[0]} : window;
  c.padding();
  c.data_format();
}

constexpr void read_global_pool(keras_config& c) {
  c.data_format();
  if (!c.truth(keras_key::keepdims, false)) return;
  c.layer.given.given |= bit(option::keepdims);
  c.layer.given.keepdims = true;
}

constexpr void read_spatial(keras_config& c, shape n, int axes) {
  bool alike = n.used != 0;
  for (int i = 1; i < n.used; ++i) alike = alike && n[i] == n[0];
  if (alike && (n.used == axes || n.used == 2 * axes)) n = {n[0]};
  c.layer.numbers = n;
  c.data_format();
}

/// One number, one for each axis, or two; Keras 1 also {"top_pad": 1, "bottom_pad": 2, ...}.
template <int Axes>
constexpr void read_padding(keras_config& c) {
  shape n{1};
  if (c.kind_of(keras_key::padding) == '{') {
    constexpr text names[] = {"top_pad", "bottom_pad", "left_pad", "right_pad"};
    n = {0, 0, 0, 0};
    reader r(c.s, c.place(keras_key::padding));
    slice name;
    if (r.open('{')) do {
        std::int64_t pad = 0;
        r.key(name);
        if (!r.integer(pad)) break;
        for (int i = 0; i != 4; ++i)
          if (r.is(name, names[i])) n[i] = pad;
      } while (r.more('}'));
    c.keep(r);
    if constexpr (Axes == 1) n = {n[2], n[3]};
  } else if (c.has(keras_key::padding)) {
    n = c.numbers(keras_key::padding);
  }
  read_spatial(c, n, Axes);
}

template <int Axes>
constexpr void read_cropping(keras_config& c) {
  read_spatial(c, c.has(keras_key::cropping) ? c.numbers(keras_key::cropping) : shape{1}, Axes);
}

template <int Axes>
constexpr void read_up_sampling(keras_config& c) {
  read_spatial(c, c.has(keras_key::size) ? c.numbers(keras_key::size) : shape{2}, Axes);
}

constexpr void read_reshape(keras_config& c) {
  if (!c.has(keras_key::target_shape)) c.fail(file_rule::a_key_is_missing, c.layer.position, "target_shape");
  c.layer.numbers = c.numbers(keras_key::target_shape);
}
constexpr void read_permute(keras_config& c) {
  if (!c.has(keras_key::dims)) c.fail(file_rule::a_key_is_missing, c.layer.position, "dims");
  c.layer.numbers = c.numbers(keras_key::dims);
}
constexpr void read_repeat(keras_config& c) { c.layer.numbers = {c.needed("n", keras_key::n)}; }

/// The activation of the layer is known to whoever prints it; it is no option of the family.
constexpr void read_activation(keras_config& c) { c.layer.given.activation = c.activation_at(keras_key::activation); }

constexpr void read_shared_axes(keras_config& c) {
  if (!c.has(keras_key::shared_axes)) return;
  c.layer.given.shared_axes = c.numbers(keras_key::shared_axes);
  if (c.layer.given.shared_axes.used != 0) c.layer.given.given |= bit(option::shared_axes);
}
template <int Parameters>
constexpr void read_learned_activation(keras_config& c) {
  c.layer.numbers = {Parameters};
  read_shared_axes(c);
}

constexpr void read_normalization(keras_config& c) {
  c.axes(keras_key::axis);
  c.scale_and_center();
}
/// With rms_scaling there is a gamma, and no beta.
constexpr void read_layer_normalization(keras_config& c) {
  c.axes(keras_key::axis);
  if (c.truth(keras_key::rms_scaling, false)) {
    c.layer.kind = &rms_normalization_family;
    return;
  }
  c.scale_and_center();
}
constexpr void read_axes(keras_config& c) { c.axes(keras_key::axis); }
/// By numbers that the config holds, by one mean of all elements, or by those of each feature along the axes.
constexpr void read_measured_normalization(keras_config& c) {
  const bool said = c.has(keras_key::mean);
  const bool one = c.kind_of(keras_key::axis) == 'n' ||
                   (c.kind_of(keras_key::axis) == '[' && c.numbers(keras_key::axis).used == 0);
  if (!said && !one) return c.axes(keras_key::axis);
  c.layer.kind = &measured_normalization_family;
  c.layer.numbers = {said ? 0 : 3};
}
constexpr void read_group_normalization(keras_config& c) {
  read_normalization(c);
  const std::int64_t groups = c.has(keras_key::groups) ? c.needed("groups", keras_key::groups) : 32;
  if (groups == -1)
    c.layer.kind = &instance_normalization_family;  // a group for each channel
  else
    c.layer.numbers = {groups};
}

constexpr void read_embedding(keras_config& c) {
  c.layer.numbers = {c.needed("input_dim", keras_key::input_dim), c.needed("output_dim", keras_key::output_dim)};
  if (c.has(keras_key::input_length) && c.kind_of(keras_key::input_length) != '[')
    c.input_of({c.needed("input_length", keras_key::input_length)});
  read_adapter(c);
}
constexpr void read_reversible_embedding(keras_config& c) {
  c.layer.numbers = {c.needed("input_dim", keras_key::input_dim), c.needed("output_dim", keras_key::output_dim)};
  read_no_adapter(c);
  if (!c.truth(keras_key::tie_weights, true)) c.layer.kind = &untied_embedding_family;
}

constexpr std::int64_t encoding_of(keras_config& c, encoding otherwise) {
  const slice mode = c.word(keras_key::output_mode);
  if (c.is(mode, "int")) return static_cast<std::int64_t>(encoding::as_it_came);
  if (c.is(mode, "one_hot")) return static_cast<std::int64_t>(encoding::one_hot);
  if (c.is(mode, "multi_hot") || c.is(mode, "count") || c.is(mode, "binary"))
    return static_cast<std::int64_t>(encoding::counted);
  if (mode.length != 0) c.fail(file_rule::the_value_is_not_known, c.place(keras_key::output_mode), "output_mode");
  return static_cast<std::int64_t>(otherwise);
}
constexpr void read_category_encoding(keras_config& c) {
  c.layer.numbers = {c.needed("num_tokens", keras_key::num_tokens), encoding_of(c, encoding::counted)};
}
/// There is a bin more than there are boundaries.
constexpr void read_discretization(keras_config& c) {
  const std::int64_t mode = encoding_of(c, encoding::as_it_came);
  std::int64_t bins = 1;
  if (c.kind_of(keras_key::bin_boundaries) == '[') {
    reader r(c.s, c.place(keras_key::bin_boundaries));
    if (r.open('[')) do {
        ++bins;
        r.skip();
      } while (r.more(']'));
  } else if (mode != static_cast<std::int64_t>(encoding::as_it_came)) {
    bins = c.needed("num_bins", keras_key::num_bins);
  }
  c.layer.numbers = {bins, mode};
}

template <int Axes>
constexpr void read_adaptive_pool(keras_config& c) {
  if (!c.has(keras_key::output_size)) c.fail(file_rule::a_key_is_missing, c.layer.position, "output_size");
  read_spatial(c, c.numbers(keras_key::output_size), Axes);
}

/// The activation of a recurrent layer, tanh by default; and that of its gates.
constexpr void read_state_activation(keras_config& c) {
  options& o = c.layer.given;
  if (c.place(keras_key::activation) == 0) return;
  o.activation = c.activation_at(keras_key::activation);
  if (o.activation == activation_kind::tanh_)
    o.activation = activation_kind::unset;
  else
    o.given |= bit(option::activation);
}
constexpr void read_units(keras_config& c) { c.layer.numbers = {c.needed("units", keras_key::units)}; }
constexpr void read_cell(keras_config& c) {
  c.layer.numbers = {c.needed("units", keras_key::units, keras_key::output_dim)};
  c.bias();
  read_state_activation(c);
}
constexpr void read_gates(keras_config& c) {
  read_state_activation(c);
  options& o = c.layer.given;
  if (c.place(keras_key::recurrent_activation) == 0) return;
  o.recurrent_activation = c.activation_at(keras_key::recurrent_activation);
  if (o.recurrent_activation == activation_kind::sigmoid)
    o.recurrent_activation = activation_kind::unset;
  else
    o.given |= bit(option::recurrent_activation);
}
constexpr void read_gated_cell(keras_config& c) {
  read_cell(c);
  read_gates(c);
}
/// Without the key, in Keras 1 and early Keras 2, the reset gate came first.
constexpr void read_gru_cell(keras_config& c) {
  read_gated_cell(c);
  if (c.truth(keras_key::reset_after, false)) return;
  c.layer.given.given |= bit(option::reset_after);
  c.layer.given.reset_after = false;
}

constexpr void read_sequence(keras_config& c) {
  options& o = c.layer.given;
  o.return_sequences = c.truth(keras_key::return_sequences, false);
  o.return_state = c.truth(keras_key::return_state, false);
  if (o.return_sequences) o.given |= bit(option::return_sequences);
  if (o.return_state) o.given |= bit(option::return_state);
  if (!c.has(keras_key::input_dim)) return;
  const std::int64_t length =
      c.has(keras_key::input_length) ? c.needed("input_length", keras_key::input_length) : shape::unknown;
  c.input_of({length, c.needed("input_dim", keras_key::input_dim)});
}
template <void (*Read)(keras_config&)>
constexpr void read_recurrent(keras_config& c) {
  Read(c);
  read_sequence(c);
}
constexpr void read_bidirectional(keras_config& c) {
  options& o = c.layer.given;
  if (c.place(keras_key::merge_mode) == 0) return;
  if (!c.has(keras_key::merge_mode)) {
    o.merge = merge_mode::none;
  } else {
    const slice found = c.word(keras_key::merge_mode);
    if (c.is(found, "concat")) return;
    if (c.is(found, "sum"))
      o.merge = merge_mode::sum;
    else if (c.is(found, "mul"))
      o.merge = merge_mode::mul;
    else if (c.is(found, "ave"))
      o.merge = merge_mode::ave;
    else
      c.fail(file_rule::the_value_is_not_known, c.place(keras_key::merge_mode), "merge_mode");
  }
  o.given |= bit(option::merge);
}

constexpr void read_dot(keras_config& c) {
  c.layer.numbers = c.has(keras_key::axes) ? c.numbers(keras_key::axes) : shape{-1};
}

/// Keras 1: one class for all merges.
constexpr void read_merge(keras_config& c) {
  const slice mode = c.word(keras_key::mode);
  struct entry {
    text name;
    const family* kind;
  };
  constexpr entry known[] = {{"sum", &add_family},         {"mul", &multiply_family},      {"ave", &average_family},
                             {"max", &maximum_family},     {"concat", &concatenate_family},
                             {"dot", &dot_family},         {"cos", &dot_family}};
  for (const entry& e : known)
    if (c.is(mode, e.name)) c.layer.kind = e.kind;
  if (c.layer.kind == nullptr) {
    c.fail(file_rule::the_value_is_not_known, c.place(keras_key::mode), "mode");
  } else if (c.layer.kind == &concatenate_family) {
    c.axes(keras_key::axis);
  } else if (c.layer.kind == &dot_family) {
    read_dot(c);
  }
}

constexpr void read_concatenate(keras_config& c) { c.axes(keras_key::axis); }

constexpr void read_attention_options(keras_config& c, std::int64_t key_size) {
  options& o = c.layer.given;
  if (c.has(keras_key::value_dim)) o.value_dim = c.needed("value_dim", keras_key::value_dim);
  if (o.value_dim == key_size) o.value_dim = 0;
  if (o.value_dim != 0) o.given |= bit(option::value_dim);
  if (c.has(keras_key::output_shape)) {
    o.output_dim = c.needed("output_shape", keras_key::output_shape);
    o.given |= bit(option::output_dim);
  }
  c.bias();
  const shape along = c.numbers(keras_key::attention_axes);
  if (along.used == 1) {  // several: all but the batch and the features, as without it
    o.axis = along[0];
    o.axes = along;
    o.given |= bit(option::axis);
  }
}
constexpr void read_multi_head_attention(keras_config& c) {
  c.layer.numbers = {c.needed("num_heads", keras_key::num_heads), c.needed("key_dim", keras_key::key_dim)};
  read_attention_options(c, c.layer.numbers[1]);
}
constexpr void read_grouped_query_attention(keras_config& c) {
  c.layer.numbers = {c.needed("head_dim", keras_key::head_dim), c.needed("num_query_heads", keras_key::num_heads),
                     c.needed("num_key_value_heads", keras_key::num_key_value_heads)};
  c.bias();
}
constexpr void read_attention(keras_config& c) {
  if (const slice mode = c.word(keras_key::score_mode); c.is(mode, "concat"))
    c.layer.kind = &summed_attention_family;
  else if (mode.length != 0 && !c.is(mode, "dot"))
    c.fail(file_rule::the_value_is_not_known, c.place(keras_key::score_mode), "score_mode");
  if (!c.truth(keras_key::use_scale, false)) return;
  c.layer.given.given |= bit(option::use_scale);
  c.layer.given.use_scale = true;
}
constexpr void read_additive_attention(keras_config& c) {
  if (c.truth(keras_key::use_scale, true)) return;
  c.layer.given.given |= bit(option::scale);
  c.layer.given.scale = false;
}

constexpr void read_einsum_dense(keras_config& c) {
  options& o = c.layer.given;
  const auto text_of = [&c](slice s) { return text{c.s.characters + s.first, static_cast<std::size_t>(s.length)}; };
  read_no_adapter(c);
  if (!c.has(keras_key::equation)) c.fail(file_rule::a_key_is_missing, c.layer.position, "equation");
  if (!c.has(keras_key::output_shape)) c.fail(file_rule::a_key_is_missing, c.layer.position, "output_shape");
  o.equation = text_of(c.word(keras_key::equation));
  c.layer.numbers = c.numbers(keras_key::output_shape);
  if (c.has(keras_key::bias_axes)) {
    o.bias_axes = text_of(c.word(keras_key::bias_axes));
    o.given |= bit(option::bias_axes);
  }
  c.activation();
}

template <int Axes>
constexpr void read_conv_lstm(keras_config& c) {
  c.layer.numbers = {c.needed("filters", keras_key::filters)};
  c.give(kernel_of(c, Axes), option::kernel, &options::kernel, Axes, -1);
  c.per_axis(keras_key::strides, option::strides, &options::strides, Axes);
  c.per_axis(keras_key::dilation, option::dilation, &options::dilation, Axes);
  c.padding();
  c.data_format();
  c.bias();
  read_gates(c);
  read_sequence(c);
}

template <int Axes>
constexpr void read_locally_connected(keras_config& c) {
  c.layer.numbers = {c.needed("filters", keras_key::filters)};
  c.give(kernel_of(c, Axes), option::kernel, &options::kernel, Axes, -1);
  c.per_axis(keras_key::strides, option::strides, &options::strides, Axes);
  c.padding();
  c.data_format();
  c.bias();
  c.activation();
}

constexpr void read_highway(keras_config& c) {
  c.bias();
  c.activation();
  if (c.has(keras_key::input_dim)) c.input_of({c.needed("input_dim", keras_key::input_dim)});
}
constexpr void read_maxout_dense(keras_config& c) {
  c.layer.numbers = {c.needed("output_dim", keras_key::output_dim),
                     c.has(keras_key::nb_feature) ? c.needed("nb_feature", keras_key::nb_feature) : 4};
  c.bias();
  if (c.has(keras_key::input_dim)) c.input_of({c.needed("input_dim", keras_key::input_dim)});
}

constexpr void read_resizing(keras_config& c) {
  c.layer.numbers = {c.needed("height", keras_key::height), c.needed("width", keras_key::width)};
  c.data_format();
}

/// A function in the host language: its output's shape is taken from the file where it is said.
constexpr void read_lambda(keras_config& c) {
  if (c.kind_of(keras_key::output_shape) != '[') return;
  reader r(c.s, c.place(keras_key::output_shape));
  number_list n;
  if (!r.numbers(n) || n.used == 0 || n.used > shape::max_rank) return;
  for (int i = 0; i != n.used; ++i) c.layer.numbers.push_back(n.values[i]);
  c.layer.takes_given_shape = true;
}

/// A function that tf.keras names in the config.
constexpr void read_function(keras_config& c) {
  if (c.has(keras_key::function)) {
    slice& name = c.layer.class_name = c.word(keras_key::function);
    constexpr text versioned = "compat.v1.";
    if (name.length > static_cast<int>(versioned.size()) && c.s.matches(name.first, versioned))
      name = {name.first + static_cast<int>(versioned.size()), name.length - static_cast<int>(versioned.size())};
  }
  if (c.kind_of(keras_key::node_def) == '{') {
    reader r(c.s, c.place(keras_key::node_def));
    slice name;
    if (r.open('{')) do {
        r.key(name);
        if (r.is(name, "op") && c.s[r.at] == '"')
          r.characters(c.layer.class_name);
        else
          r.skip();
      } while (r.more('}'));
  }
}

inline constexpr auto keras_classes = [] {
  dictionary<keras_class, 1024> all;
  using role = layer_role;
  const auto layer = [&all](text name, const family& kind, void (*read)(keras_config&) = &read_nothing) {
    all.add(name, {role::layer, &kind, read});
  };
  const auto other = [&all](text name, role how, const family* kind = nullptr,
                            void (*read)(keras_config&) = &read_nothing) {
    all.add(name, {how, kind, read});
  };

  other("InputLayer", role::input, &input_family, &read_input);
  other("Sequential", role::sequential);
  other("Functional", role::functional);
  other("Model", role::functional);
  other("Lambda", role::assumed, &assumed_family, &read_lambda);
  other("TimeDistributed", role::wrapper, &time_distributed_family);
  other("Bidirectional", role::wrapper, &bidirectional_family, &read_bidirectional);
  other("SpectralNormalization", role::wrapper, &spectral_normalization_family);
  other("RNN", role::wrapper, &rnn_family, &read_sequence);
  other("StackedRNNCells", role::cells);
  other("Merge", role::merged_models, nullptr, &read_merge);
  other("TFOpLambda", role::operation, nullptr, &read_function);
  other("SlicingOpLambda", role::operation, nullptr, &read_function);
  other("TensorFlowOpLayer", role::operation, nullptr, &read_function);

  layer("Dense", dense_family, &read_dense);
  layer("Conv1D", conv1d_family, &read_convolution<1>);
  layer("Conv2D", conv2d_family, &read_convolution<2>);
  layer("Conv3D", conv3d_family, &read_convolution<3>);
  layer("Convolution1D", conv1d_family, &read_convolution<1>);
  layer("Convolution2D", conv2d_family, &read_convolution<2>);
  layer("Convolution3D", conv3d_family, &read_convolution<3>);
  layer("AtrousConvolution1D", conv1d_family, &read_convolution<1>);
  layer("AtrousConvolution2D", conv2d_family, &read_convolution<2>);
  layer("AtrousConv1D", conv1d_family, &read_convolution<1>);
  layer("AtrousConv2D", conv2d_family, &read_convolution<2>);
  layer("Conv1DTranspose", conv1d_transpose_family, &read_transposed<1>);
  layer("Conv2DTranspose", conv2d_transpose_family, &read_transposed<2>);
  layer("Conv3DTranspose", conv3d_transpose_family, &read_transposed<3>);
  layer("Convolution1DTranspose", conv1d_transpose_family, &read_transposed<1>);
  layer("Convolution2DTranspose", conv2d_transpose_family, &read_transposed<2>);
  layer("Convolution3DTranspose", conv3d_transpose_family, &read_transposed<3>);
  layer("Deconvolution2D", deconvolution_family, &read_deconvolution);
  layer("Deconv2D", deconvolution_family, &read_deconvolution);
  layer("DepthwiseConv1D", depthwise_conv1d_family, &read_depthwise<1>);
  layer("DepthwiseConv2D", depthwise_conv2d_family, &read_depthwise<2>);
  layer("DepthwiseConvolution2D", depthwise_conv2d_family, &read_depthwise<2>);
  layer("SeparableConv1D", separable_conv1d_family, &read_separable<1>);
  layer("SeparableConv2D", separable_conv2d_family, &read_separable<2>);
  layer("SeparableConvolution1D", separable_conv1d_family, &read_separable<1>);
  layer("SeparableConvolution2D", separable_conv2d_family, &read_separable<2>);

  layer("MaxPooling1D", max_pooling1d_family, &read_pool<1>);
  layer("MaxPooling2D", max_pooling2d_family, &read_pool<2>);
  layer("MaxPooling3D", max_pooling3d_family, &read_pool<3>);
  layer("AveragePooling1D", average_pooling1d_family, &read_pool<1>);
  layer("AveragePooling2D", average_pooling2d_family, &read_pool<2>);
  layer("AveragePooling3D", average_pooling3d_family, &read_pool<3>);
  layer("MaxPool1D", max_pooling1d_family, &read_pool<1>);
  layer("MaxPool2D", max_pooling2d_family, &read_pool<2>);
  layer("MaxPool3D", max_pooling3d_family, &read_pool<3>);
  layer("AvgPool1D", average_pooling1d_family, &read_pool<1>);
  layer("AvgPool2D", average_pooling2d_family, &read_pool<2>);
  layer("AvgPool3D", average_pooling3d_family, &read_pool<3>);
  layer("GlobalMaxPooling1D", global_max_pooling1d_family, &read_global_pool);
  layer("GlobalMaxPooling2D", global_max_pooling2d_family, &read_global_pool);
  layer("GlobalMaxPooling3D", global_max_pooling3d_family, &read_global_pool);
  layer("GlobalAveragePooling1D", global_average_pooling1d_family, &read_global_pool);
  layer("GlobalAveragePooling2D", global_average_pooling2d_family, &read_global_pool);
  layer("GlobalAveragePooling3D", global_average_pooling3d_family, &read_global_pool);
  layer("GlobalMaxPool1D", global_max_pooling1d_family, &read_global_pool);
  layer("GlobalMaxPool2D", global_max_pooling2d_family, &read_global_pool);
  layer("GlobalMaxPool3D", global_max_pooling3d_family, &read_global_pool);
  layer("GlobalAvgPool1D", global_average_pooling1d_family, &read_global_pool);
  layer("GlobalAvgPool2D", global_average_pooling2d_family, &read_global_pool);
  layer("GlobalAvgPool3D", global_average_pooling3d_family, &read_global_pool);

  layer("AdaptiveMaxPooling1D", adaptive_max_pooling1d_family, &read_adaptive_pool<1>);
  layer("AdaptiveMaxPooling2D", adaptive_max_pooling2d_family, &read_adaptive_pool<2>);
  layer("AdaptiveMaxPooling3D", adaptive_max_pooling3d_family, &read_adaptive_pool<3>);
  layer("AdaptiveAveragePooling1D", adaptive_average_pooling1d_family, &read_adaptive_pool<1>);
  layer("AdaptiveAveragePooling2D", adaptive_average_pooling2d_family, &read_adaptive_pool<2>);
  layer("AdaptiveAveragePooling3D", adaptive_average_pooling3d_family, &read_adaptive_pool<3>);

  layer("Flatten", flatten::kind);
  layer("Reshape", reshape_family, &read_reshape);
  layer("Permute", permute_family, &read_permute);
  layer("RepeatVector", repeat_vector_family, &read_repeat);
  layer("ZeroPadding1D", zero_padding1d_family, &read_padding<1>);
  layer("ZeroPadding2D", zero_padding2d_family, &read_padding<2>);
  layer("ZeroPadding3D", zero_padding3d_family, &read_padding<3>);
  layer("Cropping1D", cropping1d_family, &read_cropping<1>);
  layer("Cropping2D", cropping2d_family, &read_cropping<2>);
  layer("Cropping3D", cropping3d_family, &read_cropping<3>);
  layer("UpSampling1D", up_sampling1d_family, &read_up_sampling<1>);
  layer("UpSampling2D", up_sampling2d_family, &read_up_sampling<2>);
  layer("UpSampling3D", up_sampling3d_family, &read_up_sampling<3>);
  layer("Resizing", resizing_family, &read_resizing);
  layer("CenterCrop", center_crop_family, &read_resizing);
  layer("RandomCrop", random_crop_family, &read_resizing);
  layer("Rescaling", rescaling::kind);
  layer("RandomFlip", random_flip::kind);
  layer("RandomRotation", random_rotation::kind);
  layer("RandomZoom", random_zoom::kind);
  layer("RandomTranslation", random_translation::kind);
  layer("RandomBrightness", random_brightness::kind);
  layer("RandomContrast", random_contrast::kind);

  layer("Activation", activation_family, &read_activation);
  layer("ReLU", relu::kind);
  layer("LeakyReLU", leaky_relu::kind);
  layer("ThresholdedReLU", thresholded_relu::kind);
  layer("ELU", elu::kind);
  layer("Softmax", softmax::kind);
  layer("PReLU", prelu_family, &read_shared_axes);
  layer("ParametricSoftplus", learned_activation_family, &read_learned_activation<2>);
  layer("SReLU", learned_activation_family, &read_learned_activation<4>);

  for (const text name : {text{"BatchNormalization"}, text{"BatchNormalizationV1"}, text{"BatchNormalizationV2"},
                          text{"SyncBatchNormalization"}})
    layer(name, batch_normalization_family, &read_normalization);
  layer("LayerNormalization", layer_normalization_family, &read_layer_normalization);
  layer("RMSNormalization", rms_normalization_family, &read_axes);
  layer("GroupNormalization", group_normalization_family, &read_group_normalization);
  layer("UnitNormalization", unit_normalization_family, &read_axes);
  layer("Normalization", normalization_family, &read_measured_normalization);
  layer("LayerScale", layer_scale_family);

  layer("Dropout", dropout::kind);
  layer("SpatialDropout1D", spatial_dropout1d::kind);
  layer("SpatialDropout2D", spatial_dropout2d::kind);
  layer("SpatialDropout3D", spatial_dropout3d::kind);
  layer("AlphaDropout", alpha_dropout::kind);
  layer("GaussianDropout", gaussian_dropout::kind);
  layer("GaussianNoise", gaussian_noise::kind);
  layer("ActivityRegularization", activity_regularization::kind);
  layer("Masking", masking::kind);
  layer("StochasticDepth", stochastic_depth::kind);
  for (const text name : {text{"Identity"},
                          text{"RandomHue"},
                          text{"RandomSaturation"},
                          text{"RandomSharpness"},
                          text{"RandomShear"},
                          text{"RandomColorJitter"},
                          text{"RandomColorDegeneration"},
                          text{"RandomGrayscale"},
                          text{"RandomInvert"},
                          text{"RandomPosterization"},
                          text{"RandomErasing"},
                          text{"RandomGaussianBlur"},
                          text{"RandomPerspective"},
                          text{"RandomElasticTransform"},
                          text{"AutoContrast"},
                          text{"Equalization"},
                          text{"Solarization"},
                          text{"AugMix"},
                          text{"RandAugment"},
                          text{"MixUp"},
                          text{"CutMix"}})
    layer(name, identity::kind);

  layer("SimpleRNN", simple_rnn_family, &read_recurrent<&read_cell>);
  layer("LSTM", lstm_family, &read_recurrent<&read_gated_cell>);
  layer("GRU", gru_family, &read_recurrent<&read_gru_cell>);
  layer("CuDNNGRU", cudnn_gru_family, &read_recurrent<&read_units>);
  layer("CuDNNLSTM", cudnn_lstm_family, &read_recurrent<&read_units>);
  layer("ConvLSTM1D", conv_lstm1d_family, &read_conv_lstm<1>);
  layer("ConvLSTM2D", conv_lstm2d_family, &read_conv_lstm<2>);
  layer("ConvLSTM3D", conv_lstm3d_family, &read_conv_lstm<3>);
  layer("SimpleRNNCell", simple_rnn_cell_family, &read_cell);
  layer("LSTMCell", lstm_cell_family, &read_gated_cell);
  layer("GRUCell", gru_cell_family, &read_gru_cell);

  layer("Add", add_family);
  layer("Subtract", subtract_family);
  layer("Multiply", multiply_family);
  layer("Average", average_family);
  layer("Maximum", maximum_family);
  layer("Minimum", minimum_family);
  layer("Concatenate", concatenate_family, &read_concatenate);

  layer("Dot", dot_family, &read_dot);

  layer("EinsumDense", einsum_dense_family, &read_einsum_dense);
  layer("LocallyConnected1D", locally_connected1d_family, &read_locally_connected<1>);
  layer("LocallyConnected2D", locally_connected2d_family, &read_locally_connected<2>);
  layer("Highway", highway_family, &read_highway);
  layer("MaxoutDense", maxout_dense_family, &read_maxout_dense);
  layer("TimeDistributedDense", dense_family, &read_dense);
  layer("Embedding", embedding_family, &read_embedding);
  layer("ReversibleEmbedding", reversible_embedding_family, &read_reversible_embedding);
  layer("CategoryEncoding", category_encoding_family, &read_category_encoding);
  layer("Discretization", discretization_family, &read_discretization);
  layer("MultiHeadAttention", multi_head_attention_family, &read_multi_head_attention);
  layer("GroupedQueryAttention", grouped_query_attention_family, &read_grouped_query_attention);
  layer("GroupQueryAttention", grouped_query_attention_family, &read_grouped_query_attention);
  layer("Attention", attention_family, &read_attention);
  layer("AdditiveAttention", additive_attention_family, &read_additive_attention);
  return all;
}();

}  // namespace nns::detail
