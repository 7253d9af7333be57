// to_html: a summary as one HTML file for a pull request: totals, a budget, a chart, and a table that sorts, with
// blocks that open and close. Nothing is loaded from elsewhere, and the page is well-formed XML.
#pragma once

#include <nns/budget.hpp>
#include <nns/report/detail/boxes.hpp>
#include <nns/report/detail/html_page.hpp>
#include <nns/report/svg.hpp>
#include <nns/report/detail/table.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace nns {

/// How a summary becomes an HTML report.
struct html_options {
  /// Rows that stand inside more compositions than this are merged into one row of their composition; -1: none is.
  int depth = -1;
  /// Which columns the table has, by their public names. Empty: the usual ones.
  column_names columns{};
  /// What is limited is shown with what is used of it.
  budget limits{};
  /// How many rows of the chart have bars.
  int bars = 24;
};

}  // namespace nns

namespace nns::report {

/// The most characters of a name in the table.
inline constexpr std::size_t html_name = 256;

/// An item of a budget.
struct limited {
  text name{};
  text unit{};
  std::int64_t used = 0;
  std::int64_t allowed = 0;

  [[nodiscard]] constexpr bool is_limited() const { return allowed != budget::unlimited; }
  [[nodiscard]] constexpr bool is_kept() const { return used != unknown && used <= allowed; }
};

/// Forward and backward together.
constexpr std::int64_t training_of(const layer_summary& l) {
  return (detail::count{l.forward.count} + l.backward.count).value;
}

struct html_writer {
  writer& w;
  const layer_source& source;
  const chart& c;
  const html_options& o;
  choice<layer_row> chosen{};

  void write() {
    put_head();
    put_totals();
    put_budget();
    w.put("<h2>Where it is</h2>\n<div class=\"scroll\">\n");
    svg_writer(w, c).write();
    w.put("</div>\n<h2>Layers</h2>\n<div class=\"tools\" id=\"tools\"></div>\n<div class=\"scroll tall\">\n");
    put_table();
    w.put("</div>\n</main>\n<script>");
    w.put(html_script);
    w.put("</script>\n</body>\n</html>\n");
  }

 private:
  void put_head() {
    w.put("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
          "<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
          "<title>");
    put_markup<html_name>(w, source.s.name);
    w.put("</title>\n<style>");
    w.put(html_style);
    w.put("</style>\n</head>\n<body>\n<main>\n<h1>");
    put_markup<html_name>(w, source.s.name);
    w.put("</h1>\n<p class=\"soft\">");
    put_inputs();
    w.put(" to ");
    put_shape(w, source.s.total.output);
    w.put(", ");
    put_integer(w, static_cast<std::int64_t>(source.s.layers.size()), true);
    w.put(" rows. All numbers are for one instance; a MAC is one multiply-add.</p>\n");
  }

  /// The shapes of the rows that have no source.
  void put_inputs() {
    bool first = true;
    for (const layer_summary& l : source.s.layers) {
      if (l.source >= 0) continue;
      if (!first) w.put(", ");
      first = false;
      put_shape(w, l.output);
    }
  }

  void put_total(text name, std::int64_t number, text unit) {
    w.put("<div><dt>");
    w.put(name);
    w.put("</dt><dd><strong>");
    put_quantity(w, number, unit);
    w.put("</strong><br/><span class=\"soft\">");
    put_exact(w, number);
    w.put("</span></dd></div>\n");
  }

  void put_totals() {
    const layer_summary& sums = source.s.total;
    w.put("<dl class=\"totals\">\n");
    put_total("forward", sums.forward.count, source.s.unit);
    put_total("forward + backward", training_of(sums), source.s.unit);
    put_total("parameters", sums.parameters, {});
    put_total("trainable parameters", sums.trainable_parameters, {});
    put_total("activations", sums.activations, {});
    w.put("</dl>\n");
  }

