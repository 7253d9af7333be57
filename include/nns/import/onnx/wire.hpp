// Protobuf's wire format: keys, varints, lengths, at compile time and at run time. Whatever the bytes are, nothing
// outside the message is read: the first error is kept, and the message ends there.
#pragma once

#include <nns/import/onnx/fault.hpp>

#include <bit>
#include <cstdint>

namespace nns::detail {

enum class wire_type : std::uint8_t { varint, fixed64, bytes, group_begin, group_end, fixed32 };

/// A message, or what is left of it: walk over its fields with next().
struct wire {
  const char* bytes;
  int at;
  int end;
  onnx_fault* bad;

  // The current field: its number, and its value or the place of its bytes.
  int field = 0;
  wire_type type = wire_type::varint;
  int key_at = 0;
  std::uint64_t number = 0;
  slice content{};

  constexpr wire(const char* first, slice message, onnx_fault& wrong)
      : bytes(first), at(message.first), end(message.first + message.length), bad(&wrong) {}

  constexpr bool fail(onnx_fault_rule r, int position) {
    if (!*bad) bad->broken = r, bad->position = position;
    at = end;
    return false;
  }

  [[nodiscard]] constexpr unsigned byte(int i) const { return static_cast<unsigned char>(bytes[i]); }

  /// A varint. False if it does not end.
  constexpr bool varint(std::uint64_t& to) {
    const int first = at;
    if (at < end && byte(at) < 0x80) return to = byte(at++), true;
    to = 0;
    for (int shift = 0; at < end; shift += 7) {
      const unsigned b = byte(at++);
      if (shift == 70) return fail(onnx_fault_rule::the_number_is_too_long, first);
      if (shift < 64) to |= static_cast<std::uint64_t>(b & 0x7f) << shift;
      if (b < 0x80) return true;
    }
    return fail(onnx_fault_rule::the_file_ends_too_early, first);
  }
  [[nodiscard]] constexpr std::uint32_t four(int i) const {
    return byte(i) | byte(i + 1) << 8 | byte(i + 2) << 16 | byte(i + 3) << 24;
  }

  /// The next field; false at the end, or if something is wrong.
  constexpr bool next() {
    if (at >= end) return false;
    key_at = at;
    // Nearly always: a key of one byte, and a length or a number of one, below 0x80; each is read once.
    if (end - at > 1) {
      const int key = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
      if (key > 7 && (key | second) < 0x80) {
        if ((key & 7) == 2 && second <= end - at - 2) {
          field = key >> 3, type = wire_type::bytes, content.first = at + 2, content.length = second, at += 2 + second;
          return true;
        }
        if ((key & 7) == 0) {
          field = key >> 3, type = wire_type::varint, number = static_cast<std::uint64_t>(second), at += 2;
          return true;
        }
      }
    }
    return next_of_any();
  }

  constexpr bool next_of_any() {
    std::uint64_t key = byte(at);
    if (key < 0x80)
      ++at;
    else if (!varint(key))
      return false;
    field = static_cast<int>(key >> 3 & 0x1fffffff);
    type = static_cast<wire_type>(key & 7);
    if (field == 0 || key >> 32 != 0) return fail(onnx_fault_rule::the_field_has_no_number, key_at);
    if (type == wire_type::bytes) {
      std::uint64_t length = 0;
      if (!varint(length)) return false;
      if (length > static_cast<std::uint64_t>(end - at))
        return fail(onnx_fault_rule::the_file_ends_too_early, key_at);
      content.first = at;
      content.length = static_cast<int>(length);
      at += content.length;
      return true;
    }
    if (type == wire_type::varint) return varint(number);
    if (type == wire_type::fixed32 || type == wire_type::fixed64) {
      const int size = type == wire_type::fixed32 ? 4 : 8;
      if (size > end - at) return fail(onnx_fault_rule::the_file_ends_too_early, key_at);
      number = four(at);
      if (size == 8) number |= static_cast<std::uint64_t>(four(at + 4)) << 32;
      content = {at, size};
      at += size;
      return true;
    }
    return fail(onnx_fault_rule::the_wire_type_is_not_known, key_at);
  }

  /// Whether the current field has the wire type that the format prescribes.
  constexpr bool is(wire_type expected) {
    return type == expected || fail(onnx_fault_rule::the_field_has_another_wire_type, key_at);
  }
  constexpr bool is_bytes() { return is(wire_type::bytes); }
  constexpr bool is_varint() { return is(wire_type::varint); }
};

/// The bits of a float16, bfloat16, float or double as a number.
constexpr double power_of_two(int exponent) {
  double p = 1;
  double base = exponent < 0 ? 0.5 : 2;
  for (int n = exponent < 0 ? -exponent : exponent; n != 0; n >>= 1, base *= base)
    if ((n & 1) != 0) p *= base;
  return p;
}
constexpr double real_of_float(std::uint32_t bits) { return static_cast<double>(std::bit_cast<float>(bits)); }
constexpr double real_of_double(std::uint64_t bits) { return std::bit_cast<double>(bits); }
constexpr double real_of_half(std::uint32_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 31);
  const double fraction = static_cast<double>(bits & 1023);
  if (exponent == 31) return real_of_float(fraction != 0 ? 0x7fc00000 : (bits & 0x8000) != 0 ? 0xff800000 : 0x7f800000);
  const double size = exponent == 0 ? fraction * power_of_two(-24) : (1024 + fraction) * power_of_two(exponent - 25);
  return (bits & 0x8000) != 0 ? -size : size;
}

}  // namespace nns::detail
