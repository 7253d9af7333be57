// Models in a scatter plot: a point for each, with multiply-adds upwards and another cost to the right. Models that no
// other beats in both are marked: the Pareto front.
#pragma once

#include <nns/detail/seen.hpp>
#include <nns/report/detail/comparison_columns.hpp>
#include <nns/report/detail/markup.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace nns {

/// The horizontal axis of a scatter plot; the vertical one is multiply-adds.
enum class scatter_axis : std::uint8_t { parameters, parameter_bytes, activations, activation_bytes };

}  // namespace nns

namespace nns::report {

inline constexpr text scatter_style =
    ".nns-ground{fill:#fff}.nns-ink{fill:#1f2328}.nns-soft{fill:#59636e}.nns-grid{stroke:#d1d9e0;stroke-width:1}"
    ".nns-front{fill:none;stroke:#c77d2e;stroke-width:1.5;stroke-dasharray:5 4}.nns-leader{stroke:#8c959f}"
    ".nns-best{fill:#c77d2e}.nns-point{fill:#4c72b0}"
    ".nns-text{font:12px system-ui,-apple-system,\"Segoe UI\",sans-serif}.nns-strong{font-weight:600}"
    ".nns-scatter{display:block;width:100%;height:auto}"
    "@media(prefers-color-scheme:dark){.nns-ground{fill:#0d1117}.nns-ink{fill:#e6edf3}.nns-soft{fill:#9198a1}"
    ".nns-grid{stroke:#30363d}.nns-front{stroke:#e0a15a}.nns-best{fill:#e0a15a}.nns-point{fill:#6b9bd8}}";

struct axis_of_scatter {
  text name{};
  text unit{};
  std::int64_t (*of)(const batch_estimate&) = nullptr;
};

constexpr axis_of_scatter axis_of(scatter_axis a) {
  constexpr axis_of_scatter all[] = {
      {"parameters", {}, [](const batch_estimate& e) { return e.parameters; }},
      {"parameters", "B", [](const batch_estimate& e) { return e.parameter_bytes.count; }},
      {"activations", {}, [](const batch_estimate& e) { return e.activations; }},
      {"all activations", "B", [](const batch_estimate& e) { return e.activation_bytes.count; }},
  };
  return all[static_cast<int>(a)];
}

/// From values to pixels; logarithmic if values differ twentyfold or more.
struct scale {
  double low = 0;
  double high = 1;
  bool logarithmic = false;
  double from = 0;  // pixels
  double to = 1;

  scale(const std::vector<double>& values, double first_pixel, double last_pixel) : from(first_pixel), to(last_pixel) {
    if (values.empty()) return;
    const double least = *std::min_element(values.begin(), values.end());
    const double most = *std::max_element(values.begin(), values.end());
    logarithmic = most > 20 * least;
    low = logarithmic ? std::log10(least) - 0.08 : 0;
    high = logarithmic ? std::log10(most) + 0.08 : 1.08 * most;
    if (!(high > low)) high = low + 1;
  }

  [[nodiscard]] double operator()(double value) const {
    return from + ((logarithmic ? std::log10(value) : value) - low) / (high - low) * (to - from);
  }

  /// Where lines are drawn: at 1, 2, 5, 10, ... or in equal steps, about five of them.
  [[nodiscard]] std::vector<double> ticks() const {
    std::vector<double> all;
    const double steps[] = {1, 2, 5};
    if (!logarithmic) {
      const double about = high / 5;
      const double power = std::pow(10, std::floor(std::log10(about)));
      const double step = power * (about < 1.5 * power ? 1 : about < 3.5 * power ? 2 : about < 7.5 * power ? 5 : 10);
      for (double tick = 0; tick < high; tick += step) all.push_back(tick);
      return all;
    }
    const bool few = high - low < 2;
    for (double power = std::pow(10, std::floor(low)); std::log10(power) < high; power *= 10)
      for (const double step : steps)
        if ((step == 1 || few) && std::log10(step * power) > low && std::log10(step * power) < high)
          all.push_back(step * power);
    return all;
  }
};

/// Lays a scatter out and writes it. All lengths are pixels.
class scatter {
 public:
  scatter(writer& to, detail::seen<comparison_row> rows, scatter_axis against, int width, int height)
      : w_(to), x_axis_(axis_of(against)), width_(width), height_(height) {
    for (const comparison_row& r : rows) {
      const auto x = static_cast<double>(x_axis_.of(r.costs));
      const auto y = static_cast<double>(r.costs.macs.count);
      if (x > 0 && y > 0)
        points_.push_back({r.name, x, y});
      else
        ++left_out_;
    }
    for (point& p : points_)
      p.best = std::none_of(points_.begin(), points_.end(), [&](const point& other) {
        return other.x <= p.x && other.y <= p.y && (other.x < p.x || other.y < p.y);
      });
  }