  void put_budget() {
    const layer_summary& sums = source.s.total;
    const limited items[] = {
        {"forward", " MAC", sums.forward.count, o.limits.forward.count},
        {"backward", " MAC", sums.backward.count, o.limits.backward.count},
        {"training", " MAC", training_of(sums), o.limits.training.count},
        {"parameters", {}, sums.parameters, o.limits.parameters},
        {"trainable parameters", {}, sums.trainable_parameters, o.limits.trainable_parameters},
        {"activations", {}, sums.activations, o.limits.activations},
    };
    bool any = false;
    for (const limited& item : items) any = any || item.is_limited();
    if (!any) return;
    w.put("<h2>Budget</h2>\n<div class=\"scroll\">\n<table id=\"budget\">\n<thead><tr><th scope=\"col\">limit on</th>"
          "<th scope=\"col\" class=\"number\">used</th><th scope=\"col\" class=\"number\">allowed</th>"
          "<th scope=\"col\">part</th><th scope=\"col\">verdict</th></tr></thead>\n<tbody>\n");
    for (const limited& item : items)
      if (item.is_limited()) put_limited(item);
    w.put("</tbody>\n</table>\n</div>\n");
  }

  void put_limited(const limited& item) {
    w.put("<tr><td>");
    w.put(item.name);
    w.put("</td><td class=\"number\">");
    put_exact(w, item.used);
    w.put(item.unit);
    w.put("</td><td class=\"number\">");
    put_exact(w, item.allowed);
    w.put(item.unit);
    w.put("</td><td>");
    put_gauge(item);
    w.put("</td><td class=\"");
    w.put(item.is_kept() ? text{"kept\">kept"} : text{"broken\">"});
    if (item.used == unknown) {
      w.put("not known");
    } else if (!item.is_kept()) {
      w.put("exceeded by ");
      put_exact(w, (detail::count{item.used} - item.allowed).value);
    }
    w.put("</td></tr>\n");
  }

  void put_gauge(const limited& item) {
    if (item.used == unknown || item.allowed <= 0) return;
    w.put(item.is_kept() ? text{"<span class=\"gauge"} : text{"<span class=\"gauge full"});
    w.put("\" style=\"--part:");
    put_fraction(w, item.is_kept() ? item.used : item.allowed, item.allowed);
    w.put("\"></span>");
    put_markup_percent(w, item.used, item.allowed);
  }

  void put_table() {
    bool has_names = false;
    for (std::size_t i = 0; i != chosen.size; ++i) has_names = has_names || chosen[i].key == "name";
    w.put("<table id=\"layers\" class=\"tree\">\n<thead><tr>");
    for (std::size_t i = 0; i != chosen.size; ++i) put_column_head(chosen[i]);
    w.put("</tr></thead>\n<tbody>\n");
    int depth = 0;
    each_in_boxes(
        source,
        [&](int box) {
          if (has_names) put_block(box, depth);
          ++depth;
        },
        [&](const layer_row& r, int box) { put_row(r, has_names ? box : -1, depth); }, [&](int) { --depth; });
    w.put("</tbody>\n<tfoot><tr>");
    for (std::size_t i = 0; i != chosen.size; ++i) put_cell(chosen[i], source.total(), -1, 0);
    w.put("</tr></tfoot>\n</table>\n");
  }

  void put_column_head(const column<layer_row>& col) {
    const cell sample = col.of(source.total());
    w.put(sample.is_number() ? text{"<th scope=\"col\" class=\"number\">"} : text{"<th scope=\"col\">"});
    put_heading(w, col.key, {.bytes = sample.unit == "B", .macs = sample.unit == "MAC", .ops = sample.unit == "OP"});
    w.put("</th>");
  }

  void put_box_attribute(int box) {
    if (box < 0) return;
    w.put(" data-box=\"");
    put_integer(w, box);
    w.put('"');
  }

