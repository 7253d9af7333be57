// Names and numbers inside SVG and HTML, which are well-formed XML whatever a name contains.
#pragma once

#include <nns/report/detail/cell.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

/// The most characters of a name if there is room for it.
inline constexpr std::size_t picture_title = 64;

/// A character as text or inside double quotes.
constexpr void put_markup_character(writer& w, text character) {
  if (character == "&") return w.put("&amp;");
  if (character == "<") return w.put("&lt;");
  if (character == ">") return w.put("&gt;");
  if (character == "\"") return w.put("&quot;");
  w.put(character);
}

/// A name of at most `Most` characters; a longer one loses its middle.
template <std::size_t Most>
constexpr void put_markup(writer& w, const label& name) {
  each_shown_character<Most>(name, [&](text character) { put_markup_character(w, character); });
}

/// A name in a page, where a long one may break after `/` and `;`.
template <std::size_t Most>
constexpr void put_breakable(writer& w, const label& name) {
  each_shown_character<Most>(name, [&](text character) {
    put_markup_character(w, character);
    if (character == "/" || character == ";") w.put("<wbr/>");
  });
}

/// The columns of a name in a monospaced font: characters of three or more bytes may be twice as wide.
template <std::size_t Most>
constexpr int columns_of(const label& name) {
  int columns = 0;
  each_shown_character<Most>(name, [&](text character) { columns += character.size() < 3 ? 1 : 2; });
  return columns;
}

/// 416,520 in full, or ? if it is not known.
constexpr void put_exact(writer& w, std::int64_t number) {
  if (number == unknown) return w.put('?');
  put_integer(w, number, true);
}

/// 28.2%
constexpr void put_markup_percent(writer& w, std::int64_t part, std::int64_t whole) {
  char percent[24]{};
  writer counted{.out = percent};
  put_percent(counted, part, whole);
  for (std::size_t i = 0; i != counted.size; ++i) put_markup_character(w, {percent + i, 1});
}

/// 123 tenths of a pixel are 12.3.
constexpr void put_tenths(writer& w, std::int64_t tenths) {
  put_integer(w, tenths / 10);
  if (tenths % 10 == 0) return;
  w.put('.');
  put_integer(w, tenths % 10);
}

}  // namespace nns::report
