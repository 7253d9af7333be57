// Reading an ONNX file's tensors: their types and extents, and the numbers of small ones, in any form that the file may
// use.
#pragma once

#include <nns/import/onnx/records.hpp>
#include <nns/import/onnx/wire.hpp>

namespace nns::detail {

/// How far a file was read.
struct onnx_state {
  static constexpr int most_nested = 16;

  onnx_counts used{};
  onnx_fault bad{};
  slice model{};     // the current graph
  int graph = -1;    // its number; -1: the model itself is to be read
  int at = 0;        // in its message
  int in_graph = 0;  // nodes, initializers and ports of it so far
  int in_nodes = 0;
  bool cramped = false;  // there was no room for all of it
  bool done = false;
};

/// Reads tensors, and checks each step of reading.
struct onnx_tensor_reader {
  const char* bytes;
  int size;
  onnx_state& s;
  const onnx_room& room;

  template <class T>
  constexpr T& add(T* to, int& used, int before, int most) {
    const int i = used++ - before;
    if (i < most) return to[i];
    no_room();
    return to[0];
  }
  constexpr void no_room() {
    s.cramped = true;
    fail(onnx_fault_rule::there_are_too_many_parts, s.at);
  }
  [[nodiscard]] constexpr bool counts_only() const { return room.nodes == nullptr; }

  constexpr void fail(onnx_fault_rule r, int position) {
    if (s.bad) return;
    s.bad.broken = r;
    s.bad.position = position;
  }
  constexpr wire over(slice message) { return wire(bytes, message, s.bad); }
  [[nodiscard]] constexpr onnx_name named(slice characters) const {
    return {characters, onnx_hash(bytes + characters.first, characters.length), 0};
  }

  constexpr void read_initializer(slice message, int position, bool sparse) {
    const int number = s.in_graph++;
    sparse ? read_sparse(message, position, true) : read_tensor(message, position, true, nullptr);
    if (!s.bad) return;
    s.bad.place = onnx_place::tensor;
    s.bad.number = number;
  }

  /// Its values and its extents; the position of each value does not matter.
  constexpr void read_sparse(slice message, int position, bool initializer) {
    shape dims;
    slice values{};
    for (wire w = over(message); w.next();) {
      if (w.field == 1 && w.is_bytes()) values = w.content;
      if (w.field == 3) read_extents(dims, w);
    }
    if (!s.bad) read_tensor(values, position, initializer, &dims);
  }

  constexpr void add_extent(shape& dims, std::uint64_t n, int position) {
    if (dims.used == shape::max_rank) return fail(onnx_fault_rule::the_tensor_has_more_than_eight_extents, position);
    if (static_cast<std::int64_t>(n) < 0) return fail(onnx_fault_rule::the_extent_is_negative, position);
    dims.values[dims.used++] = static_cast<std::int64_t>(n);
  }
  constexpr void read_extents(shape& dims, wire& w) {
    if (w.type == wire_type::bytes) {
      wire packed = over(w.content);
      for (std::uint64_t n = 0; packed.at < packed.end && packed.varint(n);) add_extent(dims, n, w.key_at);
    } else if (w.is_varint()) {
      add_extent(dims, w.number, w.key_at);
    }
  }

  /// Where a tensor's numbers are.
  struct numbers {
    slice raw{};
    bool has_raw = false;
    bool outside = false;  // in another file
    int typed = 0;         // the field with a list of them; 0: none
  };

  constexpr void read_tensor(slice message, int position, bool initializer, const shape* sparse) {
    if (room.constants == nullptr) {
      ++s.used.constants;
      onnx_constant unused;
      return read_tensor(message, position, initializer, sparse, unused);
    }
    read_tensor(message, position, initializer, sparse,
                add(room.constants, s.used.constants, room.before.constants, room.most.constants));
  }

