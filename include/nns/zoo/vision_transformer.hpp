// The vision transformer, ViT (Dosovitskiy et al. 2020). It varies by the size of its patches, layers, width, heads,
// resolution and classes.
#pragma once

#include <nns/layers/slicing.hpp>
#include <nns/zoo/sizes.hpp>
#include <nns/zoo/transformer_units.hpp>

namespace nns::zoo {

template <class S, int Patch, int Layers, int Width, int Heads>
struct vision_transformer_of : sequential<
    image<S>,
    named<"patches", patch_embedding<Width, Patch>>,
    class_token<>,
    position_embedding<>,
    named<"encoder", repeat<Layers, encoder_block<Width, multi_head_attention<Heads, Width / Heads>>>>,
    named<"norm", layer_normalization<>>,
    take<0, axis<1>>,
    named<"head", dense<S::classes>>> {
  static_assert(Width % Heads == 0, "nns: the heads of a vision transformer must divide its width");
};

template <int Patch, int Layers, int Width, int Heads, size_among<by_resolution | by_classes>... Sizes>
struct vision_transformer : vision_transformer_of<sizes<own<>, Sizes...>, Patch, Layers, Width, Heads> {};

namespace torchvision {
struct vit_b_16 : vision_transformer<16, 12, 768, 12> {};
struct vit_b_16_384 : vision_transformer<16, 12, 768, 12, resolution<384>> {};
struct vit_b_32 : vision_transformer<32, 12, 768, 12> {};
struct vit_l_16 : vision_transformer<16, 24, 1024, 16> {};
struct vit_l_16_512 : vision_transformer<16, 24, 1024, 16, resolution<512>> {};
struct vit_l_32 : vision_transformer<32, 24, 1024, 16> {};
struct vit_h_14 : vision_transformer<14, 32, 1280, 16> {};
struct vit_h_14_518 : vision_transformer<14, 32, 1280, 16, resolution<518>> {};
}  // namespace torchvision

}  // namespace nns::zoo
