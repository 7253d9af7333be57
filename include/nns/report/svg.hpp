// to_svg: the multiply-adds, parameters and activations of a model by layer, as a bar chart; and several models, as a
// scatter plot. The image is self-contained, and suits light and dark pages. In a long model only the largest layers
// have bars, and a profile shows all.
#pragma once

#include <nns/report/comparison.hpp>
#include <nns/report/detail/chart.hpp>
#include <nns/report/detail/scatter.hpp>
#include <nns/report/detail/string.hpp>

#include <cstddef>
#include <cstdint>
#include <string>

namespace nns {

/// Options of a bar chart.
struct svg_options {
  /// Rows nested in more compositions than this are merged into one bar for their composition; -1: no row is.
  int depth = -1;
  /// The largest number of bars. If there are more rows, the largest have bars, and one line sums up the others.
  int rows = 40;
  /// Adjacent equal compositions have one bar: block ... block_31 (32 x).
  bool fold = false;
};

/// Options of a comparison's scatter plot: the quantity on the horizontal axis, and the size in pixels.
struct scatter_options {
  scatter_axis against = scatter_axis::parameters;
  int width = 720;
  int height = 480;
};

}  // namespace nns

namespace nns::report {

inline constexpr text svg_style =
    ".nns-ground{fill:#fff}.nns-stripe{fill:#f6f8fa}.nns-ink{fill:#1f2328}.nns-soft{fill:#59636e}"
    ".nns-macs{fill:#4c72b0}.nns-parameters{fill:#c77d2e}.nns-activations{fill:#3f8f6b}"
    ".nns-name{font:12px ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",monospace}"
    ".nns-text{font:12px system-ui,-apple-system,\"Segoe UI\",sans-serif}.nns-strong{font-weight:600}"
    ".nns-title{font-size:16px}.nns-number{font-size:11px}"
    "@media(prefers-color-scheme:dark){.nns-ground{fill:#0d1117}.nns-stripe{fill:#161b22}.nns-ink{fill:#e6edf3}"
    ".nns-soft{fill:#9198a1}.nns-macs{fill:#6b9bd8}.nns-parameters{fill:#e0a15a}.nns-activations{fill:#63b78f}}";

/// Lays out and writes a chart. All lengths are pixels.
struct svg_writer {
  static constexpr std::size_t name_length = 36;
  static constexpr int edge = 16;
  static constexpr int row_height = 20;
  static constexpr int bar_width = 150;
  static constexpr int panel_width = 224;  // a bar, its percentage, and the space after it
  static constexpr int profile_width = panel_width - 24;
  static constexpr int profile_height = 40;

  writer& w;
  const chart& c;
  int names = 0;  // the width of the column of names
  int top = 84;   // where the rows begin

  svg_writer(writer& to, const chart& what) : w(to), c(what) {
    int columns = 20;
    for (const std::size_t i : c.shown) columns = (std::max)(columns, columns_of<name_length>(c.all[i].name));
    names = columns * 15 / 2 + 16;
    if (c.left_out() != 0) top += profile_height + 14;
  }

  [[nodiscard]] int panel(std::size_t m) const { return edge + names + static_cast<int>(m) * panel_width; }
  [[nodiscard]] int width() const { return panel(measure_count) + edge - 16; }
  [[nodiscard]] int height() const {
    return top + static_cast<int>(c.shown.size() + (c.left_out() == 0 ? 0 : 1)) * row_height + edge;
  }

  void write() {
    put_begin();
    put_heads();
    if (c.left_out() != 0) put_profiles();
    int y = top;
    for (const std::size_t i : c.shown) {
      put_row(c.all[i], y);
      y += row_height;
    }
    if (c.left_out() != 0) put_rest(y);
    w.put("</svg>\n");
  }

 private:
  void put_attribute(text name, std::int64_t value) {
    w.put(' ');
    w.put(name);
    w.put("=\"");
    put_integer(w, value);
    w.put('"');
  }