  constexpr void read_tensor(slice message, int position, bool initializer, const shape* sparse, onnx_constant& c) {
    c.graph = s.graph < 0 ? 0 : s.graph;
    c.position = position;
    c.initializer = initializer;
    numbers n;
    shape dims;
    const char* const file = bytes;
    const int end = message.first + message.length;
    int key = 0, second = 0;
    for (int at = message.first; at < end;) {
      // The usual fields here, any other by wire.
      key = static_cast<unsigned char>(file[at]), second = static_cast<unsigned char>(file[at + 1]);
      if (second < 128 && end - at >= 2) {
        if (key == 8 * 1 && dims.used != shape::max_rank) {
          dims.values[dims.used++] = second, at += 2;
          continue;
        }
        if (key == 8 * 2 && second < onnx_types) {
          c.type = static_cast<onnx_type>(second), at += 2;
          continue;
        }
        if (key == 8 * 9 + 2 && second <= end - at - 2) {
          n.raw = {at + 2, second}, n.has_raw = second != 0, at += 2 + second;
          continue;
        }
        if (key == 8 * 8 + 2 && second <= end - at - 2) {
          c.name.characters = {at + 2, second}, at += 2 + second;
          continue;
        }
      }
      wire w = over({at, end - at});
      if (!w.next()) break;
      read_tensor_field(c, n, dims, w);
      at = w.at;
    }
    if (s.bad) {
      if (s.bad.place < onnx_place::tensor && initializer)
        s.bad.place = onnx_place::tensor, s.bad.name = c.name.characters;
      return;
    }
    c.dims = sparse != nullptr ? *sparse : dims;
    if (sparse != nullptr) n = {};
    if (initializer && !counts_only())
      c.name.hash = onnx_hash(bytes + c.name.characters.first, c.name.characters.length);
    read_numbers(message, c, n);
  }

  constexpr void read_tensor_field(onnx_constant& c, numbers& n, shape& dims, wire& w) {
    switch (w.field) {
      case 1: read_extents(dims, w); break;
      case 2:
        if (w.is_varint()) c.type = w.number < onnx_types ? static_cast<onnx_type>(w.number) : onnx_type::undefined;
        if (w.number >= onnx_types) fail(onnx_fault_rule::the_type_is_not_known, w.key_at);
        break;
      case 4:
      case 5:
      case 7:
      case 10:
      case 11: n.typed = w.field; break;
      case 8:
        if (w.is_bytes()) c.name.characters = w.content;
        break;
      case 9:
        if (w.is_bytes()) n.raw = w.content, n.has_raw = w.content.length != 0;
        break;
      case 13: n.outside = true; break;
      case 14:
        if (w.is_varint()) n.outside = n.outside || w.number == 1;
        break;
      default: break;
    }
  }

  constexpr void read_numbers(slice message, onnx_constant& c, const numbers& n) {
    const std::int64_t elements = c.dims.used == 0 ? 1 : c.dims.elements();
    if (elements < 0) return fail(onnx_fault_rule::the_numbers_do_not_fill_the_tensor, c.position);
    const int bits = bits_of(c.type);
    if (n.has_raw && !n.outside && bits != 0) {
      const bool fits = elements <= INT64_MAX / 256 && n.raw.length == (elements * bits + 7) / 8;
      if (!fits) return fail(onnx_fault_rule::the_numbers_do_not_fill_the_tensor, c.position);
    }
    c.outside = n.outside;
    const bool any = n.has_raw || n.typed != 0 || elements == 0;
    if (n.outside || !any || elements > onnx_tensor::most_values || bits == 0 || bits > 64) return;
    c.whole = true;
    c.first_number = s.used.numbers;
    const int count = static_cast<int>(elements), at = s.used.numbers - room.before.numbers;
    s.used.numbers += count;
    if (room.numbers == nullptr) return;
    if (count > room.most.numbers - at) return no_room();
    onnx_number* const to = room.numbers + at;
    if (n.has_raw && c.type == onnx_type::int64) {  // as shapes are
      using u = std::uint64_t;
      const char* b = bytes + n.raw.first;
      for (int i = 0; i != count; ++i, b += 8)
        to[i] = onnx_number{static_cast<std::int64_t>(
            (u(b[0]) & 255) | (u(b[1]) & 255) << 8 | (u(b[2]) & 255) << 16 | (u(b[3]) & 255) << 24 |
            (u(b[4]) & 255) << 32 | (u(b[5]) & 255) << 40 | (u(b[6]) & 255) << 48 | (u(b[7]) & 255) << 56)};
    } else if (n.has_raw) {
      for (int i = 0; i != count; ++i) to[i] = raw_number(c.type, bits, n.raw.first, i);
    } else {
      read_typed(message, c, to, count);
    }
  }

