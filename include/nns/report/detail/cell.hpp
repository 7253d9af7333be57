// A cell of a report: one value of a row, and how it is written for people and for programs.
// People get prefixes, separators and marks; programs get all digits.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/report/detail/rows.hpp>
#include <nns/report/detail/writer.hpp>
#include <nns/summary.hpp>

#include <cstddef>
#include <cstdint>

namespace nns {

/// A word for a phase.
constexpr text name_of(phase p) { return p == phase::training ? text{"training"} : text{"inference"}; }

}  // namespace nns

namespace nns::report {

enum class cell_holds : std::uint8_t {
  nothing,
  name,
  name_change,
  names,
  truth,
  shape,
  shapes,
  shape_change,
  count,
  number,
  share,
  count_change,
};

/// What a cell can hold. It refers to names, shapes and inputs, and does not own them: the row outlives the cell.
struct cell {
  cell_holds kind = cell_holds::count;
  const label* name_of_row = nullptr;  // a name that the row keeps
  text word{};                         // any other
  detail::seen<shape> shapes{};
  const layer_row* row = nullptr;  // whose inputs are named
  std::int64_t number = 0;
  std::int64_t whole = 0;  // of a share; what a changed count was before
  text unit{};
  const shape* before = nullptr;  // what a changed shape was
  text old_name{};                // what a changed text was

  /// No value.
  constexpr cell() : kind(cell_holds::nothing) {}
  constexpr cell(const label& l) : kind(cell_holds::name), name_of_row(&l) {}
  cell(label&&) = delete;
  constexpr cell(const input_names& n) : kind(cell_holds::names), row(n.row) {}
  constexpr cell(text t) : kind(cell_holds::name), word(t) {}
  constexpr cell(phase p) : kind(cell_holds::name), word(name_of(p)) {}
  constexpr cell(const shape& s) : kind(cell_holds::shape), shapes(&s, 1) {}
  constexpr cell(detail::seen<shape> all) : kind(cell_holds::shapes), shapes(all) {}
  constexpr cell(bool b) : kind(cell_holds::truth), number(b ? 1 : 0) {}
  constexpr cell(std::int64_t n) : number(n) {}
  constexpr cell(int n) : kind(cell_holds::number), number(n) {}
  constexpr cell(macs m) : number(m.count), unit("MAC") {}
  constexpr cell(const ops& o) : number(o.count), unit("OP") {}
  constexpr cell(const work& w) : number(w.count), unit(w.unit) {}
  constexpr cell(bytes b) : number(b.count), unit("B") {}
  constexpr cell(share s) : kind(cell_holds::share), number(s.part), whole(s.whole) {}

  /// A value that has changed.
  constexpr cell(text was, text is) : kind(cell_holds::name_change), word(is), old_name(was) {}
  constexpr cell(const shape& was, const shape& is)
      : kind(cell_holds::shape_change), shapes(&is, 1), before(&was) {}
  constexpr cell(std::int64_t was, std::int64_t is) : kind(cell_holds::count_change), number(is), whole(was) {}
  constexpr cell(macs was, macs is) : cell(was.count, is.count) { unit = "MAC"; }

