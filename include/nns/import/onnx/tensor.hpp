// Tensors of an ONNX graph while it is evaluated: all their extents, including the batch, and the numbers in small
// ones, from which graphs compute shapes. Extents, ranks and single numbers may be unknown.
#pragma once

#include <nns/detail/text.hpp>
#include <nns/shape.hpp>

#include <cstdint>

namespace nns::detail {

/// Element types, by the format's numbers (TensorProto.DataType).
enum class onnx_type : std::uint8_t {
  undefined,
  float32,
  uint8,
  int8,
  uint16,
  int16,
  int32,
  int64,
  string,
  bool_,
  float16,
  float64,
  uint32,
  uint64,
  complex64,
  complex128,
  bfloat16,
  float8e4m3fn,
  float8e4m3fnuz,
  float8e5m2,
  float8e5m2fnuz,
  uint4,
  int4,
  float4e2m1,
  float8e8m0,
  uint2,
  int2,
};
inline constexpr int onnx_types = 27;

/// Bits of an element; 0 if it has no fixed size.
constexpr int bits_of(onnx_type t) {
  constexpr unsigned char bits[] = {0,  32, 8,  8,   16, 16, 32, 64, 0, 8, 16, 64, 32, 64,
                                    64, 128, 16, 8, 8,  8,  8,  4,  4, 4, 8, 2,  2};
  return static_cast<int>(t) < onnx_types ? bits[static_cast<int>(t)] : 0;
}
inline constexpr std::uint32_t onnx_real_types = [] {
  std::uint32_t all = 0;
  for (const onnx_type t : {onnx_type::float32, onnx_type::float16, onnx_type::float64, onnx_type::bfloat16,
                            onnx_type::float8e4m3fn, onnx_type::float8e4m3fnuz, onnx_type::float8e5m2,
                            onnx_type::float8e5m2fnuz, onnx_type::float4e2m1, onnx_type::float8e8m0})
    all |= std::uint32_t{1} << static_cast<int>(t);
  return all;
}();
constexpr bool is_real(onnx_type t) {
  return static_cast<int>(t) < onnx_types && (onnx_real_types >> static_cast<int>(t) & 1U) != 0;
}

/// A number in a tensor. Both members are set: for a real number `integer` is truncated, for an integer `real` is close
/// to it.
struct onnx_number {
  std::int64_t integer = 0;
  double real = 0;
  bool known = false;

  constexpr onnx_number() = default;
  constexpr explicit onnx_number(std::int64_t n) : integer(n), real(static_cast<double>(n)), known(true) {}
  constexpr explicit onnx_number(int n) : onnx_number(std::int64_t{n}) {}
  constexpr explicit onnx_number(bool b) : onnx_number(std::int64_t{b}) {}
  constexpr explicit onnx_number(double x) : integer(truncated(x)), real(x), known(x == x) {}

  /// Rounds toward zero; numbers beyond the range of integers saturate.
  static constexpr std::int64_t truncated(double x) {
    return x != x ? 0 : x >= 9.2e18 ? INT64_MAX : x <= -9.2e18 ? INT64_MIN : static_cast<std::int64_t>(x);
  }
};

struct onnx_tensor {
  static constexpr int most_values = 64;

  onnx_type type = onnx_type::undefined;
  bool ranked = false;    // whether the rank is known; otherwise `dims` means nothing
  bool constant = false;  // computed from the file's constants alone: the same in each run
  int origin = -1;        // of a constant: the initializer or Constant whose elements it has, as they are or cast, moved
  shape dims{};           // all extents, shape::unknown among them; rank 0 is one number
  const onnx_number* values = nullptr;  // dims.elements() of them, the last axis innermost; null: not kept

  /// Whether there are numbers; some of them may be unknown.
  [[nodiscard]] constexpr bool has_values() const { return values != nullptr; }
  /// How many of them.
  [[nodiscard]] constexpr int count() const {
    return values == nullptr ? 0 : static_cast<int>(dims.elements());
  }
  [[nodiscard]] constexpr int rank() const { return dims.used; }
  [[nodiscard]] constexpr bool all_known() const {
    for (int i = 0; i != count(); ++i)
      if (!values[i].known) return false;
    return values != nullptr;
  }
  /// The only number, or the first; unknown if there is none.
  [[nodiscard]] constexpr onnx_number number() const { return count() > 0 ? values[0] : onnx_number{}; }
};

}  // namespace nns::detail
