// How Keras writes layers with windows: convolutions, pools, padding, cropping and up-sampling; Keras 1's words, too.
#pragma once

#include <nns/import/keras/file_layers.hpp>
#include <nns/import/keras/config.hpp>

namespace nns::detail {

/// Layers of this kind cannot have an adapter.
constexpr void read_no_adapter(keras_config& c) {
  if (c.has(keras_key::lora_rank))
    c.fail(file_rule::the_value_is_not_known, c.place(keras_key::lora_rank), "lora_rank");
}
/// A low-rank adapter.
constexpr void read_adapter(keras_config& c) {
  if (!c.has(keras_key::lora_rank)) return;
  if (!takes_adapter(c.layer.kind)) return read_no_adapter(c);
  c.layer.given.lora_rank = c.needed("lora_rank", keras_key::lora_rank);
  c.layer.given.given |= only(option::lora_rank);
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

/// Everything but the activation, which recurrent layers write in another way.
template <int Axes>
constexpr void read_taps(keras_config& c) {
  c.give(kernel_of(c, Axes), option::kernel, &options::kernel, Axes, -1);
  c.per_axis(keras_key::strides, option::strides, &options::strides, Axes);
  c.per_axis(keras_key::dilation, option::dilation, &options::dilation, Axes);
  c.padding();
  c.data_format();
  c.bias();
}
template <int Axes>
constexpr void read_window(keras_config& c) {
  read_taps<Axes>(c);
  c.activation();
}

constexpr void read_groups(keras_config& c) {
  if (c.has(keras_key::groups)) c.layer.given.groups = c.needed("groups", keras_key::groups);
  if (c.layer.given.groups != 1) c.layer.given.given |= only(option::groups);
}

constexpr void read_multiplier(keras_config& c) {
  options& o = c.layer.given;
  if (c.has(keras_key::depth_multiplier))
    o.depth_multiplier = c.needed("depth_multiplier", keras_key::depth_multiplier);
  if (o.depth_multiplier != 1) o.given |= only(option::depth_multiplier);
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
  // Its groups are its channels; tf.keras nevertheless writes 1.
  if (c.has(keras_key::groups) && c.needed("groups", keras_key::groups) != 1)
    c.fail(file_rule::the_value_is_not_known, c.place(keras_key::groups), "groups");
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
  c.layer.given.given |= only(option::keepdims);
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
    slice name{};
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

template <int Axes>
constexpr void read_adaptive_pool(keras_config& c) {
  if (!c.has(keras_key::output_size)) c.fail(file_rule::a_key_is_missing, c.layer.position, "output_size");
  read_spatial(c, c.numbers(keras_key::output_size), Axes);
}

/// Keras' second implementation keeps a matrix from all inputs to all outputs, most of it zeros.
template <int Axes>
constexpr void read_locally_connected(keras_config& c) {
  if (c.has(keras_key::implementation) && c.needed("implementation", keras_key::implementation) == 2)
    c.fail(file_rule::the_value_is_not_known, c.place(keras_key::implementation), "implementation");
  c.layer.numbers = {c.needed("filters", keras_key::filters)};
  c.give(kernel_of(c, Axes), option::kernel, &options::kernel, Axes, -1);
  c.per_axis(keras_key::strides, option::strides, &options::strides, Axes);
  c.padding();
  c.data_format();
  c.bias();
  c.activation();
}

}  // namespace nns::detail
