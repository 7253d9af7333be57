// Reading a flatbuffer: tables, their fields, lists and texts, at compile time and at run time. Whatever the bytes are,
// nothing outside the file is read: the first error is kept, and everything that is read after it is 0.
#pragma once

#include <nns/import/tflite/fault.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::detail {

/// A table: its position, and its list of fields.
struct flat_table {
  std::int64_t at = 0;
  std::int64_t fields_at = 0;  // the first field's offset in the vtable
  int fields = 0;
  int size = 0;                // of the table itself, bytes
};

/// A list: the position of its first element, and how many there are.
struct flat_list {
  std::int64_t first = 0;
  std::int64_t count = 0;
};

/// Where tables of one kind have their first fields, which take `lengths` bytes. Tables with the same fields share their
/// list of fields, so it is read once for many: at compile time every call costs.
template <std::size_t Fields>
struct flat_layout {
  std::int8_t lengths[Fields];
  std::int64_t list = -1;
  int size = 0;           // of such a table, bytes
  int fields = 0;
  int offsets[Fields]{};  // from the table; 0: it does not have the field
};

template <class Byte>
struct flat_reader {
  const Byte* bytes;
  std::int64_t size;
  tflite_fault bad{};

  constexpr flat_reader(const Byte* first, std::int64_t length) : bytes(first), size(length) {}

  [[nodiscard]] constexpr bool broken() const { return bad.broken != tflite_rule::none; }

  constexpr void fail(tflite_rule r, std::int64_t position) {
    if (broken()) return;
    bad.broken = r;
    bad.position = position;
  }

  // Plain reads, whose bounds have been checked.
  [[nodiscard]] constexpr unsigned byte(std::int64_t at) const { return static_cast<unsigned char>(bytes[at]); }
  [[nodiscard]] constexpr unsigned two(std::int64_t at) const {
    return static_cast<unsigned char>(bytes[at]) | static_cast<unsigned>(static_cast<unsigned char>(bytes[at + 1])) << 8;
  }
  [[nodiscard]] constexpr std::uint32_t four(std::int64_t at) const {
    return static_cast<unsigned char>(bytes[at]) |
           static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 1])) << 8 |
           static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 2])) << 16 |
           static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + 3])) << 24;
  }
  [[nodiscard]] constexpr std::int32_t number(std::int64_t at) const { return static_cast<std::int32_t>(four(at)); }
  [[nodiscard]] constexpr std::uint64_t eight(std::int64_t at) const {
    return four(at) | static_cast<std::uint64_t>(four(at + 4)) << 32;
  }

  /// Whether there are `length` bytes at `at`.
  constexpr bool holds(std::int64_t at, std::int64_t length) {
    if (at < 0 || at > size || length > size - at) return fail(tflite_rule::the_file_ends_too_early, at), false;
    return true;
  }

  /// The position that the offset at `at` leads to.
  constexpr std::int64_t follow(std::int64_t at) {
    if (!holds(at, 4)) return 0;
    const std::int64_t target = at + four(at);
    if (target > size - 4 || target == at) return fail(tflite_rule::the_offset_leaves_the_file, at), 0;
    return target;
  }

  constexpr flat_table table(std::int64_t at) {
    if (broken() || !holds(at, 4)) return {};
    const std::int64_t list = at - number(at);
    if (list < 0 || list > size - 4) return fail(tflite_rule::the_offset_leaves_the_file, at), flat_table{};
    const unsigned length = two(list);
    const unsigned own = two(list + 2);
    if (length < 4 || length % 2 != 0 || own < 4 || length > size - list || own > size - at)
      return fail(tflite_rule::the_table_is_broken, list), flat_table{};
    return {at, list + 4, static_cast<int>(length - 4) / 2, static_cast<int>(own)};
  }

  /// The position of a field of `length` bytes; 0 if the table does not have it.
  constexpr std::int64_t field(const flat_table& t, int n, int length) {
    if (n >= t.fields) return 0;
    const int offset = static_cast<int>(two(t.fields_at + 2 * n));
    if (offset == 0) return 0;
    if (offset + length > t.size) return fail(tflite_rule::the_table_is_broken, t.fields_at + 2 * n), 0;
    return t.at + offset;
  }

  constexpr std::int64_t byte_field(const flat_table& t, int n, std::int64_t fallback) {
    const std::int64_t at = field(t, n, 1);
    return at == 0 ? fallback : static_cast<std::int64_t>(byte(at));
  }
  constexpr std::int64_t number_field(const flat_table& t, int n, std::int64_t fallback) {
    const std::int64_t at = field(t, n, 4);
    return at == 0 ? fallback : number(at);
  }
  constexpr std::uint64_t long_field(const flat_table& t, int n) {
    const std::int64_t at = field(t, n, 8);
    return at == 0 ? 0 : eight(at);
  }
  /// A table that a field leads to; one without fields if there is none.
  constexpr flat_table table_field(const flat_table& t, int n) {
    const std::int64_t at = field(t, n, 4);
    if (at == 0) return {};
    const std::int64_t target = follow(at);
    return target == 0 ? flat_table{} : table(target);
  }

  /// A list of elements of that many bytes, checked to be inside the file.
  constexpr flat_list list_field(const flat_table& t, int n, int element) {
    const std::int64_t at = field(t, n, 4);
    return at == 0 ? flat_list{} : list_at(at, element);
  }

  // Short ways. That there are four bytes at `at` has been checked: it is a field, or an element of a list.

  /// The list that the offset at `at` leads to.
  constexpr flat_list list_at(std::int64_t at, int element) {
    const std::int64_t target = at + four(at);
    if (target > size - 4 || target == at) return fail(tflite_rule::the_offset_leaves_the_file, at), flat_list{};
    const std::int64_t count = four(target);
    if (count > (size - target - 4) / element) return fail(tflite_rule::the_file_ends_too_early, target), flat_list{};
    return {target + 4, count};
  }
  /// The position of the table that the offset at `at` leads to; its layout is stored in `l`. 0 if there is none.
  template <std::size_t Fields>
  constexpr std::int64_t table_at(std::int64_t at, flat_layout<Fields>& l) {
    const std::int64_t target = at + four(at);
    if (target > size - 4 || target == at) return fail(tflite_rule::the_offset_leaves_the_file, at), 0;
    const std::int64_t list = target - number(target);
    if (list != l.list && !learn(target, l)) return 0;
    if (l.size > size - target) return fail(tflite_rule::the_table_is_broken, list), 0;
    return target;
  }

  /// An element of a list of tables.
  constexpr flat_table element(const flat_list& l, std::int64_t i) {
    const std::int64_t target = follow(l.first + 4 * i);
    return target == 0 ? flat_table{} : table(target);
  }

 private:
  template <std::size_t Fields>
  constexpr bool learn(std::int64_t at, flat_layout<Fields>& l) {
    l.list = -1;
    const flat_table t = table(at);
    if (broken()) return false;
    for (int i = 0; i != static_cast<int>(Fields); ++i) {
      l.offsets[i] = i < t.fields ? static_cast<int>(two(t.fields_at + 2 * i)) : 0;
      if (l.offsets[i] != 0 && l.offsets[i] + l.lengths[i] > t.size)
        return fail(tflite_rule::the_table_is_broken, t.fields_at + 2 * i), false;
    }
    l.size = t.size, l.fields = t.fields, l.list = t.fields_at - 4;
    return true;
  }
};

}  // namespace nns::detail
