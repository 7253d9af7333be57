// U-Net (Ronneberger et al. 2015), as published, and as it is usually built today. It varies by width, resolution and
// classes.
#pragma once

#include <nns/zoo/units.hpp>

namespace nns::zoo {

/// Convolutions without padding, so that skip connections must be cropped.
struct unet_valid {
  template <std::int64_t Filters>
  using convolutions = repeat<2, conv2d<Filters, kernel<3>, relu>>;
  template <int Sides>
  using crop = cropping2d<Sides>;
};

/// Convolutions that keep the extents, with batch normalisation in place of a bias.
struct unet_same {
  template <std::int64_t Filters>
  using convolutions = repeat<2, conv_norm<Filters, 3, 1, relu>>;
  template <int Sides>
  using crop = identity;
};

/// Convolutions, the level below at half the extents, and convolutions on both joined; Cropped is removed on each side.
template <class Kind, std::int64_t Filters, int Cropped, class Below>
struct unet_level : sequential<
    typename Kind::template convolutions<Filters>,
    concatenate<
        typename Kind::template crop<Cropped>,
        sequential<max_pooling2d<2>, Below, conv2d_transpose<Filters, kernel<2>, strides<2>>>>,
    typename Kind::template convolutions<Filters>> {};

/// Four levels and the bottom, from F filters to 16 F. Each level crops twice as much as the one below, and 8 more: the
/// extents that its convolutions and those below it remove.
template <class Input, class Kind, std::int64_t F, std::int64_t Classes>
struct unet_of : sequential<
    Input,
    unet_level<Kind, F, 88,
        unet_level<Kind, 2 * F, 40,
            unet_level<Kind, 4 * F, 16,
                unet_level<Kind, 8 * F, 4, typename Kind::template convolutions<16 * F>>>>>,
    named<"head", conv2d<Classes, kernel<1>>>> {};

template <class S, class Kind, int Channels>
using unet_on = unet_of<input<S::resolution, S::resolution, Channels>, Kind, scaled<S, 64>, S::classes>;

/// As published: one channel of 572x572, two classes, 388x388 of them.
template <size_among<by_width | by_resolution | by_classes>... Sizes>  // width<3, 4>, resolution<192>, classes<10>
struct unet : unet_on<sizes<own<resolution<572>, classes<2>>, Sizes...>, unet_valid, 1> {};

/// With padding: a colour image, and a score for each of its pixels. Error: a resolution that 16 does not divide.
template <size_among<by_width | by_resolution | by_classes>... Sizes>  // width<3, 4>, resolution<192>, classes<10>
struct padded_unet : unet_on<sizes<own<resolution<512>, classes<1>>, Sizes...>, unet_same, 3> {};

}  // namespace nns::zoo