  [[nodiscard]] constexpr onnx_number raw_number(onnx_type t, int bits, int first, int i) const {
    if (bits < 8) {
      const unsigned in = static_cast<unsigned char>(bytes[first + i * bits / 8]) >> (i * bits % 8);
      return number_of_bits(t, bits, in & ((1U << bits) - 1));
    }
    std::uint64_t all = 0;
    for (int k = bits / 8; k-- != 0;) all = all << 8 | static_cast<unsigned char>(bytes[first + i * (bits / 8) + k]);
    return number_of_bits(t, bits, all);
  }

  static constexpr onnx_number number_of_bits(onnx_type t, int bits, std::uint64_t all) {
    switch (t) {
      case onnx_type::float32: return onnx_number{real_of_float(static_cast<std::uint32_t>(all))};
      case onnx_type::float64: return onnx_number{real_of_double(all)};
      case onnx_type::float16: return onnx_number{real_of_half(static_cast<std::uint32_t>(all & 0xffff))};
      case onnx_type::bfloat16: return onnx_number{real_of_float(static_cast<std::uint32_t>((all & 0xffff) << 16))};
      case onnx_type::int8:
      case onnx_type::int16:
      case onnx_type::int32:
      case onnx_type::int64:
      case onnx_type::int4:
      case onnx_type::int2: {
        const int unused = 64 - bits;
        return onnx_number{static_cast<std::int64_t>(all << unused) >> unused};
      }
      case onnx_type::uint8:
      case onnx_type::uint16:
      case onnx_type::uint32:
      case onnx_type::uint64:
      case onnx_type::uint4:
      case onnx_type::uint2:
      case onnx_type::bool_: return onnx_number{static_cast<std::int64_t>(all)};
      default: return {};
    }
  }

  /// Numbers in a list of their type, packed or one by one.
  constexpr void read_typed(slice message, const onnx_constant& c, onnx_number* to, int count) {
    int n = 0;
    const int bits = bits_of(c.type);
    const auto put = [&](std::uint64_t all) {
      if (bits < 8) {  // several in each element
        for (int k = 0; k != 8 / bits && n < count; ++k)
          to[n++] = number_of_bits(c.type, bits, all >> (k * bits) & ((1U << bits) - 1));
      } else {
        if (n < count) to[n] = number_of_bits(c.type, bits, all);
        ++n;
      }
    };
    for (wire w = over(message); w.next();) {
      const int width = w.field == 4 ? 4 : w.field == 10 ? 8 : w.field == 5 || w.field == 7 || w.field == 11 ? 0 : -1;
      if (width < 0) continue;
      if (w.type != wire_type::bytes) {
        put(w.number);
      } else if (width != 0) {
        for (int i = 0; i + width <= w.content.length && n < count; i += width)
          put(width == 4
                  ? w.four(w.content.first + i)
                  : w.four(w.content.first + i) | static_cast<std::uint64_t>(w.four(w.content.first + i + 4)) << 32);
      } else {
        wire packed = over(w.content);
        for (std::uint64_t v = 0; packed.at < packed.end && n <= count && packed.varint(v);) put(v);
      }
    }
    if (n != count) fail(onnx_fault_rule::the_numbers_do_not_fill_the_tensor, c.position);
  }
};

}  // namespace nns::detail
