// Which header defines a layer that nns/layers/elsewhere.hpp only declares: read only if a model is refused because
// that header is missing.
#pragma once

#include <nns/detail/fault.hpp>

namespace nns::detail {

struct layers_of_a_header {
  rule told;
  text names;  // one after another, with a space around each
};

/// By the layer's name. A type that is declared but defined nowhere is not a layer.
constexpr rule rule_of_a_header(text name) {
  constexpr layers_of_a_header headers[] = {
      {rule::stands_in_conv_lstm, " conv_lstm1d conv_lstm2d conv_lstm3d "},
      {rule::stands_in_locally_connected, " locally_connected1d locally_connected2d "},
      {rule::stands_in_highway, " highway maxout_dense "},
      {rule::stands_in_product, " dot einsum_dense "},
      {rule::stands_in_window_attention, " window_attention "},
      {rule::stands_in_pooled_attention, " pooled_attention "},
      {rule::stands_in_latent_attention, " latent_attention "},
      {rule::stands_in_transformer, " tied_dense "},
      {rule::stands_in_rearranging,
       " channel_shuffle space_to_depth depth_to_space window_partition window_reverse cyclic_shift "},
      {rule::stands_in_slicing, " split chunk unstack slice take "},
      {rule::stands_in_tensor,
       " transpose squeeze expand_dims pad tile broadcast_to reduce_mean reduce_sum reduce_max reduce_min "},
      {rule::stands_in_preprocessing,
       " resizing center_crop random_crop rescaling random_flip random_rotation random_zoom random_translation "
       "random_brightness random_contrast "},
      {rule::stands_in_blocks, " gate squeeze_excitation patch_embedding patch_merging patch_merging_v2 "},
  };
  for (const layers_of_a_header& h : headers)
    for (std::size_t i = 0; i + name.size() + 1 < h.names.size(); ++i)
      if (h.names[i] == ' ' && h.names[i + name.size() + 1] == ' ' && text{h.names.data() + i + 1, name.size()} == name)
        return h.told;
  return rule::not_a_layer;
}

}  // namespace nns::detail