  void write() {
    std::vector<double> xs;
    std::vector<double> ys;
    for (const point& p : points_) {
      xs.push_back(p.x);
      ys.push_back(p.y);
    }
    const scale x(xs, left, width_ - right);
    const scale y(ys, height_ - bottom, top);
    put_begin();
    put_grid(x, y);
    for (point& p : points_) p.x = x(p.x), p.y = y(p.y);
    put_front();
    for (const point& p : points_) put_point(p);
    put_names();
    w_.put("</svg>\n");
  }

 private:
  static constexpr int left = 64;
  static constexpr int right = 16;
  static constexpr int top = 44;
  static constexpr int bottom = 44;
  static constexpr std::size_t longest_name = 28;

  struct point {
    text name{};
    double x = 0;
    double y = 0;
    bool best = false;
  };
  struct area {
    double x;
    double y;
    double width;
    double height;

    [[nodiscard]] bool meets(const area& o) const {
      return x < o.x + o.width && o.x < x + width && y < o.y + o.height && o.y < y + height;
    }
  };

  void put_number(double pixels) { put_tenths(w_, static_cast<std::int64_t>(std::lround(pixels * 10))); }
  void put_attribute(text name, double pixels) {
    w_.put(' ');
    w_.put(name);
    w_.put("=\"");
    put_number(pixels);
    w_.put('"');
  }
  void put_text_begin(text style, double x, double y, text anchor) {
    w_.put("<text class=\"nns-text ");
    w_.put(style);
    w_.put('"');
    put_attribute("x", x);
    put_attribute("y", y);
    if (!anchor.empty()) {
      w_.put(" text-anchor=\"");
      w_.put(anchor);
      w_.put('"');
    }
    w_.put('>');
  }
  void put_line(text style, double x1, double y1, double x2, double y2) {
    w_.put("<line class=\"");
    w_.put(style);
    w_.put('"');
    put_attribute("x1", x1);
    put_attribute("y1", y1);
    put_attribute("x2", x2);
    put_attribute("y2", y2);
    w_.put("/>");
  }

  void put_begin() {
    w_.put("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" class=\"nns-scatter\"");
    put_attribute("width", width_);
    put_attribute("height", height_);
    w_.put(" viewBox=\"0 0 ");
    put_integer(w_, width_);
    w_.put(' ');
    put_integer(w_, height_);
    w_.put("\">\n<title>MACs against ");
    put_axis_name();
    w_.put(" of ");
    put_integer(w_, static_cast<std::int64_t>(points_.size()));
    w_.put(points_.size() == 1 ? text{" model"} : text{" models"});
    w_.put("</title>\n<desc>No other model has both fewer MACs and fewer ");
    put_axis_name();
    w_.put(" than these:");
    bool first = true;
    for (const point& p : points_) {
      if (!p.best) continue;
      w_.put(first ? text{" "} : text{", "});
      first = false;
      put_markup<picture_title>(w_, p.name);
    }
    w_.put('.');
    if (left_out_ != 0) {
      w_.put(' ');
      put_integer(w_, static_cast<std::int64_t>(left_out_));
      w_.put(" without a point, because a number is zero or not known.");
    }
    w_.put("</desc>\n<style>");
    w_.put(scatter_style);
    w_.put("</style>\n<rect class=\"nns-ground\" x=\"0\" y=\"0\"");
    put_attribute("width", width_);
    put_attribute("height", height_);
    w_.put("/>\n");
    put_text_begin("nns-ink nns-strong", 12, 20, {});
    w_.put("MACs</text>");
    put_text_begin("nns-ink nns-strong", width_ - right, height_ - 8, "end");
    put_axis_name();
    w_.put("</text>\n");
    put_line("nns-front", width_ - 136, 16, width_ - 106, 16);
    put_text_begin("nns-soft", width_ - 100, 20, {});
    w_.put("Pareto front</text>\n");
  }
  void put_axis_name() {
    w_.put(x_axis_.name);
    if (!x_axis_.unit.empty()) w_.put(" in bytes");
  }

  void put_grid(const scale& x, const scale& y) {
    double last = -100;
    for (const double tick : x.ticks()) {
      put_line("nns-grid", x(tick), top, x(tick), height_ - bottom);
      if (x(tick) - last < 56) continue;
      last = x(tick);
      put_text_begin("nns-soft", x(tick), height_ - bottom + 16, "middle");
      put_scaled(w_, static_cast<std::int64_t>(tick), x_axis_.unit, false);
      w_.put("</text>\n");
    }
    last = height_ + 100;
    for (const double tick : y.ticks()) {
      put_line("nns-grid", left, y(tick), width_ - right, y(tick));
      if (last - y(tick) < 18) continue;
      last = y(tick);
      put_text_begin("nns-soft", left - 8, y(tick) + 4, "end");
      put_scaled(w_, static_cast<std::int64_t>(tick), {}, false);
      w_.put("</text>\n");
    }
  }