  [[nodiscard]] constexpr label name() const { return name_of_row != nullptr ? *name_of_row : label{word}; }
  [[nodiscard]] constexpr bool is_number() const { return kind >= cell_holds::count; }
};

/// Gives a label's parts to `use(text)`.
template <class Use>
constexpr void each_part(const label& l, const Use& use) {
  const auto use_number = [&](text in_front, std::int64_t number, text behind) {
    char digits[40]{};
    writer w{.out = digits};
    w.put(in_front);
    put_integer(w, number);
    w.put(behind);
    use(text{digits, w.size});
  };
  use(l.prefix);
  use(l.base);
  if (l.number != 0) use_number("_", l.number, {});
  if (l.copies == 1) return;
  use(" ... ");
  use(l.last_prefix);
  use(l.last_base);
  if (l.last_number != 0) use_number("_", l.last_number, {});
  use_number(" (", l.copies, " x)");
}

/// Gives a label's UTF-8 characters to `use(text)`, one by one; an empty text stands for a byte that belongs to none.
template <class Use>
constexpr void each_character(const label& l, const Use& use) {
  each_part(l, [&](text part) {
    for (std::size_t i = 0; i < part.size();) {
      const std::size_t n = character_length({part.data() + i, part.size() - i});
      use(text{part.data() + i, n});
      i += n == 0 ? 1 : n;
    }
  });
}

/// A character as people see it in a line: one that would break the line is written as in C.
constexpr void put_visible(writer& w, text character) {
  constexpr text hexadecimal = "0123456789abcdef";
  if (character.empty()) return w.put(replacement);
  const auto c = static_cast<unsigned char>(character[0]);
  if (c >= 0x20 && c != 0x7F) return w.put(character);
  w.put("\\x");
  w.put(hexadecimal[c / 16U]);
  w.put(hexadecimal[c % 16U]);
}

/// Whether a name is printable ASCII, and has at most this many characters.
constexpr bool is_plain(const label& name, std::size_t most) {
  bool printable = true;
  std::size_t length = 0;
  each_part(name, [&](text part) {
    length += part.size();
    for (const char c : part)
      if (c < ' ' || c > '~') printable = false;
  });
  return printable && length <= most;
}

/// A name for people. One longer than `most` characters loses its middle: the end tells more than the beginning.
constexpr void put_clipped_name(writer& w, const label& name, std::size_t most) {
  if (is_plain(name, most)) return each_part(name, [&](text part) { w.put_ascii(part); });
  std::size_t length = 0;
  each_character(name, [&](text) { ++length; });
  constexpr std::size_t dots = 3;
  const bool clipped = most > dots && length > most;
  const std::size_t head = clipped ? (most - dots) / 3 : length;
  const std::size_t tail = clipped ? length - (most - dots - head) : length;
  std::size_t i = 0;
  each_character(name, [&](text character) {
    if (i < head || i >= tail) put_visible(w, character);
    if (clipped && i == head) w.put("...");
    ++i;
  });
}

/// U+FFFE and U+FFFF, which no XML may hold (XML 1.0, section 2.2).
constexpr bool is_no_character(text character) {
  return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

/// Gives a name as pictures and pages show it, of at most `Most` characters, to `use(text)` character by character.
template <std::size_t Most, class Use>
constexpr void each_shown_character(const label& name, const Use& use) {
  char shown[4 * Most]{};  // no UTF-8 character, and no spelled one, has more than four bytes
  writer w{.out = shown};
  put_clipped_name(w, name, Most);
  each_character(text{shown, w.size},
                 [&](text character) { use(is_no_character(character) ? replacement : character); });
}

constexpr void put_shapes(writer& w, detail::seen<shape> shapes, text between) {
  bool first = true;
  for (const shape& s : shapes) {
    if (!first) w.put(between);
    first = false;
    put_shape(w, s);
  }
}

/// A count for people: - for zero, ? for unknown.
constexpr void put_count(writer& w, const cell& c, bool exact) {
  if (c.number == unknown) return w.put('?');
  if (c.number == 0) return w.put('-');
  if (exact) return put_integer(w, c.number, true);
  put_scaled(w, c.number, c.unit, true);
}

/// 240,000 -> 480,000 (+100.0%)
constexpr void put_count_change(writer& w, const cell& c, bool exact) {
  const auto put = [&](std::int64_t number) {
    if (number == unknown) return w.put('?');
    if (exact) return put_integer(w, number, true);
    put_scaled(w, number, c.unit, false);
  };
  put(c.whole);
  w.put(" -> ");
  put(c.number);
  if (c.whole <= 0 || c.number == unknown) return;
  w.put(" (");
  w.put(c.number < c.whole ? '-' : '+');
  put_percent(w, c.number < c.whole ? c.whole - c.number : c.number - c.whole, c.whole);
  w.put(')');
}

}  // namespace nns::report
