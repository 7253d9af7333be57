// The keys of Keras' files that a cost depends on, under all names that they have had. Every other key is skipped.
#pragma once

#include <nns/detail/builtin.hpp>
#include <nns/import/keras/json.hpp>

namespace nns::detail {

// KEY(the name here, the names in files).
#define NNS_KERAS_KEYS(KEY)                                                             \
  KEY(activation, "activation")                                                        \
  KEY(attention_axes, "attention_axes")                                                \
  KEY(axis, "axis", "concat_axis")                                                     \
  KEY(axes, "axes", "dot_axes")                                                        \
  KEY(backward_layer, "backward_layer")                                                \
  KEY(batch_shape, "batch_shape", "batch_input_shape")                                 \
  KEY(bias_axes, "bias_axes")                                                          \
  KEY(bin_boundaries, "bin_boundaries")                                              \
  KEY(build_input_shape, "build_input_shape")                                          \
  KEY(cell, "cell")                                                                    \
  KEY(cells, "cells")                                                                  \
  KEY(center, "center")                                                                \
  KEY(cropping, "cropping")                                                            \
  KEY(data_format, "data_format", "dim_ordering")                                      \
  KEY(depth_multiplier, "depth_multiplier")                                            \
  KEY(dilation, "dilation_rate", "atrous_rate")                                        \
  KEY(dims, "dims")                                                                    \
  KEY(equation, "equation")                                                            \
  KEY(expand_dims, "expand_dims")                                                      \
  KEY(fft_length, "fft_length")                                                        \
  KEY(frame_length, "frame_length")                                                    \
  KEY(frame_step, "frame_step")                                                        \
  KEY(num_mel_bins, "num_mel_bins")                                                    \
  KEY(num_oov_indices, "num_oov_indices")                                              \
  KEY(output_sequence_length, "output_sequence_length")                                \
  KEY(pad_to_max_tokens, "pad_to_max_tokens")                                          \
  KEY(sequence_stride, "sequence_stride")                                              \
  KEY(split, "split")                                                                  \
  KEY(vocabulary, "vocabulary")                                                        \
  KEY(vocabulary_size, "vocabulary_size")                                              \
  KEY(filters, "filters", "nb_filter")                                                 \
  KEY(function, "function")                                                            \
  KEY(groups, "groups")                                                                \
  KEY(head_dim, "head_dim")                                                            \
  KEY(height, "height")                                                                \
  KEY(implementation, "implementation")                                                \
  KEY(input_dim, "input_dim")                                                          \
  KEY(input_layers, "input_layers")                                                    \
  KEY(input_length, "input_length")                                                    \
  KEY(input_shape, "input_shape")                                                      \
  KEY(keepdims, "keepdims")                                                            \
  KEY(kernel_dim1, "kernel_dim1")                                                      \
  KEY(kernel_dim2, "kernel_dim2")                                                      \
  KEY(kernel_dim3, "kernel_dim3")                                                      \
  KEY(kernel_size, "kernel_size", "filter_length")                                     \
  KEY(key_dim, "key_dim")                                                              \
  KEY(layer, "layer")                                                                  \
  KEY(layers, "layers")                                                                \
  KEY(lora_rank, "lora_rank")                                                          \
  KEY(mean, "mean")                                                                  \
  KEY(merge_mode, "merge_mode")                                                        \
  KEY(mode, "mode")                                                                    \
  KEY(n, "n")                                                                          \
  KEY(name, "name")                                                                    \
  KEY(nb_col, "nb_col")                                                                \
  KEY(nb_feature, "nb_feature")                                                        \
  KEY(nb_row, "nb_row")                                                                \
  KEY(node_def, "node_def")                                                            \
  KEY(num_bins, "num_bins")                                                          \
  KEY(num_heads, "num_heads", "num_query_heads")                                       \
  KEY(num_key_value_heads, "num_key_value_heads")                                      \
  KEY(num_tokens, "num_tokens", "max_tokens")                                        \
  KEY(output_dim, "output_dim")                                                        \
  KEY(output_layers, "output_layers")                                                  \
  KEY(output_mode, "output_mode")                                                    \
  KEY(output_padding, "output_padding")                                                \
  KEY(output_shape, "output_shape")                                                    \
  KEY(output_size, "output_size")                                                    \
  KEY(padding, "padding", "border_mode")                                               \
  KEY(pool_size, "pool_size", "pool_length")                                           \
  KEY(quantize_config, "quantize_config")                                              \
  KEY(quantizer, "quantizer")                                                          \
  KEY(recurrent_activation, "recurrent_activation", "inner_activation")                \
  KEY(renorm, "renorm")                                                                \
  KEY(reset_after, "reset_after")                                                      \
  KEY(return_sequences, "return_sequences")                                            \
  KEY(return_state, "return_state")                                                    \
  KEY(rms_scaling, "rms_scaling")                                                      \
  KEY(scale, "scale")                                                                  \
  KEY(score_mode, "score_mode")                                                      \
  KEY(shared_axes, "shared_axes")                                                      \
  KEY(size, "size", "length")                                                          \
  KEY(strides, "strides", "subsample", "subsample_length", "stride")                   \
  KEY(target_shape, "target_shape")                                                    \
  KEY(tie_weights, "tie_weights")                                                    \
  KEY(time_major, "time_major")                                                        \
  KEY(units, "units")                                                                  \
  KEY(use_bias, "use_bias", "bias")                                                    \
  KEY(use_gate, "use_gate")                                                            \
  KEY(use_scale, "use_scale")                                                          \
  KEY(value_dim, "value_dim")                                                          \
  KEY(width, "width")                                                                  \
  /* of a layer's object, and of tensors */                                             \
  KEY(build_config, "build_config")                                                    \
  KEY(class_name, "class_name")                                                        \
  KEY(config, "config")                                                                \
  KEY(inbound_nodes, "inbound_nodes")                                                  \
  KEY(keras_history, "keras_history")                                                  \
  KEY(keywords, "kwargs")                                                              \
  KEY(key, "key")                                                                      \
  KEY(module, "module")                                                                \
  KEY(nns_kind, "nns_kind")                                                            \
  KEY(query, "query")                                                                  \
  KEY(registered_name, "registered_name")                                              \
  KEY(shape, "shape")                                                                  \
  KEY(value, "value")

enum class keras_key : std::uint8_t {
  none,
#define NNS_KERAS_KEY(name, ...) name,
  NNS_KERAS_KEYS(NNS_KERAS_KEY)
#undef NNS_KERAS_KEY
      count
};
/// The keys of a config.
inline constexpr int keras_key_count = static_cast<int>(keras_key::build_config);

/// Words and their meanings, found by a hash of the length and of the characters at the ends and in the middle.
template <class Meaning, int Size>
struct dictionary {
  struct entry {
    text word{};
    Meaning meaning{};
  };
  entry entries[static_cast<std::size_t>(Size)]{};

