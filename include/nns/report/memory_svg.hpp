// to_svg of a memory plan: time goes to the right, addresses go up, each buffer is a box with its name, and a line
// shows the most that is live at once, which no plan can be below.
#pragma once

#include <nns/report/memory.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace nns::report {

inline constexpr text memory_style =
    ".nns-ground{fill:#fff}.nns-ink{fill:#1f2328}.nns-soft{fill:#59636e}.nns-axis{stroke:#d1d9e0;stroke-width:1}"
    ".nns-box{stroke:#fff;stroke-width:1}.nns-a{fill:#a9c4e6}.nns-b{fill:#f2cf9f}.nns-c{fill:#a8d5bf}"
    ".nns-d{fill:#d7c1e6}.nns-e{fill:#f0b8b8}.nns-f{fill:#c9d1d9}"
    ".nns-bound{stroke:#b3261e;stroke-width:1.5;stroke-dasharray:6 4}.nns-bound-text{fill:#b3261e}"
    ".nns-name{font:11px ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;fill:#1f2328}"
    ".nns-text{font:12px system-ui,-apple-system,\"Segoe UI\",sans-serif}.nns-title{font-size:16px;font-weight:600}"
    "@media(prefers-color-scheme:dark){.nns-ground{fill:#0d1117}.nns-ink{fill:#e6edf3}.nns-soft{fill:#9198a1}"
    ".nns-axis{stroke:#3d444d}.nns-box{stroke:#0d1117}.nns-bound{stroke:#ff8a80}.nns-bound-text{fill:#ff8a80}}";

/// Lays out and writes the picture of a plan. Lengths are pixels.
struct memory_svg_writer {
  static constexpr int edge = 16;
  static constexpr int plot_height = 360;
  static constexpr int top = 76;
  static constexpr int letter = 7;  // of the names in the boxes

  writer& w;
  const memory_plan_view& p;
  int left = 96;
  int begin = 0;  // times
  int end = 1;
  std::int64_t high = 1;

  memory_svg_writer(writer& to, const memory_plan_view& plan) : w(to), p(plan) {
    high = (std::max)({p.height, p.bound, std::int64_t{1}});
    if (p.buffers.empty()) return;
    begin = p.buffers[0].first;
    for (const memory_buffer& b : p.buffers) {
      begin = (std::min)(begin, b.first);
      end = (std::max)(end, b.last + 1);
    }
  }

