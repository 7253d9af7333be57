// Data types and how many bits they have; which types a model's weights, biases and activations are stored in.
#pragma once

#include <nns/detail/builtin.hpp>

#include <cstdint>

namespace nns {

/// The type of a number in memory. Types smaller than a byte are packed.
enum class data_type : std::uint8_t { float32, float16, bfloat16, float8, int32, int16, int8, int4, binary };

constexpr int bits_of(data_type t) {
  constexpr int bits[] = {32, 16, 16, 8, 32, 16, 8, 4, 1};
  return bits[static_cast<int>(t)];
}

/// How a model, or a part of it (stored<L, storage>), is stored.
struct storage {
  data_type weights = data_type::float32;
  /// What is added: biases, and the shift of a normalisation.
  data_type biases = data_type::float32;
  data_type activations = data_type::float32;
  /// Batch normalisation is folded into the product before it (dense, a convolution): its 4 C parameters become a bias
  /// of C if that layer had none. If no layer before it can take it, it stays as a scale and a shift, 2 C.
  bool fold_batch_normalization = false;

  friend constexpr bool operator==(const storage&, const storage&) = default;
};

/// Everything in 4 bytes, nothing folded: the default.
inline constexpr storage float32_storage{};
inline constexpr storage float16_storage{data_type::float16, data_type::float16, data_type::float16, false};
inline constexpr storage bfloat16_storage{data_type::bfloat16, data_type::bfloat16, data_type::bfloat16, false};
/// Integers for a microcontroller: weights and activations int8, biases int32, normalisation folded.
inline constexpr storage full_int8{data_type::int8, data_type::int32, data_type::int8, true};
/// Weights in int8, the rest in float32.
inline constexpr storage int8_weights{data_type::int8, data_type::float32, data_type::float32, false};

/// A storage, or none, as in a budget.
struct chosen_storage {
  storage types{};
  bool given = false;

  constexpr chosen_storage() = default;
  constexpr chosen_storage(const storage& s) : types(s), given(true) {}
};

namespace detail {

/// Buffers by their rows, the largest first.
struct buffers_at_peak {
  static constexpr int most = 6;
  int rows[most] = {-1, -1, -1, -1, -1, -1};
  std::int64_t bytes[most]{};
};

/// What a budget asks for its limits on bytes. Only <nns/memory/plan.hpp> answers.
template <class M, chosen_storage Types>
struct bytes_of_model;

/// The bytes of this many packed numbers; negative counts (unknown, overflowed) are returned unchanged.
constexpr std::int64_t bytes_of(std::int64_t numbers, data_type t) {
  const std::int64_t bits = bits_of(t);
  if (numbers < 0) return numbers;
  if (bits < 8) return numbers / (8 / bits) + (numbers % (8 / bits) != 0);
  std::int64_t bytes = 0;
  return NNS_BUILTIN(mul_overflow)(numbers, bits / 8, &bytes) ? INT64_MIN : bytes;
}

}  // namespace detail
}  // namespace nns
