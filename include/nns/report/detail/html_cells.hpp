// The cells of an HTML table, for any kind of row: their values as people read them, and the values that a script sorts
// by.
#pragma once

#include <nns/report/detail/html_page.hpp>
#include <nns/report/detail/table.hpp>

#include <algorithm>
#include <cstdint>

namespace nns::report {

/// An arrow to the right, between before and after.
inline constexpr text arrow_sign = " \xE2\x86\x92 ";

constexpr void put_sort_value(writer& w, std::int64_t number) {
  w.put(" data-value=\"");
  put_integer(w, number);
  w.put('"');
}

constexpr void put_markup_names(writer& w, const layer_row& r) {
  bool first = true;
  each_input(r, [&](const label& name) {
    if (!first) w.put(", ");
    first = false;
    put_markup<html_name>(w, name);
  });
}

/// 148 -> 404 (+173.0%), the part in colour: less is better.
constexpr void put_markup_change(writer& w, const cell& c) {
  put_exact(w, c.whole);
  w.put(arrow_sign);
  put_exact(w, c.number);
  if (c.whole <= 0 || c.number == unknown) return;
  const bool less = c.number < c.whole;
  w.put(less ? text{" <span class=\"less\">\xE2\x88\x92"} : text{" <span class=\"more\">+"});
  put_markup_percent(w, less ? c.whole - c.number : c.number - c.whole, c.whole);
  w.put("</span>");
}

constexpr void put_markup_value(writer& w, const cell& value) {
  switch (value.kind) {
    case cell_holds::nothing: return;
    case cell_holds::name: return put_breakable<html_name>(w, value.name());
    case cell_holds::name_change:
      put_breakable<html_name>(w, value.old_name);
      w.put(arrow_sign);
      return put_breakable<html_name>(w, value.name());
    case cell_holds::names: return put_markup_names(w, *value.row);
    case cell_holds::truth: return w.put(value.number != 0 ? text{"yes"} : text{"no"});
    case cell_holds::shape:
    case cell_holds::shapes: return put_shapes(w, value.shapes, ", ");
    case cell_holds::shape_change:
      put_shape(w, *value.before);
      w.put(arrow_sign);
      return put_shape(w, value.shapes[0]);
    case cell_holds::count: return put_count(w, value, true);
    case cell_holds::number: return put_integer(w, value.number);
    case cell_holds::share: return put_markup_percent(w, value.number, value.whole);
    case cell_holds::count_change: return put_markup_change(w, value);
  }
}

/// A cell, except for names in a tree.
constexpr void put_html_cell(writer& w, const cell& value, bool is_name = false) {
  w.put("<td");
  if (value.kind == cell_holds::shape || value.kind == cell_holds::shape_change)
    put_sort_value(w, (std::max<std::int64_t>)(value.shapes[0].elements(), -1));
  if (value.kind == cell_holds::count_change)
    put_sort_value(w, value.number == unknown || value.whole == unknown ? 0 : value.number - value.whole);
  else if (value.is_number())
    put_sort_value(w, value.number < 0 ? -1 : value.number);
  if (value.kind == cell_holds::share) {
    w.put(" class=\"number share\" style=\"--part:");
    put_fraction(w, value.number < 0 || value.whole <= 0 ? 0 : value.number, value.whole <= 0 ? 1 : value.whole);
    w.put("\">");
  } else {
    w.put(is_name ? text{" class=\"name\">"} : value.is_number() ? text{" class=\"number\">"} : text{">"});
  }
  put_markup_value(w, value);
  w.put("</td>");
}

template <class Row>
constexpr void put_html_heading(writer& w, const column<Row>& col, const cell& sample, bool is_number) {
  w.put(is_number ? text{"<th scope=\"col\" class=\"number\">"} : text{"<th scope=\"col\">"});
  put_heading(w, col.key, {.bytes = sample.unit == "B", .macs = sample.unit == "MAC", .ops = sample.unit == "OP"});
  w.put("</th>");
}

/// The tools above a sortable table, and the beginning of the table.
constexpr void put_table_begin(writer& w, text find, text style) {
  w.put("<div class=\"tools\" id=\"tools\" data-find=\"");
  w.put(find);
  w.put("\"></div>\n<div class=\"scroll tall\">\n<table id=\"layers\"");
  if (!style.empty()) {
    w.put(" class=\"");
    w.put(style);
    w.put('"');
  }
  w.put(">\n<thead><tr>");
}

}  // namespace nns::report
