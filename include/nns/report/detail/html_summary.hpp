// The page of a summary: totals, a budget, what each layer costs, a drawing of the network, and a table of all layers.
#pragma once

#include <nns/budget.hpp>
#include <nns/report/detail/bars.hpp>
#include <nns/report/detail/boxes.hpp>
#include <nns/report/detail/brief.hpp>
#include <nns/report/detail/choice.hpp>
#include <nns/report/detail/drawing.hpp>
#include <nns/report/detail/html_cells.hpp>
#include <nns/report/memory_svg.hpp>

#include <cstddef>
#include <cstdint>

namespace nns::report {

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

struct html_summary {
  static constexpr std::size_t most_drawn = 400;

  writer& w;
  const layer_source& source;
  const budget& limits;
  std::size_t bars = 24;
  choice<layer_row> chosen{};
  memory_plan_view memory{};
  row_bytes needs{};  // by the storage of the limits
  model_step step{};  // of the limits, too

  void write() {
    const auto put_name = [this](writer& to) { put_markup<html_name>(to, source.s.name); };
    put_page_begin(w, put_name, {bars_style, drawing_style});
    put_subtitle();
    put_totals();
    put_budget();
    put_heading_of_section(w, "Cost by layer");
    bars_chart(w, source, bars).write();
    put_drawing();
    put_memory();
    put_heading_of_section(w, "All layers");
    put_table();
    put_page_end(w);
  }

 private:
  void put_subtitle() {
    w.put("<p class=\"soft\">");
    put_inputs();
    w.put(" to ");
    const layer_row total = source.total();
    cell output;
    fill_output(output, total);
    put_markup_value(w, output);
    w.put(", ");
    put_integer(w, static_cast<std::int64_t>(source.s.layers.size()), true);
    w.put(" rows. All numbers are for one instance; a MAC is one multiply-add.</p>\n");
  }

  /// The memory plan, if there is one.
  void put_memory() {
    if (memory.buffers.empty()) return;
    put_heading_of_section(w, "Memory of the activations");
    w.put("<div class=\"card tall scroll\">\n");
    memory_svg_writer(w, memory).write();
    w.put("</div>\n");
  }

  /// As deep as fits on a page or two.
  void put_drawing() {
    const bool fold = source.fold;
    const layer_source shown{source.s, source.depth < 0 ? brief_depth(source.s, fold) : source.depth, fold};
    put_heading_of_section(w, "The network");
    drawing drawn(w, shown);
    if (drawn.size() > most_drawn)
      return w.put("<p class=\"soft\">It has too many layers, and too few blocks, to be drawn.</p>\n");
    w.put("<div class=\"card tall\">\n");
    drawn.write(source.s.name);
    w.put("</div>\n");
  }

  /// The shapes of the rows that have no source, constants of a file excepted.
  void put_inputs() {
    bool first = true;
    for (const layer_summary& l : source.s.layers) {
      if (l.source >= 0 || l.kind == "constant") continue;
      if (!first) w.put(", ");
      first = false;
      put_shape(w, l.output);
    }
  }

  void put_totals() {
    const layer_summary& sums = source.s.total;
    w.put("<dl class=\"totals\">\n");
    put_card(w, "forward", sums.forward.count, source.s.unit);
    put_card(w, "forward + backward", training_of(sums), source.s.unit);
    put_card(w, "parameters", sums.parameters, {});
    put_card(w, "trainable parameters", sums.trainable_parameters, {});
    put_card(w, "activations", sums.activations, {});
    w.put("</dl>\n");
  }

