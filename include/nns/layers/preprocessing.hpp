// Keras' preprocessing of images: scaling, cropping, augmentation. It costs nothing that is counted. normalization<>,
// which keeps a mean and a variance, is in nns/layers/normalization.hpp.
#pragma once

#include <nns/layers/regularization.hpp>
#include <nns/layers/options.hpp>

namespace nns::detail {

constexpr void resizing_work(machine& m) {
  if (m.x.rank() != 3) return m.fail(rule::wrong_rank, 3, m.x.rank());
  for (int i = 0; i != 2; ++i) {
    if (m.numbers[i] < 1) return m.fail(rule::extent_not_positive, i + 1, m.numbers[i]);
    m.x[(m.given->channels_first ? 1 : 0) + i] = m.numbers[i];
  }
}

inline constexpr family resizing_family{
    .kind = "resizing", .work = &resizing_work, .accepts = only(option::channels_first), .numbers = 2, .keeps = in_training::nothing};
inline constexpr family center_crop_family{
    .kind = "center_crop", .work = &resizing_work, .accepts = only(option::channels_first), .numbers = 2, .keeps = in_training::nothing};
inline constexpr family random_crop_family{
    .kind = "random_crop", .work = &resizing_work, .accepts = only(option::channels_first), .numbers = 2, .keeps = in_training::nothing};

}  // namespace nns::detail

namespace nns::inline layers {

#define NNS_IMAGE_LAYER(name, at_inference)                                                         \
  struct name {                                                                                     \
    NNS_LEAF(name)                                                                                  \
    static constexpr detail::family kind{                                                           \
        .kind = #name, .work = &detail::pass, .memory = detail::in_memory::at_inference,            \
        .keeps = detail::in_training::nothing};                                                     \
    static constexpr void NNS_STEP(detail::machine& m) { m.run(kind, shape{}, detail::no_options); } \
    NNS_STEP_AS_DATA                                                                                 \
  };

/// A factor and an offset for all elements; the shape stays.
NNS_IMAGE_LAYER(rescaling, element_wise)
/// Augmentations, which change nothing at inference; the shape stays.
NNS_IMAGE_LAYER(random_flip, passes)
NNS_IMAGE_LAYER(random_rotation, passes)
NNS_IMAGE_LAYER(random_zoom, passes)
NNS_IMAGE_LAYER(random_translation, passes)
NNS_IMAGE_LAYER(random_brightness, passes)
NNS_IMAGE_LAYER(random_contrast, passes)

#undef NNS_IMAGE_LAYER

#define NNS_IMAGE_SIZE(name)                                                                        \
  template <std::int64_t Height, std::int64_t Width, class... Options>                              \
  struct name {                                                                                     \
    NNS_LEAF(name)                                                                                  \
    static constexpr void NNS_STEP(detail::machine& m) {                                            \
      m.run(detail::name##_family, shape{Height, Width}, detail::options_of<Options...>);           \
    }                                                                                               \
    NNS_STEP_AS_DATA                                                                                \
  };

/// resizing<height, width, channels_first>: (H, W, C) to (height, width, C). Interpolation is not counted.
NNS_IMAGE_SIZE(resizing)
/// center_crop<height, width>: likewise; a smaller image is scaled up first, as in Keras.
NNS_IMAGE_SIZE(center_crop)
/// random_crop<height, width>: likewise, anywhere in the image.
NNS_IMAGE_SIZE(random_crop)

#undef NNS_IMAGE_SIZE

}  // namespace nns::inline layers
