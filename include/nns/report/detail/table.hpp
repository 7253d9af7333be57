// A table for people, as aligned text or as Markdown: units, headings, alignment, the total at the end.
// It is made in passes over the rows: one for widths, one more for columns with prefixes, one to write; nothing is
// allocated.
#pragma once

#include <nns/detail/scratch.hpp>
#include <nns/report/detail/choice.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

/// A column's numbers are written in full, with separators, if none is larger than this; otherwise with prefixes.
inline constexpr std::int64_t largest_in_full = 99'999'999;

/// The longest cell of a number has two counts and a percentage, or it is a heading.
inline constexpr std::size_t longest_number = 128;

struct table_style {
  bool markdown = false;
  bool exact = false;                 // every digit of every number
  std::size_t name_width = SIZE_MAX;  // longer names are shortened
};

/// How the cells of a column look.
struct column_look {
  bool number = false;
  bool exact = true;
  bool bytes = false;
  bool macs = false;
  bool ops = false;
  bool words = true;     // all its cells are words of printable ASCII, none of them too long
  bool ascii = true;     // a character is a byte
  bool at_right = true;  // all its cells are numbers
  std::size_t width = 0;
  std::int64_t largest = -1;  // of counts that are known
};

/// A column's heading: its public name in words, and the unit if the cells do not show it.
constexpr void put_heading(writer& w, text key, const column_look& look) {
  if (key == "parameter_bytes") {
    w.put("model size");
  } else if (key == "activation_bytes") {
    w.put("all activations");  // of all layers together: not RAM
  } else if (key == "bytes") {
    w.put("memory");
  } else if (key == "input_shapes") {
    w.put("input");
  } else if (key == "macs") {
    return w.put("MACs");
  } else if (key == "ops") {
    return w.put("operations");
  } else {
    const bool negated = key.size() > 4 && text{key.data(), 4} == "non_";
    for (std::size_t i = 0; i != key.size(); ++i) w.put(key[i] != '_' ? key[i] : negated && i == 3 ? '-' : ' ');
  }
  if (look.exact && look.macs) w.put(" MACs");
  if (look.exact && look.ops) w.put(" operations");
  if (look.exact && look.bytes) w.put(" in bytes");
}

constexpr bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// A name in a Markdown table: characters that would be markup, or end the cell, are escaped; underscores in words need
/// not be.
constexpr void put_markdown_name(writer& w, const label& name) {
  constexpr text markup = "\\|`*<>[]&~";
  char before = ' ';
  bool underscore = false;  // seen, but not written yet
  each_character(name, [&](text character) {
    const char c = character.empty() ? ' ' : character[0];
    if (underscore) w.put(is_alphanumeric(before) && is_alphanumeric(c) ? text{"_"} : text{"\\_"});
    if (underscore) before = '_';
    underscore = c == '_';
    if (underscore) return;
    for (const char special : markup)
      if (c == special) w.put('\\');
    put_visible(w, character);
    before = c;
  });
  if (underscore) w.put("\\_");
}

constexpr void put_name(writer& w, const label& name, const table_style& style) {
  if (style.markdown) return put_markdown_name(w, name);
  put_clipped_name(w, name, style.name_width);
}

constexpr void put_names(writer& w, const layer_row* row, const table_style& style) {
  bool first = true;
  each_input(*row, [&](const label& name) {
    if (!first) w.put(", ");
    first = false;
    put_name(w, name, style);
  });
}

constexpr void put_cell(writer& w, const cell& c, const column_look& look, const table_style& style) {
  switch (c.kind) {
    case cell_holds::nothing: return;
    case cell_holds::name: return put_name(w, c.name(), style);
    case cell_holds::name_change:
      put_name(w, c.old_name.empty() ? text{"none"} : c.old_name, style);
      w.put(" -> ");
      return put_name(w, c.word.empty() ? label{text{"none"}} : label{c.word}, style);
    case cell_holds::names: return put_names(w, c.row, style);
    case cell_holds::truth: return w.put(c.number != 0 ? text{"yes"} : text{"no"});
    case cell_holds::shape:
    case cell_holds::shapes: return put_shapes(w, c.shapes, ", ");
    case cell_holds::shape_change:
      put_shape(w, *c.before);
      w.put(" -> ");
      return put_shape(w, c.shapes[0]);
    case cell_holds::count: return put_count(w, c, look.exact);
    case cell_holds::number: return put_integer(w, c.number);
    case cell_holds::share: return put_percent(w, c.number, c.whole);
    case cell_holds::count_change: return put_count_change(w, c, look.exact);
  }
}

template <class Source>
struct table {
  using row = typename Source::row;

  const Source& source;
  table_style style{};
  choice<row> chosen{};
  column_look looks[choice<row>::most]{};
  std::size_t line_width = 0;
  std::size_t lines = 0;  // of rows, the total among them