  void put_budget() {
    const layer_summary& sums = source.s.total;
    const limited items[] = {
        {"forward", " MAC", sums.forward.count, limits.forward.count},
        {"backward", " MAC", sums.backward.count, limits.backward.count},
        {"training", " MAC", training_of(sums), limits.training.count},
        {"parameters", {}, sums.parameters, limits.parameters},
        {"trainable parameters", {}, sums.trainable_parameters, limits.trainable_parameters},
        {"active parameters", {}, sums.active_parameters(), limits.active_parameters},
        {"activations", {}, sums.activations, limits.activations},
        {"parameter bytes", " B", needs.parameters, limits.parameter_bytes.count},
        {"peak activation bytes", " B", memory.buffers.empty() ? needs.live : memory.height,
         limits.peak_activation_bytes.count},
        {"key-value cache bytes", " B", needs.cache, limits.kv_cache_bytes.count},
        {"training bytes", " B", step.parts.peak, limits.training_bytes.count},
        {"weight bytes", " B", step.parts.weights, limits.weight_bytes.count},
        {"gradient bytes", " B", step.parts.gradients, limits.gradient_bytes.count},
        {"optimizer state bytes", " B", step.parts.optimizer, limits.optimizer_state_bytes.count},
        {"kept activation bytes", " B", step.parts.kept, limits.kept_activation_bytes.count},
        {"sent bytes", " B", step.parts.sent, limits.sent_bytes.count},
        {"serving bytes", " B", step.parts.serving, limits.serving_bytes.count},
    };
    bool any = false;
    for (const limited& item : items) any = any || item.is_limited();
    if (!any) return;
    w.put("<h2>Budget</h2>\n<div class=\"scroll\">\n<table id=\"budget\">\n<thead><tr><th scope=\"col\">limit on</th>"
          "<th scope=\"col\">verdict</th><th scope=\"col\" class=\"number\">used</th>"
          "<th scope=\"col\" class=\"number\">allowed</th><th scope=\"col\">share</th></tr></thead>\n<tbody>\n");
    for (const limited& item : items)
      if (item.is_limited()) put_limited(item);
    w.put("</tbody>\n</table>\n</div>\n");
  }

  void put_limited(const limited& item) {
    w.put("<tr><td>");
    w.put(item.name);
    w.put("</td><td class=\"");
    w.put(item.is_kept() ? text{"kept\">kept"} : text{"broken\">"});
    if (item.used == unknown) {
      w.put("not known");
    } else if (!item.is_kept()) {
      w.put("exceeded by ");
      put_exact(w, (detail::count{item.used} - item.allowed).value);
    }
    w.put("</td><td class=\"number\">");
    put_exact(w, item.used);
    w.put(item.unit);
    w.put("</td><td class=\"number\">");
    put_exact(w, item.allowed);
    w.put(item.unit);
    w.put("</td><td>");
    put_gauge(item);
    w.put("</td></tr>\n");
  }

  void put_gauge(const limited& item) {
    if (item.used == unknown || item.allowed <= 0) return;
    w.put(item.is_kept() ? text{"<span class=\"gauge"} : text{"<span class=\"gauge full"});
    w.put("\" style=\"--part:");
    put_fraction(w, item.is_kept() ? item.used : item.allowed, item.allowed);
    w.put("\"></span>");
    if (item.used / 10 < item.allowed) return put_markup_percent(w, item.used, item.allowed);
    put_integer(w, item.used / item.allowed, true);
    w.put(" times");
  }

  void put_table() {
    bool has_names = false;
    for (std::size_t i = 0; i != chosen.size; ++i) has_names = has_names || chosen[i].key == "name";
    put_table_begin(w, "find a layer", "tree");
    for (std::size_t i = 0; i != chosen.size; ++i) {
      const cell sample = chosen[i].of(source.total());
      put_html_heading(w, chosen[i], sample, sample.is_number());
    }
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
    w.put("</tr></tfoot>\n</table>\n</div>\n");
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

  /// The sums of a box's contents.
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
    if (col.key == "name") return put_name_cell(r.name, box, depth);
    put_html_cell(w, col.of(r));
  }

  void put_name_cell(const label& name, int box, int depth) {
    w.put("<td class=\"name\" style=\"--depth:");
    put_integer(w, depth);
    w.put("\">");
    const label inside = name_inside(source.s, name, box);
    if (inside.prefix.size() + inside.base.size() != name.prefix.size() + name.base.size()) {
      w.put("<span class=\"prefix\">");
      put_breakable<html_name>(w, block(source.s, box).prefix);
      w.put("</span>");
    }
    put_breakable<html_name>(w, inside);
    w.put("</td>");
  }
};


}  // namespace nns::report
