// The options of a memory plan, its storage among them, as values in any order:
//   nns::peak_activation_bytes<net, nns::full_int8, nns::align<4>, nns::batch{8}>
#pragma once

#include <nns/memory/buffer.hpp>
#include <nns/memory/storage.hpp>
#include <nns/summary.hpp>

#include <cstdint>

namespace nns {

/// All options of a plan.
struct memory_options {
  nns::storage storage = float32_storage;
  bool has_storage = false;      // else it is float32 for types, the file's own for files
  bool inputs_outside = false;   // the model's inputs lie elsewhere
  bool outputs_outside = false;  // its outputs too
  bool views = false;            // reshape, flatten, squeeze and expand_dims share their input
  bool in_place = false;         // element-wise layers overwrite an input that nothing else reads
  bool fused = false;            // normalisation and relu, relu6 are computed in the layer before
  bool as_tflm = false;          // placed by TFLM's rule, whether that is the best or not
  bool channel_scales = false;   // parameters: a float32 scale for each output channel of integer weights
  std::int64_t alignment = 16;
  std::int64_t batch = 1;

  friend constexpr bool operator==(const memory_options&, const memory_options&) = default;
};

namespace detail {

enum class memory_flag : std::uint8_t {
  inputs_outside,
  outputs_outside,
  views,
  in_place,
  fused,
  as_tflm,
  channel_scales,
};
struct memory_alignment {
  std::int64_t bytes;
};

template <std::int64_t Bytes>
consteval std::int64_t alignment_of() {
  static_assert(Bytes > 0, "nns: an alignment must be at least one byte, nns::align<1>");
  return Bytes > 0 ? Bytes : 1;
}

constexpr void take(memory_options& o, const storage& s) { o.storage = s, o.has_storage = true; }
constexpr void take(memory_options& o, const memory_flag& f) {
  switch (f) {
    case memory_flag::inputs_outside: o.inputs_outside = true; break;
    case memory_flag::outputs_outside: o.outputs_outside = true; break;
    case memory_flag::views: o.views = true; break;
    case memory_flag::in_place: o.in_place = true; break;
    case memory_flag::fused: o.fused = true; break;
    case memory_flag::as_tflm: o.as_tflm = true; break;
    case memory_flag::channel_scales: o.channel_scales = true; break;
  }
}
constexpr void take(memory_options& o, const memory_alignment& a) { o.alignment = a.bytes; }
constexpr void take(memory_options& o, const batch& b) { o.batch = b.size; }
constexpr void take(memory_options& o, const memory_options& all) { o = all; }

template <class T>
concept memory_option = requires(memory_options& o, const T& t) { take(o, t); };

/// Something that is not an option of a plan is given as one: this is the message.
template <class T>
inline constexpr bool is_a_memory_option = memory_option<T>;

template <auto... Options>
consteval memory_options read_memory_options() {
  static_assert((is_a_memory_option<decltype(Options)> && ...),
                "nns: the options after the model are its storage (nns::full_int8, nns::storage{...}), nns::align<n>, "
                "nns::batch{n}, nns::views, nns::in_place, nns::fused, nns::inputs_outside, nns::outputs_outside, "
                "nns::as_tflm and nns::channel_scales, in any order");
  memory_options o;
  const auto take_one = [&o](const auto& option) {
    if constexpr (requires { take(o, option); }) take(o, option);
  };
  (void)take_one;
  (take_one(Options), ...);
  if (o.alignment < 1) an_alignment_is_at_least_one();
  if (o.batch < 1) a_batch_has_at_least_one_instance();
  return o;
}

}  // namespace detail

/// The model's inputs, or outputs, are not in the array: they are stored elsewhere.
inline constexpr detail::memory_flag inputs_outside = detail::memory_flag::inputs_outside;
inline constexpr detail::memory_flag outputs_outside = detail::memory_flag::outputs_outside;
/// reshape, flatten, squeeze and expand_dims make no buffer: they share their input's.
inline constexpr detail::memory_flag views = detail::memory_flag::views;
/// Element-wise layers (activations except softmax, merges, normalisation by constants) overwrite an input of their
/// output's size that is not read afterwards.
inline constexpr detail::memory_flag in_place = detail::memory_flag::in_place;
/// Batch normalisation after a product (dense, a convolution), and relu, relu6 and linear after a product, batch
/// normalisation, add, subtract, multiply or pooling make no buffer, if nothing else reads the tensor in between: a
/// device computes them in the layer before. On by default if the storage folds normalisation.
inline constexpr detail::memory_flag fused = detail::memory_flag::fused;
/// Placed as TensorFlow Lite Micro places buffers, in the order of a model's rows. For a .tflite this is exactly TFLM's
/// plan.
inline constexpr detail::memory_flag as_tflm = detail::memory_flag::as_tflm;
/// parameter_bytes also counts a float32 scale for each output channel of a product with integer weights.
inline constexpr detail::memory_flag channel_scales = detail::memory_flag::channel_scales;
/// Offsets and sizes are multiples of n bytes; 16 by default, as in TFLM, CMSIS-NN and ExecuTorch.
template <std::int64_t Bytes>
inline constexpr detail::memory_alignment align{detail::alignment_of<Bytes>()};

/// One value for the storage and the options after a model, whatever their order.
template <auto... Options>
inline constexpr memory_options memory_options_of = detail::read_memory_options<Options...>();

}  // namespace nns