  void put_text(text style, int x, int y) {
    w.put("<text class=\"");
    w.put(style);
    w.put('"');
    put_attribute("x", x);
    put_attribute("y", y);
    w.put('>');
  }

  void put_rectangle(text style, int x, int y, std::int64_t tenths_wide, int high) {
    w.put("<rect class=\"");
    w.put(style);
    w.put('"');
    put_attribute("x", x);
    put_attribute("y", y);
    w.put(" width=\"");
    put_tenths(w, tenths_wide);
    w.put('"');
    put_attribute("height", high);
    w.put("/>");
  }

  void put_begin() {
    w.put("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    put_attribute("width", width());
    put_attribute("height", height());
    w.put(" viewBox=\"0 0 ");
    put_integer(w, width());
    w.put(' ');
    put_integer(w, height());
    w.put("\">\n<title>");
    put_markup<picture_title>(w, c.s.name);
    w.put(c.s.unit == "OP" ? text{": operations"} : text{": multiply-adds"});
    w.put(", parameters and activations by layer</title>\n<desc>");
    for (const measure& m : measures) put_description(m);
    w.put("</desc>\n<style>");
    w.put(svg_style);
    w.put("</style>\n");
    put_rectangle("nns-ground", 0, 0, 10 * width(), height());
    put_text("nns-text nns-ink nns-strong nns-title", edge, 30);
    put_markup<picture_title>(w, c.s.name);
    w.put("</text>\n");
  }

  /// Of 416,520 MACs most are in conv2d_1 (57.6%).
  void put_description(const measure& m) {
    const std::int64_t total = m.of(c.s.total);
    w.put("Of ");
    put_exact(w, total);
    w.put(' ');
    w.put(name_of(m, c.s));
    if (const layer_row* largest = c.top(m)) {
      w.put(" most are in ");
      put_markup<picture_title>(w, largest->name);
      w.put(" (");
      put_markup_percent(w, m.of(largest->sums), total);
      w.put(')');
    }
    w.put(". ");
  }

  void put_heads() {
    put_text("nns-text nns-soft", edge, 66);
    put_integer(w, static_cast<std::int64_t>(c.all.size()), true);
    w.put(c.all.size() == 1 ? text{" row"} : text{" rows"});
    w.put("</text>");
    for (std::size_t m = 0; m != measure_count; ++m) {
      const std::int64_t total = measures[m].of(c.s.total);
      put_text("nns-text nns-ink nns-strong", panel(m), 66);
      w.put(measures[m].name);
      w.put("<tspan class=\"nns-soft\" font-weight=\"400\" dx=\"8\">");
      if (total == unknown) {
        w.put('?');
      } else {
        put_scaled(w, total, {}, false);
      }
      w.put("</tspan></text>\n");
    }
  }

  /// All rows in order, each as high as it is large; if there are more rows than pixels, the largest row of each pixel.
  void put_profiles() {
    put_text("nns-text nns-soft", edge, 66 + profile_height);
    w.put("all rows, in order</text>\n");
    for (std::size_t m = 0; m != measure_count; ++m) {
      const int bottom = 78 + profile_height;
      put_rectangle("nns-stripe", panel(m), bottom - profile_height, std::int64_t{10} * profile_width, profile_height);
      w.put("<path class=\"");
      w.put(measures[m].style);
      w.put("\" d=\"M");
      put_integer(w, panel(m));
      w.put(' ');
      put_integer(w, bottom);
      put_steps(m, bottom);
      w.put('V');
      put_integer(w, bottom);
      w.put("Z\"/>\n");
    }
  }

  void put_steps(std::size_t m, int bottom) {
    constexpr std::size_t pixels = profile_width;
    const auto left = static_cast<std::int64_t>(panel(m));
    const std::size_t steps = (std::min)(c.all.size(), pixels);
    for (std::size_t step = 0; step != steps; ++step) {
      std::int64_t value = 0;
      for (std::size_t i = step * c.all.size() / steps; i != (step + 1) * c.all.size() / steps; ++i)
        value = (std::max)(value, measures[m].of(c.all[i].sums));
      w.put('V');
      put_tenths(w, 10 * bottom - tenths_of(value, m, profile_height));
      w.put('H');
      put_tenths(w, 10 * left + static_cast<std::int64_t>(10 * pixels * (step + 1) / steps));
    }
  }

  /// The length of a bar; anything above zero is visible.
  [[nodiscard]] std::int64_t tenths_of(std::int64_t value, std::size_t m, int longest) const {
    if (value <= 0) return 0;
    const double part = static_cast<double>(value) / static_cast<double>(c.largest[m]);
    return (std::max<std::int64_t>)(static_cast<std::int64_t>(part * 10 * longest + 0.5), 5);
  }

  void put_stripe(int y) {
    if ((y - top) / row_height % 2 != 0) return;
    put_rectangle("nns-stripe", edge - 8, y, std::int64_t{10} * (width() - 2 * edge + 16), row_height);
  }

  void put_row(const layer_row& r, int y) {
    w.put("<g><title>");
    put_row_title(r);
    w.put("</title>");
    put_stripe(y);
    put_text("nns-name nns-ink", edge, y + 14);
    put_markup<name_length>(w, r.name);
    w.put("</text>");
    for (std::size_t m = 0; m != measure_count; ++m) {
      const std::int64_t value = measures[m].of(r.sums);
      if (value == 0) continue;
      const std::int64_t bar = tenths_of(value, m, bar_width);
      if (bar != 0) put_rectangle(measures[m].style, panel(m), y + 4, bar, 12);
      put_text("nns-text nns-number nns-soft", panel(m) + static_cast<int>((bar + 9) / 10) + 6, y + 14);
      put_share(value, m);
    }
    w.put("</g>\n");
  }

  void put_share(std::int64_t value, std::size_t m) {
    put_markup_percent(w, value, measures[m].of(c.s.total));
    w.put("</text>");
  }

  /// What is shown when the pointer rests on a row.
  void put_row_title(const layer_row& r) {
    put_markup<picture_title>(w, r.name);
    w.put(": ");
    put_markup<picture_title>(w, r.sums.kind);
    w.put(' ');
    put_shape(w, r.sums.output);
    for (const measure& m : measures) {
      w.put(", ");
      put_exact(w, m.of(r.sums));
      w.put(' ');
      w.put(name_of(m, c.s));
    }
  }

  void put_rest(int y) {
    w.put("<g>");
    put_stripe(y);
    put_text("nns-text nns-soft", edge, y + 14);
    w.put("the other ");
    put_integer(w, static_cast<std::int64_t>(c.left_out()), true);
    w.put(" rows</text>");
    for (std::size_t m = 0; m != measure_count; ++m) {
      put_text("nns-text nns-number nns-soft", panel(m), y + 14);
      put_share(measures[m].of(c.rest), m);
    }
    w.put("</g>\n");
  }
};

}  // namespace nns::report

namespace nns {

/// A summary as an SVG image: horizontal bars for the multiply-adds, the parameters and the activations of each layer,
/// with its share of the total. Hover over a row to see the numbers.
inline std::string to_svg(const summary_view& s, const svg_options& o = {}) {
  const report::layer_source source{s, o.depth, o.fold};
  const report::chart c(source, static_cast<std::size_t>(o.rows < 1 ? 1 : o.rows));
  return report::to_string([&](report::writer& w) { report::svg_writer(w, c).write(); });
}

/// A comparison as an SVG scatter plot: a named point for each model, with multiply-adds upwards and the chosen
/// quantity to the right. The line is the Pareto front: the models for which no other model has less of both. A model
/// with a number that is zero or unknown has no point; the description says how many there are.
inline std::string to_svg(const comparison_view& c, const scatter_options& o = {}) {
  const int width = o.width < 240 ? 240 : o.width;
  const int height = o.height < 200 ? 200 : o.height;
  return report::to_string([&](report::writer& w) { report::scatter(w, c.rows, o.against, width, height).write(); });
}

}  // namespace nns