  static constexpr unsigned hash(const char* first, int length) {
    return (static_cast<unsigned>(length) * 37 + static_cast<unsigned char>(first[0]) * 3 +
            static_cast<unsigned char>(first[length / 2]) * 7 + static_cast<unsigned char>(first[length - 1]) * 17) %
           Size;
  }

  constexpr void add(text word, Meaning meaning) {
    unsigned at = hash(word.characters, static_cast<int>(word.length));
    while (!entries[at].word.empty()) at = (at + 1) % Size;
    entries[at] = {word, meaning};
  }

  [[nodiscard]] constexpr const Meaning* find(const source& s, slice word) const {
    const int length = word.length;
    if (length == 0) return nullptr;
    const char* const first = s.characters + word.first;
    unsigned at =
        (static_cast<unsigned>(length) * 37 + static_cast<unsigned char>(first[0]) * 3 +
         static_cast<unsigned char>(first[length / 2]) * 7 + static_cast<unsigned char>(first[length - 1]) * 17) %
        Size;
    while (entries[at].word.length != 0) {
      const entry& e = entries[at];
      if (e.word.length == static_cast<std::size_t>(length) && s.same(s, word.first, e.word.characters, length))
        return &e.meaning;
      at = (at + 1) % Size;
    }
    return nullptr;
  }
};

inline constexpr auto keras_keys = [] {
  dictionary<keras_key, 512> all;
  const auto add = [&all](keras_key key, auto... words) { (all.add(text{words, NNS_BUILTIN(strlen)(words)}, key), ...); };
#define NNS_KERAS_KEY(name, ...) add(keras_key::name, __VA_ARGS__);
  NNS_KERAS_KEYS(NNS_KERAS_KEY)
#undef NNS_KERAS_KEY
  return all;
}();

constexpr keras_key key_of(const source& s, slice word) {
  const keras_key* found = keras_keys.find(s, word);
  return found == nullptr ? keras_key::none : *found;
}

}  // namespace nns::detail