  [[nodiscard]] int plot_width() const {
    const std::int64_t wanted = std::int64_t{end - begin} * 28;
    return static_cast<int>((std::clamp)(wanted, std::int64_t{560}, std::int64_t{1'440}));
  }
  [[nodiscard]] std::int64_t x_tenths(int time) const {
    return 10 * left + std::int64_t{time - begin} * 10 * plot_width() / (end - begin);
  }
  /// Addresses go up. In double, since an address times a length may not fit in 63 bits.
  [[nodiscard]] std::int64_t y_tenths(std::int64_t address) const {
    const double part = static_cast<double>(address) / static_cast<double>(high);
    return 10 * (top + plot_height) - static_cast<std::int64_t>(part * 10 * plot_height + 0.5);
  }

  void write() {
    put_begin();
    put_axes();
    int number = 0;
    for (const memory_buffer& b : p.buffers) put_box(b, number++);
    put_bound();
    w.put("</svg>\n");
  }

 private:
  void put_attribute(text name, std::int64_t tenths) {
    w.put(' ');
    w.put(name);
    w.put("=\"");
    put_tenths(w, tenths);
    w.put('"');
  }

  void put_text_at(text style, std::int64_t x, std::int64_t y, text anchor = {}) {
    w.put("<text class=\"");
    w.put(style);
    w.put('"');
    put_attribute("x", x);
    put_attribute("y", y);
    if (!anchor.empty()) {
      w.put(" text-anchor=\"");
      w.put(anchor);
      w.put('"');
    }
    w.put('>');
  }

  void put_line(text style, std::int64_t x1, std::int64_t y1, std::int64_t x2, std::int64_t y2) {
    w.put("<line class=\"");
    w.put(style);
    w.put('"');
    put_attribute("x1", x1);
    put_attribute("y1", y1);
    put_attribute("x2", x2);
    put_attribute("y2", y2);
    w.put("/>\n");
  }

  void put_begin() {
    const int width = left + plot_width() + edge, height = top + plot_height + 52;
    w.put("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"");
    put_integer(w, width);
    w.put("\" height=\"");
    put_integer(w, height);
    w.put("\" viewBox=\"0 0 ");
    put_integer(w, width);
    w.put(' ');
    put_integer(w, height);
    w.put("\">\n<title>");
    put_markup<picture_title>(w, label{p.name});
    w.put(": memory of the activations</title>\n<desc>Time goes to the right, addresses go up.</desc>\n<style>");
    w.put(memory_style);
    w.put("</style>\n<rect class=\"nns-ground\" width=\"100%\" height=\"100%\"/>\n");
    put_text_at("nns-ink nns-text nns-title", 10 * edge, 280);
    put_markup<picture_title>(w, label{p.name});
    w.put("</text>\n");
    put_text_at("nns-soft nns-text", 10 * edge, 480);
    put_integer(w, p.height, true);
    w.put(p.height == p.bound ? text{" bytes, the minimum possible"} : text{" bytes"});
    w.put("; ");
    w.put(memory_leaves_out);
    w.put("</text>\n");
  }

  /// 1, 2, 5, 10, 20, 50 ...: the fewest that leave room for the numbers.
  [[nodiscard]] std::int64_t rows_between_numbers() const {
    const std::int64_t least = (std::int64_t{end - begin} * 36 + plot_width() - 1) / plot_width();
    std::int64_t apart = 1;
    for (int i = 0; apart < least; ++i) apart = i % 3 == 1 ? apart / 2 * 5 : apart * 2;
    return apart;
  }

  void put_axes() {
    for (int quarter = 0; quarter <= 4; ++quarter) {
      const std::int64_t address = quarter == 4 ? high : high / 4 * quarter;
      put_line("nns-axis", 10 * left, y_tenths(address), 10 * (left + plot_width()), y_tenths(address));
      put_text_at("nns-soft nns-text", 10 * (left - 8), y_tenths(address) + 40, "end");
      put_integer(w, address, true);
      w.put("</text>\n");
    }
    const std::int64_t apart = rows_between_numbers();
    for (int time = begin; time < end; ++time) {
      if (time % apart != 0) continue;
      put_text_at("nns-soft nns-text", (x_tenths(time) + x_tenths(time + 1)) / 2, 10 * (top + plot_height + 16), "middle");
      put_integer(w, time);
      w.put("</text>\n");
    }
    put_text_at("nns-soft nns-text", 10 * (left + plot_width() / 2), 10 * (top + plot_height + 38), "middle");
    w.put("time, in rows of the model</text>\n");
  }

  void put_box(const memory_buffer& b, int number) {
    constexpr text fills[] = {"a", "b", "c", "d", "e", "f"};
    const std::int64_t x = x_tenths(b.first), wide = x_tenths(b.last + 1) - x;
    const std::int64_t y = y_tenths(b.offset + b.bytes.count), tall = y_tenths(b.offset) - y;
    w.put("<g><title>");
    each_part_of_name(b, [this](text part) { put_markup<picture_title>(w, label{part}); });
    w.put(": ");
    put_integer(w, b.bytes.count, true);
    w.put(" bytes at ");
    put_integer(w, b.offset, true);
    w.put(", rows ");
    put_integer(w, b.first);
    w.put(" to ");
    put_integer(w, b.last);
    w.put("</title><rect class=\"nns-box nns-");
    w.put(fills[number % 6]);
    w.put('"');
    put_attribute("x", x);
    put_attribute("y", y);
    put_attribute("width", wide);
    put_attribute("height", tall);
    w.put("/>");
    put_box_name(b, x + wide / 2, y + tall / 2, wide, tall);
    w.put("</g>\n");
  }

  /// Along the box, or upright in a narrow one: the whole name, or the part after its last slash, or its two ends; no
  /// name if only a few letters would fit.
  void put_box_name(const memory_buffer& b, std::int64_t x, std::int64_t y, std::int64_t wide, std::int64_t tall) {
    const bool upright = wide < tall && wide < static_cast<std::int64_t>(length_of_name(b)) * letter * 10 + 80;
    const std::int64_t along = upright ? tall : wide, across = upright ? wide : tall;
    const std::int64_t fits = (along - 80) / (10 * letter);
    if (across < 130 || fits < 1) return;
    char letters[256]{};
    writer whole{.out = letters};
    each_part_of_name(b, [&whole](text part) { put_clipped_name(whole, label{part}, 48); });
    std::size_t first = 0;
    if (whole.size > static_cast<std::size_t>(fits)) {
      for (std::size_t i = 0; i != whole.size; ++i)
        if (letters[i] == '/') first = i + 1;
      if (whole.size - first > static_cast<std::size_t>(fits)) {
        if (fits < 8) return;
        first = 0;
      }
    }
    w.put("<text class=\"nns-name\" text-anchor=\"middle\"");
    if (upright) {
      w.put(" transform=\"translate(");
      put_tenths(w, x + 40);
      w.put(' ');
      put_tenths(w, y);
      w.put(") rotate(-90)\">");
    } else {
      put_attribute("x", x);
      put_attribute("y", y + 40);
      w.put('>');
    }
    char clipped[256]{};
    writer shorter{.out = clipped};
    put_clipped_name(shorter, label{text{letters + first, whole.size - first}}, static_cast<std::size_t>(fits));
    put_markup<picture_title>(w, label{text{clipped, shorter.size}});
    w.put("</text>");
  }

  void put_bound() {
    put_line("nns-bound", 10 * left, y_tenths(p.bound), 10 * (left + plot_width()), y_tenths(p.bound));
    put_text_at("nns-bound-text nns-text", 10 * (left + plot_width()), y_tenths(p.bound) - 50, "end");
    w.put("bound ");
    put_integer(w, p.bound, true);
    w.put("</text>\n");
  }
};

}  // namespace nns::report

namespace nns {

/// A plan as a picture, with time to the right and addresses upwards: to_svg(nns::memory_plan<net, nns::full_int8>).
inline std::string to_svg(const memory_plan_view& p) {
  return report::to_string([&](report::writer& w) { report::memory_svg_writer(w, p).write(); });
}

}  // namespace nns
