// How Keras writes all other layers: dense ones, attention, merges, normalisations, shapes, functions.
#pragma once

#include <nns/import/network/assumed.hpp>
#include <nns/import/keras/windows.hpp>
#include <nns/layers/preprocessing.hpp>
#include <nns/layers/product.hpp>
#include <nns/nns.hpp>

namespace nns::detail {

constexpr void read_nothing(keras_config&) {}

constexpr void read_input(keras_config& c) {
  if (c.has(keras_key::input_shape)) c.input_of(c.numbers(keras_key::input_shape));
  c.layer.numbers = c.layer.input_shape;
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

constexpr void read_reshape(keras_config& c) {
  if (!c.has(keras_key::target_shape)) c.fail(file_rule::a_key_is_missing, c.layer.position, "target_shape");
  c.layer.numbers = c.numbers(keras_key::target_shape);
}
constexpr void read_permute(keras_config& c) {
  if (!c.has(keras_key::dims)) c.fail(file_rule::a_key_is_missing, c.layer.position, "dims");
  c.layer.numbers = c.numbers(keras_key::dims);
}
constexpr void read_repeat(keras_config& c) { c.layer.numbers = {c.needed("n", keras_key::n)}; }

/// The layer's activation, for reports; it is not an option of the family.
constexpr void read_activation(keras_config& c) { c.layer.given.activation = c.activation_at(keras_key::activation); }

constexpr void read_shared_axes(keras_config& c) {
  if (!c.has(keras_key::shared_axes)) return;
  c.layer.given.shared_axes = c.numbers(keras_key::shared_axes);
  if (c.layer.given.shared_axes.used != 0) c.layer.given.given |= only(option::shared_axes);
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
constexpr void read_batch_normalization(keras_config& c) {
  read_normalization(c);
  if (!c.truth(keras_key::renorm, false)) return;
  c.layer.given.given |= only(option::renorm);
  c.layer.given.renorm = true;
}
/// With rms_scaling there is a gamma but no beta.
constexpr void read_layer_normalization(keras_config& c) {
  c.axes(keras_key::axis);
  if (c.truth(keras_key::rms_scaling, false)) {
    c.layer.kind = &rms_normalization_family;
    return;
  }
  c.scale_and_center();
}
constexpr void read_axes(keras_config& c) { c.axes(keras_key::axis); }
/// By numbers in the config, by one mean for all elements, or by one for each feature along the axes.
constexpr void read_measured_normalization(keras_config& c) {
  const bool said = c.has(keras_key::mean);
  const bool one =
      c.kind_of(keras_key::axis) == 'n' || (c.kind_of(keras_key::axis) == '[' && c.numbers(keras_key::axis).used == 0);
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
  if (c.has(keras_key::input_length)) {
    c.settle_input(c.numbers(keras_key::input_length));
    c.layer.settles_input = true;
  }
  read_adapter(c);
}
constexpr void read_reversible_embedding(keras_config& c) {
  c.layer.numbers = {c.needed("input_dim", keras_key::input_dim), c.needed("output_dim", keras_key::output_dim)};
  read_no_adapter(c);
  if (!c.truth(keras_key::tie_weights, true)) c.layer.kind = &untied_embedding_family;
}

/// `weighs`: whether the class knows TF-IDF, which weights the counts.
constexpr std::int64_t encoding_of(keras_config& c, encoding otherwise, bool weighs = false) {
  const slice mode = c.word(keras_key::output_mode);
  if (c.is(mode, "int")) return static_cast<std::int64_t>(encoding::as_it_came);
  if (c.is(mode, "one_hot")) return static_cast<std::int64_t>(encoding::one_hot);
  if (c.is(mode, "multi_hot") || c.is(mode, "count") || c.is(mode, "binary") ||
      (weighs && (c.is(mode, "tf_idf") || c.is(mode, "tf-idf"))))
    return static_cast<std::int64_t>(encoding::counted);
  if (mode.length != 0) c.fail(file_rule::the_value_is_not_known, c.place(keras_key::output_mode), "output_mode");
  return static_cast<std::int64_t>(otherwise);
}
constexpr void read_category_encoding(keras_config& c) {
  c.layer.numbers = {c.needed("num_tokens", keras_key::num_tokens), encoding_of(c, encoding::counted)};
}
/// There is one bin more than there are boundaries.
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
  constexpr entry known[] = {{"sum", &add_family},     {"mul", &multiply_family},       {"ave", &average_family},
                             {"max", &maximum_family}, {"concat", &concatenate_family}, {"dot", &dot_family},
                             {"cos", &dot_family}};
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
  if (o.value_dim != 0) o.given |= only(option::value_dim);
  if (c.has(keras_key::output_shape)) {
    set_output(o, c.numbers(keras_key::output_shape));
    o.given |= only(option::output_dim);
  }
  c.bias();
  const shape along = c.numbers(keras_key::attention_axes);
  if (along.used == 1) {  // several: all but the batch and the features, which is also the default
    o.axis = along[0];
    o.axes = along;
    o.given |= only(option::axis);
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
  if (c.truth(keras_key::use_gate, false))  // one more projection
    c.fail(file_rule::the_value_is_not_known, c.place(keras_key::use_gate), "use_gate");
}
constexpr void read_attention(keras_config& c) {
  if (const slice mode = c.word(keras_key::score_mode); c.is(mode, "concat"))
    c.layer.kind = &summed_attention_family;
  else if (mode.length != 0 && !c.is(mode, "dot"))
    c.fail(file_rule::the_value_is_not_known, c.place(keras_key::score_mode), "score_mode");
  if (!c.truth(keras_key::use_scale, false)) return;
  c.layer.given.given |= only(option::use_scale);
  c.layer.given.use_scale = true;
}
constexpr void read_additive_attention(keras_config& c) {
  if (c.truth(keras_key::use_scale, true)) return;
  c.layer.given.given |= only(option::scale);
  c.layer.given.scale = false;
}

constexpr void read_einsum_dense(keras_config& c) {
  options& o = c.layer.given;
  const auto text_of = [&c](slice s) { return text{c.s.characters + s.first, static_cast<std::size_t>(s.length)}; };
  if (!c.has(keras_key::equation)) c.fail(file_rule::a_key_is_missing, c.layer.position, "equation");
  if (!c.has(keras_key::output_shape)) c.fail(file_rule::a_key_is_missing, c.layer.position, "output_shape");
  o.equation = text_of(c.word(keras_key::equation));
  c.layer.numbers = c.numbers(keras_key::output_shape);
  if (c.has(keras_key::bias_axes)) {
    o.bias_axes = text_of(c.word(keras_key::bias_axes));
    o.given |= only(option::bias_axes);
  }
  c.activation();
  read_adapter(c);
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

/// A Python function: its output's shape is taken from the file if it is there.
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
    slice name{};
    if (r.open('{')) do {
        r.key(name);
        if (r.is(name, "op") && c.s[r.at] == '"')
          r.characters(c.layer.class_name);
        else
          r.skip();
      } while (r.more('}'));
  }
}

}  // namespace nns::detail
