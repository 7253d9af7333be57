// CLIP (Radford et al. 2021) with a vision transformer: an image and a text become vectors, and their similarity is a
// score. It varies by the image's patch and resolution, and by the sizes of both transformers.
#pragma once

#include <nns/layers/slicing.hpp>
#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

/// What CLIP varies by, as one value. A head has 64 features.
struct clip_sizes {
  std::int64_t patch = 32;
  std::int64_t resolution = 224;
  std::int64_t image_width = 768;
  std::int64_t image_layers = 12;
  std::int64_t text_width = 512;
  std::int64_t text_layers = 12;
  std::int64_t shared_width = 512;  ///< of both vectors
  std::int64_t vocabulary = 49'408;
  std::int64_t tokens = 77;
};

/// The cosine of two vectors, times a learned number.
struct scaled_similarity {
  static constexpr auto kind = "scaled_similarity";
  static constexpr shape output(const shape& a, const shape& b) {
    return a == b ? shape{1} : nns::refuse("the vectors of image and text must have the same length");
  }
  static constexpr nns::cost cost(const shape& a, const shape&, const shape&) {
    return {.forward = macs{a.elements()}, .parameters = 1};
  }
};

template <clip_sizes S>
struct clip_image : sequential<
    patch_embedding<S.image_width, S.patch, no_bias>,
    class_token<>,
    position_embedding<>,
    layer_normalization<>,
    repeat<S.image_layers, encoder_block<S.image_width, multi_head_attention<S.image_width / 64, 64>>>,
    take<0, axis<1>>,
    layer_normalization<>,
    dense<S.shared_width, no_bias>> {};

template <clip_sizes S>
struct clip_text : sequential<
    embedding<S.vocabulary, S.text_width>,
    position_embedding<S.tokens>,
    repeat<S.text_layers, encoder_block<S.text_width, multi_head_attention<S.text_width / 64, 64, causal>>>,
    layer_normalization<>,
    take<S.tokens - 1, axis<1>>,
    dense<S.shared_width, no_bias>> {};

/// Two inputs: the image, and the tokens of the text.
template <clip_sizes S>
struct clip : graph<
    node<"pixels", input<S.resolution, S.resolution, 3>>,
    node<"image", clip_image<S>, "pixels">,
    node<"tokens", input<S.tokens>>,
    node<"text", clip_text<S>, "tokens">,
    node<"image_vector", unit_normalization<>, "image">,
    node<"text_vector", unit_normalization<>, "text">,
    node<"score", scaled_similarity, "image_vector", "text_vector">> {
  static_assert(S.image_width % 64 == 0 && S.text_width % 64 == 0,
                "nns: CLIP's heads have 64 features: give a width that is a multiple of 64");
  static constexpr clip_sizes sizes = S;
};

namespace transformers {
struct clip_vit_b_32 : clip<clip_sizes{}> {};
struct clip_vit_b_16 : clip<clip_sizes{.patch = 16}> {};
struct clip_vit_l_14
    : clip<clip_sizes{.patch = 14, .image_width = 1'024, .image_layers = 24, .text_width = 768, .shared_width = 768}> {};
}  // namespace transformers

}  // namespace nns::zoo
