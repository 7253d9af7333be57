// Layers that the TensorFlow Model Optimization toolkit puts around the layers of a model that is to be quantized or
// pruned: the wrapped layer, and variables of the wrapper, none of which is trained. Weight clustering is not included.
// Source: tfmot's quantize_wrapper.py, quantize_layer.py, quantize_aware_activation.py and pruning_wrapper.py.
#pragma once

#include <nns/import/keras/config.hpp>
#include <nns/import/keras/file_layers.hpp>
#include <nns/layers/locally_connected.hpp>

namespace nns::detail {

/// Runs the layer inside, whose cost becomes the wrapper's. Returns its record; null, and a fault, if it fails.
constexpr const layer_record* wrap_one(machine& m, machine& inner) {
  if (!m.run_inner(inner, m.x)) return nullptr;
  if (inner.extra != 0) return m.fail(rule::inner_layer_needs_one_input), nullptr;
  m.found.forward = inner.sum.forward;
  m.found.backward = inner.sum.backward();
  m.found.trainable = inner.sum.trainable;
  m.found.fixed = inner.sum.fixed;
  m.found.activations = inner.sum.activations;
  return &m.inner_values->net->layers[m.inner_values->first];
}

/// QuantizeAnnotate: a mark on a layer that is to be quantized.
constexpr void annotated_work(machine& m) {
  machine inner;
  if (wrap_one(m, inner) != nullptr) m.x = inner.x;
}
inline constexpr family annotated_family{.kind = "quantize_annotate", .work = &annotated_work};

/// QuantizeLayer: the range of the input, and the step counter.
constexpr void quantize_layer_work(machine& m) { m.found.fixed = 3; }
inline constexpr family quantize_layer_family{.kind = "quantize_layer", .work = &quantize_layer_work};

/// How many ranges are kept for an activation: before it, after it, or both; -1 if it is not known.
constexpr int ranges_of_activation(const source& s, const layer_record& l) {
  int at = value_in(s, value_in(s, l.position, "config"), "activation");
  while (at != 0 && s[at] == '{') {
    const int inside = value_in(s, value_in(s, at, "config"), "activation");
    at = inside != 0 ? inside : value_in(s, at, "class_name");
  }
  if (at == 0 || s[at] == 'n') return 1;
  for (const text word : {text{"\"softmax\""}, text{"\"sigmoid\""}, text{"\"tanh\""}, text{"\"linear\""}, text{"\"relu\""},
                          text{"\"swish\""}})
    if (s.matches(at, word)) return 1;
  if (s.matches(at, "\"gelu\"")) return 2;
  return s.matches(at, "\"NoOpActivation\"") ? 0 : -1;
}

/// QuantizeWrapper: the step counter, and two ends for each range: of a weight, as a whole or for each index of its
/// last axis; of an activation; of the output. numbers: how many of each; axis: whether a weight has several.
constexpr void quantized_work(machine& m) {
  machine inner;
  const shape arrived = m.x;
  const layer_record* const l = wrap_one(m, inner);
  if (l == nullptr) return;
  count ranges = m.numbers[2];
  if (m.numbers[0] != 0) {
    const std::int64_t channels = m.numbers[3] == 0 ? 1 : last_of_weights(*l, arrived);
    if (channels == 0) return m.fail(rule::layer_without_cost);
    ranges += count{m.numbers[0]} * channels;
  }
  if (m.numbers[1] != 0) {
    const int found = ranges_of_activation(*m.inner_values->net->text_source, *l);
    if (found < 0) return m.fail(rule::layer_without_cost);
    ranges += found;
  }
  m.found.fixed += ranges * 2 + 1;
  m.x = inner.x;
}
inline constexpr family quantized_family{.kind = "quantize_wrapper", .work = &quantized_work, .numbers = 4};

/// How many weights of a kind are pruned; -1 if it is not known.
constexpr int pruned_weights(text kind) {
  for (const text one : {text{"dense"}, text{"conv1d"}, text{"conv2d"}, text{"conv3d"}, text{"conv2d_transpose"},
                         text{"conv3d_transpose"}, text{"separable_conv1d"}, text{"separable_conv2d"},
                         text{"embedding"}, text{"locally_connected1d"}, text{"locally_connected2d"}})
    if (kind == one) return 1;
  for (const text two : {text{"lstm"}, text{"gru"}, text{"simple_rnn"}})
    if (kind == two) return 2;
  if (kind == text{"multi_head_attention"}) return 4;
  for (const text none : {text{"batch_normalization"}, text{"layer_normalization"}, text{"depthwise_conv2d"}})
    if (kind == none) return 0;
  return -1;
}

/// PruneLowMagnitude: the step counter, and for each pruned weight a mask of its size and a threshold.
constexpr void pruned_work(machine& m) {
  machine inner;
  const shape arrived = m.x;
  const layer_record* const l = wrap_one(m, inner);
  if (l == nullptr) return;
  const bool has_none = inner.sum.trainable.value == 0 && inner.sum.fixed.value == 0;
  const int weights = has_none ? 0 : l->kind == nullptr ? -1 : pruned_weights(l->kind->kind);
  if (weights < 0) return m.fail(rule::layer_without_cost);
  m.found.fixed += 1 + weights;
  m.x = inner.x;
  if (weights == 0) return;
  layer_record bare = *l;  // without its biases
  bare.given.bias = false;
  bare.given.given |= only(option::bias) & l->kind->accepts;
  machine again;
  again.arrive({arrived});
  again.run(*l->kind, bare.numbers, bare.given);
  if (again.bad) return m.fail(rule::layer_without_cost);
  count pruned = again.sum.trainable;
  const text kind = l->kind->kind;
  if (kind == text{"separable_conv1d"} || kind == text{"separable_conv2d"}) {  // the second of its two matrices
    const count channels = l->given.channels_first ? arrived[0] : arrived.back();
    pruned = channels * l->given.depth_multiplier * l->numbers[0];
  }
  m.found.fixed += pruned;
}
inline constexpr family pruned_family{.kind = "prune_low_magnitude", .work = &pruned_work};

/// Whether no layer that a program declares is of this kind.
constexpr bool is_of_files(const family* kind) {
  for (const family* one :
       {&category_encoding_family, &discretization_family, &said_discretization_family, &measured_normalization_family,
        &untied_embedding_family, &summed_attention_family, &spectral_normalization_family, &annotated_family, &quantize_layer_family,
        &quantized_family, &pruned_family})
    if (kind == one) return true;
  return false;
}

constexpr void read_quantize_layer(keras_config& c) {
  const int quantizer = c.place(keras_key::quantizer);
  const int name = value_in(c.s, quantizer, "class_name");
  for (const text known : {text{"\"AllValuesQuantizer\""}, text{"\"MovingAverageQuantizer\""},
                           text{"\"LastValueQuantizer\""}})
    if (name != 0 && c.s.matches(name, known)) return;
  c.fail(file_rule::the_value_is_not_known, quantizer == 0 ? c.layer.position : quantizer, "quantizer");
}

/// How many texts are in a list; -1 if it is something else.
constexpr int count_texts(const source& s, int position) {
  int found = 0;
  reader r(s, position);
  if (position == 0 || s[position] != '[') return -1;
  if (r.open('[')) do {
      if (s[r.at] != '"') return -1;
      ++found;
      r.skip();
    } while (r.more(']'));
  return found;
}

/// The config of tfmot's own schemes says what is quantized; another scheme is not known.
constexpr void read_quantized(keras_config& c) {
  const int position = c.place(keras_key::quantize_config);
  const int name = value_in(c.s, position, "class_name");
  const int config = value_in(c.s, position, "config");
  c.layer.numbers = {0, 0, 0, 0};
  const auto is = [&c, name](text word) { return name != 0 && c.s.matches(name, word); };
  const bool by_channel = is("\"Default8BitConvQuantizeConfig\"");
  if (is("\"NoOpQuantizeConfig\"")) return;
  if (is("\"Default8BitOutputQuantizeConfig\"")) {
    c.layer.numbers[2] = 1;
  } else if (by_channel || is("\"Default8BitQuantizeConfig\"")) {
    const int weights = count_texts(c.s, value_in(c.s, config, "weight_attrs"));
    const int activations = count_texts(c.s, value_in(c.s, config, "activation_attrs"));
    const int output = value_in(c.s, config, "quantize_output");
    if (weights < 0 || activations < 0 || activations > 1)
      c.fail(file_rule::the_value_is_not_known, position, "quantize_config");
    else
      c.layer.numbers = {weights, activations, output != 0 && c.s[output] == 't' ? 1 : 0, by_channel ? 1 : 0};
  } else {
    c.fail(file_rule::the_value_is_not_known, position == 0 ? c.layer.position : position, "quantize_config");
  }
}

}  // namespace nns::detail