  void put_cells(const layer_row& r, int box, int depth) {
    for (std::size_t i = 0; i != chosen.size; ++i) put_cell(chosen[i], r, box, depth);
    w.put("</tr>\n");
  }

  void put_row(const layer_row& r, int box, int depth) {
    w.put("<tr");
    put_box_attribute(box);
    w.put('>');
    put_cells(r, box, depth);
  }

  /// The sums of what a box holds.
  void put_block(int box, int depth) {
    layer_row r = merged(source.s, box);
    r.first = block(source.s, box).first;
    r.last = block(source.s, box).last;
    r.depth = source.depth;
    const int around = outer_box(source.s, box);
    w.put("<tr class=\"block\" data-block=\"");
    put_integer(w, box);
    w.put('"');
    put_box_attribute(around);
    w.put('>');
    put_cells(r, around, depth);
  }

  void put_cell(const column<layer_row>& col, const layer_row& r, int box, int depth) {
    const cell value = col.of(r);
    if (col.key == "name") return put_name_cell(r.name, box, depth);
    w.put("<td");
    if (value.kind == cell_holds::shape) put_sort_value(value.shapes[0].elements());
    if (value.is_number()) put_sort_value(value.number);
    if (value.kind == cell_holds::share) {
      w.put(" class=\"number share\" style=\"--part:");
      put_fraction(w, value.number < 0 || value.whole <= 0 ? 0 : value.number, value.whole <= 0 ? 1 : value.whole);
      w.put("\">");
    } else {
      w.put(value.is_number() ? text{" class=\"number\">"} : text{">"});
    }
    put_value(value);
    w.put("</td>");
  }

  void put_sort_value(std::int64_t number) {
    w.put(" data-value=\"");
    put_integer(w, number < 0 ? -1 : number);
    w.put('"');
  }

  void put_name_cell(const label& name, int box, int depth) {
    w.put("<td class=\"name\" style=\"--depth:");
    put_integer(w, depth);
    w.put("\">");
    const label inside = name_inside(source.s, name, box);
    if (inside.prefix.size() + inside.base.size() != name.prefix.size() + name.base.size()) {
      w.put("<span class=\"prefix\">");
      put_markup<html_name>(w, block(source.s, box).prefix);
      w.put("</span>");
    }
    put_markup<html_name>(w, inside);
    w.put("</td>");
  }

  void put_value(const cell& value) {
    switch (value.kind) {
      case cell_holds::name: return put_markup<picture_title>(w, value.name);
      case cell_holds::names: return put_names(*value.row);
      case cell_holds::truth: return w.put(value.number != 0 ? text{"yes"} : text{"no"});
      case cell_holds::shape:
      case cell_holds::shapes: return put_shapes(w, value.shapes, ", ");
      case cell_holds::count: return put_count(w, value, true);
      case cell_holds::number: return put_integer(w, value.number);
      case cell_holds::share: return put_markup_percent(w, value.number, value.whole);
      case cell_holds::nothing:
      case cell_holds::name_change:
      case cell_holds::shape_change:
      case cell_holds::count_change: return;  // only where two versions are compared
    }
  }

  void put_names(const layer_row& r) {
    bool first = true;
    each_input(r, [&](const label& name) {
      if (!first) w.put(", ");
      first = false;
      put_markup<html_name>(w, name);
    });
  }
};

}  // namespace nns::report

namespace nns {

/// A summary as an HTML report: one file that needs nothing else. The limits are shown if there are any.
inline std::string to_html(const summary_view& s, const html_options& o = {}) {
  const report::layer_source source{s, o.depth};
  const report::chart c(source, static_cast<std::size_t>(o.bars < 1 ? 1 : o.bars));
  const text names = o.columns.view().empty() ? report::usual_columns<report::layer_row> : o.columns.view();
  const auto chosen = report::choose<report::layer_row>(names);
  return report::to_string([&](report::writer& w) { report::html_writer{w, source, c, o, chosen}.write(); });
}

}  // namespace nns
