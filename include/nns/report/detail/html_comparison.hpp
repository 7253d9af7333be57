// The page of a comparison: the models in scatter plots, and in a table.
#pragma once

#include <nns/report/comparison.hpp>
#include <nns/report/detail/html_cells.hpp>
#include <nns/report/detail/scatter.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

struct html_comparison {
  writer& w;
  const comparison_view& c;
  choice<comparison_row> chosen{};

  void write() {
    put_page_begin(w, [this](writer& to) { put_title(to); }, {scatter_style});
    w.put("<p class=\"soft\">All numbers are for the batch and the phase in the table; a MAC is one "
          "multiply-add.</p>\n");
    put_scatter(scatter_axis::parameters, "Multiply-adds and parameters");
    put_scatter(scatter_axis::activation_bytes, "Multiply-adds and activations (the sum over all layers, not RAM)");
    put_table();
    put_page_end(w);
  }

 private:
  void put_title(writer& to) const {
    put_integer(to, static_cast<std::int64_t>(c.rows.size()), true);
    to.put(c.rows.size() == 1 ? text{" model"} : text{" models"});
  }

  /// Written twice: the one for phones has fewer pixels, not smaller letters.
  void put_scatter(scatter_axis against, text heading) {
    if (c.rows.size() < 2) return;
    put_heading_of_section(w, heading);
    w.put("<div class=\"card wide\">\n");
    scatter(w, c.rows, against, 1160, 480).write();
    w.put("</div>\n<div class=\"card narrow\">\n");
    scatter(w, c.rows, against, 400, 420).write();
    w.put("</div>\n");
  }

  void put_table() {
    put_heading_of_section(w, "All models");
    put_table_begin(w, "find a model", {});
    for (std::size_t i = 0; i != chosen.size; ++i) {
      const cell sample = c.rows.empty() ? cell{} : chosen[i].of(c.rows[0]);
      put_html_heading(w, chosen[i], sample, sample.is_number());
    }
    w.put("</tr></thead>\n<tbody>\n");
    for (const comparison_row& r : c.rows) {
      w.put("<tr>");
      for (std::size_t i = 0; i != chosen.size; ++i) put_html_cell(w, chosen[i].of(r), chosen[i].key == "name");
      w.put("</tr>\n");
    }
    w.put("</tbody>\n</table>\n</div>\n");
  }
};

}  // namespace nns::report
