// Declares the rarer layers. Each is defined in a header of its own; without it, a model that uses the layer is
// refused, and the error names the header (detail/headers.hpp).
#pragma once

#include <nns/detail/text.hpp>
#include <nns/shape.hpp>

#include <cstdint>

namespace nns::inline layers {

template <std::int64_t Filters, class... Options>
struct conv_lstm1d;
template <std::int64_t Filters, class... Options>
struct conv_lstm2d;
template <std::int64_t Filters, class... Options>
struct conv_lstm3d;
template <std::int64_t Filters, class... Options>
struct locally_connected1d;
template <std::int64_t Filters, class... Options>
struct locally_connected2d;
template <class... Options>
struct highway;
template <std::int64_t Units, std::int64_t Pieces = 4, class... Options>
struct maxout_dense;
template <std::int64_t... Axes>
struct dot;
template <fixed_string Equation, auto Output, class... Options>
struct einsum_dense;
template <std::int64_t Heads, auto Window, class... Options>
struct window_attention;
template <std::int64_t Heads, extents Grid, class... Options>
struct pooled_attention;

template <std::int64_t Heads, std::int64_t KeySize, std::int64_t PositionSize, std::int64_t LatentSize, class... Options>
struct latent_attention;

template <std::int64_t Groups, class... Options>
struct channel_shuffle;
template <std::int64_t... Extents>
struct space_to_depth;
template <std::int64_t... Extents>
struct depth_to_space;
template <std::int64_t... Extents>
struct window_partition;
template <std::int64_t... Extents>
struct window_reverse;
template <std::int64_t... Extents>
struct cyclic_shift;

template <auto Parts, class... Options>
struct split;
template <std::int64_t Parts, class... Options>
struct chunk;
template <class... Options>
struct unstack;
template <std::int64_t Begin, std::int64_t End, class... Options>
struct slice;
template <std::int64_t Index, class... Options>
struct take;

template <std::int64_t... Numbers>
struct transpose;
template <std::int64_t... Numbers>
struct squeeze;
template <std::int64_t... Numbers>
struct expand_dims;
template <std::int64_t... Numbers>
struct pad;
template <std::int64_t... Numbers>
struct tile;
template <std::int64_t... Numbers>
struct broadcast_to;
template <class... Options>
struct reduce_mean;
template <class... Options>
struct reduce_sum;
template <class... Options>
struct reduce_max;
template <class... Options>
struct reduce_min;

template <std::int64_t Height, std::int64_t Width, class... Options>
struct resizing;
template <std::int64_t Height, std::int64_t Width, class... Options>
struct center_crop;
template <std::int64_t Height, std::int64_t Width, class... Options>
struct random_crop;
struct rescaling;
struct random_flip;
struct random_rotation;
struct random_zoom;
struct random_translation;
struct random_brightness;
struct random_contrast;

struct relu;
struct sigmoid;
template <class... L>
struct gate;
template <std::int64_t Squeezed, std::int64_t Channels, class Activation = relu, class Gate = sigmoid>
struct squeeze_excitation;
template <std::int64_t Channels, std::int64_t Patch, class... Options>
struct patch_embedding;
template <std::int64_t Units>
struct patch_merging;
template <std::int64_t Units>
struct patch_merging_v2;
template <std::int64_t Vocabulary>
struct tied_dense;

}  // namespace nns::inline layers