  constexpr table(const Source& from, text names, const table_style& how)
      : source(from), style(how), chosen(choose<row>(names)) {
    detail::scratch<cell> cells(static_cast<int>(chosen.size));
    each_row([&](const row& r) { learn(r, cells.values); });
    bool again = false;
    for (std::size_t i = 0; i != chosen.size; ++i) {
      column_look& look = looks[i];
      learn_largest(look);
      if (!look.exact) again = true, look.width = 0;
      writer w;
      put_heading(w, chosen[i].key, look);
      if (w.width > look.width) look.width = w.width;
      if (look.width < 3) look.width = 3;
    }
    if (again) each_row([&](const row& r) { learn_widths_with_prefixes(r, cells.values); });
    for (std::size_t i = 0; i != chosen.size; ++i) line_width += looks[i].width + (i == 0 ? 0 : 2);
  }

  constexpr void write(writer& w) const {
    put_title(w);
    put_headings(w);
    put_rule(w);
    if (w.out == nullptr && is_even()) {
      w.size += lines * (line_width + 1);
      if (Source::has_total) put_rule(w);
      return;
    }
    detail::scratch<cell> cells(static_cast<int>(chosen.size));
    source.each([&](const row& r) { put_row(w, r, cells.values); });
    if constexpr (Source::has_total) {
      if (!style.markdown) put_rule(w);
      put_row(w, source.total(), cells.values);
    }
  }

 private:
  template <class Use>
  constexpr void each_row(const Use& use) const {
    source.each(use);
    if constexpr (Source::has_total) use(source.total());
  }

  /// Units, and widths as if every number were written in full. Of counts the largest is enough.
  constexpr void learn(const row& r, cell* cells) {
    for (std::size_t i = 0; i != chosen.size; ++i) {
      const column<row>& from = *chosen.values[i];
      cell& c = cells[i];
      column_look& look = looks[i];
      from.fills ? from.filled(c, r) : void(c = from.made(r));  // fill would be one call more for each cell
      if (lines == 0 || !from.fills) learn_unit(c, look);
      if (c.kind == cell_holds::count && c.number >= 0) {
        look.words = false;
        if (c.number > look.largest) look.largest = c.number;
      } else if (c.kind == cell_holds::name && c.name_of_row == nullptr) {
        look.at_right = false;
        learn_word(c, look);
      } else {
        learn_other(c, look);
      }
    }
    ++lines;
  }

  static constexpr void learn_unit(const cell& c, column_look& look) {
    const char unit = c.unit.empty() ? ' ' : c.unit[0];  // MAC, OP, B: one step of the evaluation, not three calls
    look.number = c.is_number();
    look.macs = unit == 'M';
    look.ops = unit == 'O';
    look.bytes = unit == 'B';
  }

  constexpr void learn_word(const cell& c, column_look& look) const {
    const char* const characters = c.word.characters;
    const std::size_t n = c.word.length;
    bool plain = !style.markdown && n <= style.name_width;
    std::size_t i = 0;
    // Four in a statement: a difference is negative if a character is not between ' ' and '~'.
    for (; i + 4 <= n && plain; i += 4)
      plain = ((characters[i] - ' ') | ('~' - characters[i]) | (characters[i + 1] - ' ') | ('~' - characters[i + 1]) |
               (characters[i + 2] - ' ') | ('~' - characters[i + 2]) | (characters[i + 3] - ' ') |
               ('~' - characters[i + 3])) >= 0;
    for (; i != n && plain; ++i) plain = characters[i] >= ' ' && characters[i] <= '~';
    if (!plain) look.words = look.ascii = false;
    if (!plain) return learn_width(c, look);
    if (n > look.width) look.width = n;
  }

  constexpr void learn_other(const cell& c, column_look& look) const {
    look.words = false;
    if (c.kind == cell_holds::shape) {
      look.at_right = false;
      const std::size_t width = small_shape_width(*c.shapes.data());
      if (width > look.width) look.width = width;
      if (width != 0) return;
    }
    if (c.kind == cell_holds::share) {  // 9.9% is no wider than most headings, - no wider than any
      if (c.number == 0 || (look.width >= 5 && c.number > 0 && c.number < c.whole / 10 * 9)) return;
      return learn_width(c, look);
    }
    if (!c.is_number()) look.at_right = false;
    if (c.kind == cell_holds::name || c.kind == cell_holds::names || c.kind == cell_holds::name_change) look.ascii = false;
    const std::int64_t largest = c.kind == cell_holds::count_change && c.whole > c.number ? c.whole : c.number;
    if (!style.exact && (look.bytes || largest > largest_in_full)) look.exact = false;
    if (look.exact) learn_width(c, look);
  }

