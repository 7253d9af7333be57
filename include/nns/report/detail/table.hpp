// A table for people, as aligned text or as Markdown: units, headings, alignment, the total at the end.
// It is made in passes over the rows: one for widths, one more for columns with prefixes, one to write; nothing is
// allocated.
#pragma once

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
  std::size_t width = 0;
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

  constexpr table(const Source& from, text names, const table_style& how)
      : source(from), style(how), chosen(choose<row>(names)) {
    each_row([this](const row& r) { learn(r); });
    bool again = false;
    for (std::size_t i = 0; i != chosen.size; ++i) {
      if (!looks[i].exact) again = true, looks[i].width = 0;
      writer w;
      put_heading(w, chosen[i].key, looks[i]);
      if (w.width > looks[i].width) looks[i].width = w.width;
      if (looks[i].width < 3) looks[i].width = 3;
    }
    if (again) each_row([this](const row& r) { learn_widths_with_prefixes(r); });
    for (std::size_t i = 0; i != chosen.size; ++i) line_width += looks[i].width + (i == 0 ? 0 : 2);
  }

  constexpr void write(writer& w) const {
    put_title(w);
    put_line(w, [this](writer& cell_writer, std::size_t i) { put_heading(cell_writer, chosen[i].key, looks[i]); });
    put_rule(w);
    source.each([&](const row& r) { put_row(w, r); });
    if constexpr (Source::has_total) {
      if (!style.markdown) put_rule(w);
      put_row(w, source.total());
    }
  }

 private:
  template <class Use>
  constexpr void each_row(const Use& use) const {
    source.each(use);
    if constexpr (Source::has_total) use(source.total());
  }

  /// Units, and widths as if every number were written in full.
  constexpr void learn(const row& r) {
    for (std::size_t i = 0; i != chosen.size; ++i) {
      const cell c = chosen[i].of(r);
      column_look& look = looks[i];
      look.number = c.is_number();
      const char unit = c.unit.empty() ? ' ' : c.unit[0];  // MAC, OP, B: one step of the evaluation, not three calls
      look.macs = unit == 'M';
      look.ops = unit == 'O';
      look.bytes = unit == 'B';
      const std::int64_t largest = c.kind == cell_holds::count_change && c.whole > c.number ? c.whole : c.number;
      if (!style.exact && (look.bytes || largest > largest_in_full)) look.exact = false;
      if (look.exact) learn_width(c, look);
    }
  }

  /// The widths of columns that have a number which is too long to be written in full.
  constexpr void learn_widths_with_prefixes(const row& r) {
    for (std::size_t i = 0; i != chosen.size; ++i)
      if (!looks[i].exact) learn_width(chosen[i].of(r), looks[i]);
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

  constexpr void put_row(writer& w, const row& r) const {
    put_line(w, [&](writer& to, std::size_t i) { put_cell(to, chosen[i].of(r), looks[i], style); });
  }

  /// A line of cells, numbers to the right and all else to the left.
  template <class Put>
  constexpr void put_line(writer& w, const Put& put) const {
    for (std::size_t i = 0; i != chosen.size; ++i) {
      if (style.markdown) {
        w.put("| ");
      } else if (i != 0) {
        w.skip(2);
      }
      const std::size_t begin = w.width;
      if (looks[i].number) {
        char digits[longest_number]{};
        writer number{.out = w.out == nullptr ? nullptr : digits};
        put(number, i);
        w.skip(looks[i].width - number.width);
        w.put_ascii(text{digits, number.size});
        w.skip(number.spaces);
      } else {
        put(w, i);
      }
      w.skip(begin + looks[i].width - w.width);
      if (style.markdown) w.skip(1);
    }
    if (style.markdown) w.put('|');
    w.end_line();
  }
};

}  // namespace nns::report
