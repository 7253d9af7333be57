// The page of a difference: the totals before and after, and a table of the layers that changed.
#pragma once

#include <nns/report/detail/html_cells.hpp>
#include <nns/report/diff.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

struct html_diff {
  writer& w;
  const difference& d;
  const diff_source& source;
  choice<diff_row> chosen{};

  void write() {
    put_page_begin(w, [this](writer& to) { put_names(to); }, {});
    put_subtitle();
    w.put("<dl class=\"totals\">\n");
    for (const row_number& n : row_numbers)
      if (n.key != "backward") put_total(n);
    w.put("</dl>\n");
    if (!source.rows.empty()) put_table();
    put_page_end(w);
  }

 private:
  void put_names(writer& to) const {
    put_markup<html_name>(to, d.before.name);
    if (d.after.name.empty() || d.before.name == d.after.name) return;
    if (!d.before.name.empty()) to.put(arrow_sign);
    put_markup<html_name>(to, d.after.name);
  }

  /// 2 layers added, 1 removed, 3 changed.
  void put_subtitle() {
    std::int64_t counts[4]{};
    for (const diff_row& r : source.rows) ++counts[static_cast<int>(r.change)];
    w.put("<p class=\"soft\">");
    bool first = true;
    for (const change c : {change::added, change::removed, change::changed}) {
      const std::int64_t n = counts[static_cast<int>(c)];
      if (n == 0) continue;
      if (!first) w.put(", ");
      put_integer(w, n, true);
      if (first) w.put(n == 1 ? text{" layer"} : text{" layers"});
      first = false;
      w.put(' ');
      w.put(name_of(c));
    }
    w.put(first ? text{"No layer has changed.</p>\n"} : text{".</p>\n"});
  }

  void put_total(const row_number& n) {
    const std::int64_t was = n.of(d.before.total);
    const std::int64_t is = n.of(d.after.total);
    w.put("<div><dt>");
    const bool is_work = n.key == "forward";
    put_heading(w, n.key, {.macs = is_work && d.after.unit == "MAC", .ops = is_work && d.after.unit == "OP"});
    w.put("</dt><dd><strong>");
    put_quantity(w, is, {});
    w.put("</strong><br/><span class=\"soft\">");
    if (was == is)
      w.put("as before");
    else
      put_markup_change(w, cell(was, is));
    w.put("</span></dd></div>\n");
  }

  void put_table() {
    put_heading_of_section(w, "Layers that changed");
    put_table_begin(w, "find a layer", {});
    for (std::size_t i = 0; i != chosen.size; ++i) {
      const cell sample = chosen[i].of(source.total());
      put_html_heading(w, chosen[i], sample, sample.is_number());
    }
    w.put("</tr></thead>\n<tbody>\n");
    for (const diff_row& r : source.rows) {
      w.put("<tr class=\"");
      w.put(name_of(r.change));
      w.put("\">");
      put_cells(r);
    }
    w.put("</tbody>\n<tfoot><tr>");
    put_cells(source.total());
    w.put("</tfoot>\n</table>\n</div>\n");
  }

  void put_cells(const diff_row& r) {
    for (std::size_t i = 0; i != chosen.size; ++i) put_html_cell(w, chosen[i].of(r), chosen[i].key == "name");
    w.put("</tr>\n");
  }
};

}  // namespace nns::report