  /// In steps: a point above and to the right of a step is beaten by a model on it.
  void put_front() {
    std::vector<point> front;
    for (const point& p : points_)
      if (p.best) front.push_back(p);
    if (front.empty()) return;
    std::sort(front.begin(), front.end(), [](const point& a, const point& b) { return a.x < b.x; });
    w_.put("<path class=\"nns-front\" d=\"M");
    put_number(front[0].x);
    w_.put(' ');
    put_number(top);
    double x = front[0].x;
    double y = top;
    const auto note = [&](const point& p) {  // names keep clear of the line
      front_.push_back({x, y - 1, p.x - x, 2});
      front_.push_back({p.x - 1, y, 2, p.y - y});
      x = p.x, y = p.y;
    };
    for (const point& p : front) {
      note(p);
      w_.put('H');
      put_number(p.x);
      w_.put('V');
      put_number(p.y);
    }
    w_.put('H');
    put_number(width_ - right);
    note({{}, static_cast<double>(width_ - right), y});
    w_.put("\"/>\n");
  }

  void put_point(const point& p) {
    w_.put(p.best ? text{"<circle class=\"nns-best\""} : text{"<circle class=\"nns-point\""});
    put_attribute("cx", p.x);
    put_attribute("cy", p.y);
    w_.put(p.best ? text{" r=\"5\"><title>"} : text{" r=\"4\"><title>"});
    put_markup<picture_title>(w_, p.name);
    w_.put("</title></circle>\n");
  }

  /// The approximate width of a name: capital letters are wider than others, and bold ones wider than plain ones.
  static double width_of(const point& p) {
    const auto capitals = std::count_if(p.name.begin(), p.name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return (p.best ? 8.2 : 7.4) * columns_of<longest_name>(p.name) + 1.6 * static_cast<double>(capitals);
  }

  /// Each name at the nearest place where it meets no point and no other name.
  void put_names() {
    std::vector<area> taken;
    for (const point& p : points_) taken.push_back({p.x - 5, p.y - 5, 10, 10});
    taken.insert(taken.end(), front_.begin(), front_.end());
    for (const point& p : points_) {
      const double wide = width_of(p);
      area best{(std::min)(p.x + 8, width_ - 6 - wide), p.y - 8, wide, 16};
      text anchor{};  // a name ends at its point, or is centred on it, however wide its letters are
      bool found = false;
      double distance = 0;
      for (distance = 8; distance < 160 && !found; distance += 7) {
        const double diagonal = distance * 0.75;
        const area places[] = {
            {p.x + distance, p.y - 8, wide, 16},
            {p.x - distance - wide, p.y - 8, wide, 16},
            {p.x - wide / 2, p.y - distance - 14, wide, 16},
            {p.x - wide / 2, p.y + distance - 2, wide, 16},
            {p.x + diagonal, p.y - diagonal - 12, wide, 16},
            {p.x + diagonal, p.y + diagonal - 4, wide, 16},
            {p.x - diagonal - wide, p.y - diagonal - 12, wide, 16},
            {p.x - diagonal - wide, p.y + diagonal - 4, wide, 16}};
        for (const area& place : places) {
          const bool is_inside = place.x >= left + 2 && place.x + wide <= width_ - 6 && place.y >= top - 16 &&
                                 place.y <= height_ - bottom - 14;
          if (!is_inside || std::any_of(taken.begin(), taken.end(), [&](const area& a) { return a.meets(place); })) continue;
          best = place;
          found = true;
          const auto way = &place - places;
          anchor = way == 1 || way > 5 ? text{"end"} : way == 2 || way == 3 ? text{"middle"} : text{};
          break;
        }
      }
      if (found && distance > 24) {
        const double x = p.x < best.x ? best.x : p.x > best.x + wide ? best.x + wide : p.x;
        const double y = p.y < best.y ? best.y + 2 : p.y > best.y + 16 ? best.y + 14 : best.y + 8;
        put_line("nns-leader", p.x, p.y, x, y);
      }
      taken.push_back(best);
      put_text_begin(p.best ? text{"nns-ink nns-strong"} : text{"nns-ink"}, 
                     anchor == "end" ? best.x + wide : anchor == "middle" ? best.x + wide / 2 : best.x, best.y + 12, anchor);
      put_markup<longest_name>(w_, p.name);
      w_.put("</text>\n");
    }
  }

  writer& w_;
  axis_of_scatter x_axis_;
  int width_;
  int height_;
  std::size_t left_out_ = 0;
  std::vector<point> points_{};
  std::vector<area> front_{};  // the line, in parts
};

}  // namespace nns::report