  constexpr void learn_largest(column_look& look) const {
    if (look.largest < 0) return;
    if (!style.exact && (look.bytes || look.largest > largest_in_full)) look.exact = false;
    if (look.exact) learn_width(cell(look.largest), look);
  }

  /// The widths of columns that have a number which is too long to be written in full.
  constexpr void learn_widths_with_prefixes(const row& r, cell* cells) {
    for (std::size_t i = 0; i != chosen.size; ++i) {
      column_look& look = looks[i];
      if (look.exact) continue;
      cell& c = cells[i];
      chosen.values[i]->fill(c, r);
      if (c.kind == cell_holds::count && c.number >= 0 && (c.number == 0 || look.width >= widest_scaled(c.unit.length))) continue;
      learn_width(c, look);
    }
  }

  /// Whether all lines of rows are as long as the rule: a character is a byte, and the last one is no space.
  [[nodiscard]] constexpr bool is_even() const {
    if (style.markdown || chosen.size == 0) return false;
    for (std::size_t i = 0; i != chosen.size; ++i)
      if (!looks[i].ascii) return false;
    const column_look& last = looks[chosen.size - 1];
    return last.at_right && (last.exact || last.macs || last.ops || last.bytes);
  }

  constexpr void learn_width(const cell& c, column_look& look) const {
    writer w;
    put_cell(w, c, look, style);
    if (w.width > look.width) look.width = w.width;
  }

  constexpr void put_title(writer& w) const {
    const text title = source.title();
    if (title.empty()) return;
    if (style.markdown) {
      w.put("**");
      put_markdown_name(w, title);
      w.put("**");
      w.end_line();
    } else {
      put_clipped_name(w, title, SIZE_MAX);
    }
    w.end_line();
  }

  constexpr void put_rule(writer& w) const {
    if (!style.markdown) {
      w.put('-', line_width);
    } else {
      for (std::size_t i = 0; i != chosen.size; ++i) {
        w.put('|');
        w.put(looks[i].number ? '-' : ':');
        w.put('-', looks[i].width);
        w.put(looks[i].number ? ':' : '-');
      }
      w.put('|');
    }
    w.end_line();
  }

  constexpr void put_headings(writer& w) const {
    for (std::size_t i = 0; i != chosen.size; ++i) {
      if (style.markdown)
        w.put("| ");
      else
        w.skip(i == 0 ? 0 : 2);
      put_between(w, looks[i], [&](writer& to) { put_heading(to, chosen[i].key, looks[i]); });
      if (style.markdown) w.skip(1);
    }
    end_row(w);
  }

  /// What most cells are, words, counts, shares and shapes, is written at once.
  constexpr void put_row(writer& w, const row& r, cell* cells) const {
    for (std::size_t i = 0; i != chosen.size; ++i) {
      const column_look& look = looks[i];
      const column<row>& from = *chosen.values[i];
      cell& c = cells[i];
      from.fills ? from.filled(c, r) : void(c = from.made(r));
      if (style.markdown)
        w.put("| ");
      else if (i != 0)
        w.spaces += 2, w.width += 2;
      if (look.words) {
        w.put_ascii(c.word);
        w.spaces += look.width - c.word.length, w.width += look.width - c.word.length;
      } else if (look.number && (c.number == 0 ? c.kind == cell_holds::count || c.kind == cell_holds::share
                                               : c.number > 0 && look.exact && c.kind == cell_holds::count)) {
        put_at_right(w, c.number, look.width);
      } else if (look.number && c.kind == cell_holds::count && c.number >= 1000) {
        put_scaled_at_right(w, c.number, c.unit, look.width);
      } else if (look.number && c.kind == cell_holds::share && c.number > 0 && c.whole > 0) {
        put_percent_at_right(w, c.number, c.whole, look.width);
      } else if (!look.number && c.kind == cell_holds::shape) {
        const std::size_t begin = w.width;
        put_shape(w, *c.shapes.data());
        w.spaces += begin + look.width - w.width, w.width = begin + look.width;
      } else {
        put_between(w, look, [&](writer& to) { put_cell(to, c, look, style); });
      }
      if (style.markdown) w.skip(1);
    }
    end_row(w);
  }

  constexpr void end_row(writer& w) const {
    if (style.markdown) w.put('|');
    w.end_line();
  }

  /// Numbers to the right and all else to the left.
  template <class Put>
  constexpr void put_between(writer& w, const column_look& look, const Put& put) const {
    const std::size_t begin = w.width;
    if (look.number) {
      char digits[longest_number]{};
      writer number{.out = w.out == nullptr ? nullptr : digits};
      put(number);
      w.skip(look.width - number.width);
      w.put_ascii(text{digits, number.size});
      w.skip(number.spaces);
    } else {
      put(w);
    }
    w.skip(begin + look.width - w.width);
  }
};

}  // namespace nns::report
